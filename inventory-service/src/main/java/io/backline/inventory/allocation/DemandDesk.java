package io.backline.inventory.allocation;

import static io.backline.events.Streams.ORDERS;
import static io.backline.events.Streams.WAREHOUSE_FULFILMENT;
import static java.util.stream.Collectors.toCollection;

import io.backline.events.BackorderArrangement;
import io.backline.events.EventStream;
import io.backline.events.OrderEvent;
import io.backline.events.OrderEvent.DelayOptionOffered;
import io.backline.events.OrderEvent.DelayOptionResolved;
import io.backline.events.OrderEvent.HoldReleased;
import io.backline.events.OrderEvent.LinesCancelled;
import io.backline.events.OrderEvent.OrderBackordered;
import io.backline.events.OrderEvent.OrderChanged;
import io.backline.events.OrderEvent.OrderClosed;
import io.backline.events.OrderEvent.OrderHeld;
import io.backline.events.OrderEvent.OrderPlaced;
import io.backline.events.OrderEvent.OrderReadyToPick;
import io.backline.events.OrderEvent.OrderStageChanged;
import io.backline.events.OrderEvent.PlacedLine;
import io.backline.events.OrderEvent.PromiseMade;
import io.backline.events.OrderEvent.PromiseMoved;
import io.backline.events.OrderEvent.RefundDue;
import io.backline.events.Progress;
import io.backline.inventory.stock.Fact;
import io.backline.inventory.stock.Movement.OfLine;
import io.backline.messaging.DeadLetters;
import io.backline.messaging.EarlyMessages;
import io.backline.messaging.Message;
import io.backline.messaging.Refused;
import io.backline.messaging.RoundTrip;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What orders ask for: lines are placed, cancelled and put elsewhere in the queue. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class DemandDesk {
    /** What {@link #act} does something about. A hold keeps allocation and place in the queue, so holds are no demand. */
    static final EventStream<OrderEvent> DEMANDS =
            ORDERS.only(Set.of(OrderPlaced.class, LinesCancelled.class, OrderChanged.class));

    private final Skus skus;
    private final FulfilmentDesk fulfilment;
    private final EarlyMessages early;
    private final DeadLetters deadLetters;
    private final Announcements announcements;

    DemandDesk(
            Skus skus,
            FulfilmentDesk fulfilment,
            EarlyMessages early,
            DeadLetters deadLetters,
            Announcements announcements) {
        this.skus = skus;
        this.fulfilment = fulfilment;
        this.early = early;
        this.deadLetters = deadLetters;
        this.announcements = announcements;
    }

    void apply(List<Message<OrderEvent>> messages) {
        var orders = messages.stream().map(message -> message.event().orderId()).collect(toCollection(TreeSet::new));
        var locks = skus.lock(skusNamed(messages), orders);
        var awaited = messages.stream()
                .map(Message::event)
                .filter(OrderPlaced.class::isInstance)
                .map(event -> awaited(event.orderId()))
                .toList();
        var trip = new RoundTrip();
        var before = early.take(awaited, trip, ORDERS, WAREHOUSE_FULFILMENT);
        var locked = skus.read(locks, orders, List.of(), trip);
        messages.forEach(message -> act(message, locked));
        before.of(ORDERS).forEach(message -> act(message, locked));
        fulfilment.act(before.of(WAREHOUSE_FULFILMENT), locked);
        skus.write(locked);
    }

    /** How facts about an order that is not known yet are kept. */
    static String awaited(UUID orderId) {
        return "order " + orderId;
    }

    private static Set<String> skusNamed(List<Message<OrderEvent>> messages) {
        var named = new TreeSet<String>();
        for (var message : messages) {
            if (message.event() instanceof OrderPlaced placed) {
                placed.lines().forEach(line -> named.add(line.sku()));
            }
        }
        return named;
    }

    private void act(Message<OrderEvent> message, Locked locked) {
        try {
            switch (message.event()) {
                case OrderPlaced placed -> place(placed, message, locked);
                case LinesCancelled cancelled -> cancel(cancelled, message, locked);
                case OrderChanged changed -> reorder(changed, message, locked);
                case OrderHeld held -> {}
                case HoldReleased released -> {}
                case OrderBackordered backordered -> {}
                case OrderReadyToPick ready -> {}
                case OrderStageChanged moved -> {}
                case PromiseMade made -> {}
                case PromiseMoved moved -> {}
                case DelayOptionOffered offered -> {}
                case DelayOptionResolved resolved -> {}
                case RefundDue due -> {}
                case OrderClosed closed -> {}
                case OrderEvent.Unknown unknown -> {}
            }
        } catch (Refused why) {
            deadLetters.add(message, why);
        }
    }

    private void place(OrderPlaced placed, Message<OrderEvent> message, Locked locked) {
        if (locked.knows(placed.orderId())) {
            deadLetters.setAside(message, "order " + placed.orderId() + " was placed before");
            return;
        }
        for (var wanted : placed.lines()) {
            var line = lineOf(placed, wanted, message);
            locked.add(line);
            announcements.make(locked.of(line).place(line, fact(message)));
        }
    }

    private static Line lineOf(OrderPlaced placed, PlacedLine wanted, Message<OrderEvent> message) {
        return new Line(
                new OfLine(placed.orderId(), wanted.lineNumber()),
                wanted.sku(),
                wanted.quantity(),
                wanted.quantity(),
                wanted.backorder() == BackorderArrangement.REFUSE,
                placed.placedAt(),
                placed.priority().releaseKey(placed.placedAt()),
                fact(message).at(),
                Progress.NONE);
    }

    private void cancel(LinesCancelled cancelled, Message<OrderEvent> message, Locked locked) {
        if (isEarly(message, locked)) {
            return;
        }
        for (var index = 0; index < cancelled.lines().size(); index++) {
            var units = cancelled.lines().get(index);
            var line = locked.line(cancelled.orderId(), units.lineNumber());
            if (line.isEmpty() || line.get().requested() < units.quantity()) {
                throw new Refused(
                        "lines[" + index + "]",
                        "of line " + units.lineNumber() + " "
                                + line.map(Line::requested).orElse(0) + " units are left to cancel, not "
                                + units.quantity());
            }
        }
        for (var units : cancelled.lines()) {
            var line = locked.line(cancelled.orderId(), units.lineNumber()).orElseThrow();
            announcements.make(locked.of(line).cancel(line, units.quantity(), fact(message)));
        }
    }

    private void reorder(OrderChanged changed, Message<OrderEvent> message, Locked locked) {
        if (!isEarly(message, locked)) {
            for (var line : locked.linesOf(changed.orderId())) {
                locked.of(line).reorder(line, changed.priority().releaseKey(line.placedAt()));
            }
        }
    }

    private boolean isEarly(Message<OrderEvent> message, Locked locked) {
        var orderId = message.event().orderId();
        if (locked.knows(orderId)) {
            return false;
        }
        early.keep(awaited(orderId), message);
        return true;
    }

    private static Fact fact(Message<?> message) {
        return new Fact(message.source(), message.id(), message.time());
    }
}
