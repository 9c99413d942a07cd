package io.backline.inventory.allocation;

import io.backline.events.WarehouseStockEvent;
import io.backline.events.WarehouseStockEvent.EventRetracted;
import io.backline.events.WarehouseStockEvent.StockAdjusted;
import io.backline.events.WarehouseStockEvent.StockCounted;
import io.backline.events.WarehouseStockEvent.StockOut;
import io.backline.events.WarehouseStockEvent.StockReceived;
import io.backline.inventory.feed.EventId;
import io.backline.inventory.inbound.InboundFact;
import io.backline.inventory.stock.Ledger.Entry;
import io.backline.inventory.stock.Ledger.Reach;
import io.backline.inventory.stock.Movement;
import io.backline.messaging.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a batch of stock events is about: which movements it tells, which it takes back, and how far back in the ledger that reaches. */
final class SupplyBatch {
    private final List<Message<WarehouseStockEvent>> messages;
    private final Set<EventId> retractedHere = new HashSet<>();
    private final Set<EventId> retracted = new HashSet<>();
    private final Map<EventId, Entry> told = new HashMap<>();
    private final Map<EventId, String> skusOfInbound = new HashMap<>();
    private final Map<EventId, Instant> takenBack = new LinkedHashMap<>();
    private final List<InboundFact> inbound = new ArrayList<>();

    SupplyBatch(List<Message<WarehouseStockEvent>> messages) {
        this.messages = messages;
        for (var message : messages) {
            if (message.event() instanceof EventRetracted retraction) {
                retractedHere.add(new EventId(retraction.eventSource(), retraction.eventId()));
            }
        }
    }

    /** The movement of a stock item that a message tells, if it tells one. */
    static Optional<Movement> movementOf(Message<WarehouseStockEvent> message) {
        return Optional.ofNullable(
                switch (message.event()) {
                    case StockReceived received -> Movement.of(received, message.source(), message.id());
                    case StockCounted counted -> Movement.of(counted, message.source(), message.id());
                    case StockAdjusted adjusted -> Movement.of(adjusted, message.source(), message.id());
                    case StockOut out -> Movement.of(out, message.source(), message.id());
                    default -> null;
                });
    }

    /** Events that this batch takes back. */
    Set<EventId> retractedHere() {
        return retractedHere;
    }

    /** All events that this batch tells or takes back. */
    Set<EventId> events() {
        var events = new HashSet<>(retractedHere);
        messages.forEach(message -> events.add(new EventId(message.source(), message.id())));
        return events;
    }

    void told(Collection<Entry> earlier) {
        earlier.forEach(entry -> told.put(idOf(entry.movement()), entry));
    }

    void told(String sku, Movement movement) {
        told.put(idOf(movement), new Entry(sku, movement));
    }

    Optional<Entry> toldBy(EventId event) {
        return Optional.ofNullable(told.get(event));
    }

    void toldOfInbound(Map<EventId, String> earlier) {
        skusOfInbound.putAll(earlier);
    }

    /** Under which SKU an event was told, if it came already. */
    Optional<String> skuOf(EventId event) {
        return toldBy(event).map(Entry::sku).or(() -> Optional.ofNullable(skusOfInbound.get(event)));
    }

    void retracted(Collection<EventId> earlier) {
        retracted.addAll(earlier);
    }

    boolean isRetracted(Movement movement) {
        return retracted.contains(idOf(movement));
    }

    /** False if it was retracted before. */
    boolean retract(EventId event, Instant at) {
        takenBack.put(event, at);
        return retracted.add(event);
    }

    Map<EventId, Instant> takenBack() {
        return takenBack;
    }

    void add(InboundFact fact) {
        inbound.add(fact);
        skusOfInbound.put(new EventId(fact.source(), fact.eventId()), fact.sku());
    }

    List<InboundFact> inbound() {
        return inbound;
    }

    /** One for each stock item that is counted or of which something is taken back. */
    Collection<Reach> reaches() {
        var reaches = new HashMap<String, Reach>();
        told.values().forEach(entry -> reachBack(reaches, entry.sku(), entry.movement(), true));
        for (var message : messages) {
            movementOf(message)
                    .ifPresent(movement -> reachBack(
                            reaches, message.event().sku(), movement, retractedHere.contains(idOf(movement))));
        }
        return reaches.values();
    }

    private static void reachBack(Map<String, Reach> reaches, String sku, Movement movement, boolean isRetracted) {
        if (isRetracted || movement.counted() != null) {
            var reach = new Reach(
                    sku,
                    movement.location(),
                    movement.counted() == null ? null : movement.at(),
                    isRetracted ? movement.at() : null);
            reaches.merge(sku + '\n' + movement.location(), reach, SupplyBatch::furthest);
        }
    }

    private static Reach furthest(Reach one, Reach other) {
        return new Reach(
                one.sku(),
                one.location(),
                earliest(one.counted(), other.counted()),
                earliest(one.retracted(), other.retracted()));
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static EventId idOf(Movement movement) {
        return new EventId(movement.fact().source(), movement.fact().eventId());
    }
}
