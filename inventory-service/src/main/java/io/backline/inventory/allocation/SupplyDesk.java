package io.backline.inventory.allocation;

import static java.util.stream.Collectors.toCollection;

import io.backline.events.WarehouseStockEvent;
import io.backline.events.WarehouseStockEvent.EventRetracted;
import io.backline.events.WarehouseStockEvent.InboundCancelled;
import io.backline.events.WarehouseStockEvent.InboundRescheduled;
import io.backline.events.WarehouseStockEvent.InboundScheduled;
import io.backline.events.WarehouseStockEvent.StockAdjusted;
import io.backline.events.WarehouseStockEvent.StockCounted;
import io.backline.events.WarehouseStockEvent.StockOut;
import io.backline.events.WarehouseStockEvent.StockReceived;
import io.backline.inventory.feed.EventId;
import io.backline.inventory.feed.Feeds;
import io.backline.inventory.inbound.InboundDesk;
import io.backline.inventory.inbound.InboundFact;
import io.backline.inventory.stock.Ledger;
import io.backline.inventory.stock.WarehouseClock;
import io.backline.messaging.DeadLetters;
import io.backline.messaging.Message;
import io.backline.messaging.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.TreeSet;

/** What warehouses tell of stock. A batch is one transaction; each event is decided in its turn. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class SupplyDesk {
    private final Skus skus;
    private final Ledger ledger;
    private final InboundDesk inbound;
    private final Feeds feeds;
    private final DeadLetters deadLetters;
    private final Announcements announcements;

    SupplyDesk(
            Skus skus,
            Ledger ledger,
            InboundDesk inbound,
            Feeds feeds,
            DeadLetters deadLetters,
            Announcements announcements) {
        this.skus = skus;
        this.ledger = ledger;
        this.inbound = inbound;
        this.feeds = feeds;
        this.deadLetters = deadLetters;
        this.announcements = announcements;
    }

    void apply(List<Message<WarehouseStockEvent>> messages) {
        var names = messages.stream().map(message -> message.event().sku()).collect(toCollection(TreeSet::new));
        var locks = skus.lock(names);
        var batch = new SupplyBatch(messages);
        batch.told(ledger.toldBy(batch.retractedHere()));
        batch.toldOfInbound(inbound.skusOf(batch.retractedHere()));
        batch.retracted(ledger.retracted(batch.events()));
        var locked = skus.read(locks, List.of(), batch.reaches());
        for (var message : messages) {
            try {
                act(message, batch, locked);
            } catch (Refused why) {
                deadLetters.add(message, why);
            }
        }
        skus.write(locked);
        inbound.apply(batch.inbound(), batch.takenBack());
        feeds.saw(messages, message -> message.event().sku());
    }

    private void act(Message<WarehouseStockEvent> message, SupplyBatch batch, Locked locked) {
        switch (message.event()) {
            case StockReceived received -> {
                WarehouseClock.refuseIfAhead("receivedAt", received.receivedAt());
                record(message, batch, locked);
            }
            case StockCounted counted -> {
                WarehouseClock.refuseIfAhead("countedAt", counted.countedAt());
                record(message, batch, locked);
            }
            case StockAdjusted adjusted -> adjust(adjusted, message, batch, locked);
            case StockOut out -> {
                WarehouseClock.refuseIfAhead("observedAt", out.observedAt());
                record(message, batch, locked);
            }
            case InboundScheduled scheduled -> batch.add(InboundFact.of(scheduled, message));
            case InboundRescheduled rescheduled -> batch.add(InboundFact.of(rescheduled, message));
            case InboundCancelled cancelled -> batch.add(InboundFact.of(cancelled, message));
            case EventRetracted retracted -> retract(retracted, message, batch, locked);
            case WarehouseStockEvent.Unknown unknown -> {}
        }
    }

    /** A shipment lowers the shelf when fulfilment tells of it; lowered here too, every unit would leave twice. */
    private void adjust(
            StockAdjusted adjusted, Message<WarehouseStockEvent> message, SupplyBatch batch, Locked locked) {
        if (adjusted.reason().equals("SHIPPED")) {
            deadLetters.setAside(message, "shipments are told as fulfilment; the shelf would be lowered twice");
            return;
        }
        WarehouseClock.refuseIfAhead("adjustedAt", adjusted.adjustedAt());
        record(message, batch, locked);
    }

    private void record(Message<WarehouseStockEvent> message, SupplyBatch batch, Locked locked) {
        var sku = locked.sku(message.event().sku());
        var movement = SupplyBatch.movementOf(message).orElseThrow();
        if (batch.isRetracted(movement)) {
            sku.recordRetracted(movement);
        } else {
            batch.told(sku.name(), movement);
            announcements.make(sku.record(movement));
        }
    }

    private void retract(
            EventRetracted retracted, Message<WarehouseStockEvent> message, SupplyBatch batch, Locked locked) {
        var event = new EventId(retracted.eventSource(), retracted.eventId());
        var told = batch.toldBy(event);
        if (told.isPresent() && told.get().movement().line() != null) {
            throw new Refused(
                    "eventId", "is a fulfilment event: only stock events are retracted, a pick is undone by Unpicked");
        }
        var sku = batch.skuOf(event).orElse(retracted.sku());
        if (!sku.equals(retracted.sku())) {
            throw new Refused("sku", "the event was told of SKU " + sku);
        }
        if (!batch.retract(event, message.time())) {
            deadLetters.setAside(message, "the event was retracted before");
            return;
        }
        ledger.retract(event, retracted.sku(), retracted.reason());
        told.ifPresent(entry -> announcements.make(locked.sku(entry.sku()).retract(entry.movement())));
    }
}
