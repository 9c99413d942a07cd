package io.backline.order.order;

import static io.backline.events.Streams.ALLOCATIONS;
import static io.backline.events.Streams.CUSTOMER_CONTACTS;
import static io.backline.events.Streams.ORDERS;
import static io.backline.events.Streams.WAREHOUSE_FULFILMENT;

import io.backline.events.AllocationEvent;
import io.backline.events.AllocationEvent.ExpectedDateMoved;
import io.backline.events.AllocationEvent.LineResult;
import io.backline.events.EventStream;
import io.backline.events.OrderEvent;
import io.backline.events.WarehouseFulfilmentEvent;
import io.backline.events.WarehouseFulfilmentEvent.ShortPicked;
import io.backline.messaging.DeadLetters;
import io.backline.messaging.EarlyMessages;
import io.backline.messaging.Message;
import io.backline.messaging.Outbox;
import io.backline.messaging.Refused;
import io.backline.order.order.Placement.Placed;
import io.backline.web.IdempotencyKeys;
import io.backline.web.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be done with orders. One method is one use case and one transaction, of a list where lists come. */
@ApplicationScoped
public class OrderDesk {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Orders orders;
    private final Register register;
    private final HoldPolicy policy;
    private final History history;
    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final EarlyMessages early;
    private final IdempotencyKeys fingerprints;
    private final Clock clock;

    OrderDesk(
            Orders orders,
            Register register,
            HoldPolicy policy,
            History history,
            Outbox outbox,
            DeadLetters deadLetters,
            EarlyMessages early,
            IdempotencyKeys fingerprints,
            Clock clock) {
        this.orders = orders;
        this.register = register;
        this.policy = policy;
        this.history = history;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.early = early;
        this.fingerprints = fingerprints;
        this.clock = clock;
    }

    /** Places orders, each once: one answer a posting, in their order. */
    @Transactional
    List<Placement> place(List<Posting> postings) {
        var now = now();
        var byRule = policy.holdsOf(postings.stream().map(Posting::order).toList());
        var candidates = new ArrayList<Candidate>();
        for (var posting : postings) {
            var fingerprint = fingerprints.fingerprint(posting.order().normal());
            candidates.add(Candidate.of(posting, fingerprint, OrderIds.next(), now, byRule.get(candidates.size())));
        }
        var placements = register.enter(candidates);
        policy.check(candidates, placements);
        var facts = new ArrayList<Fact>();
        for (var i = 0; i < candidates.size(); i++) {
            if (placements.get(i) instanceof Placed) {
                var candidate = candidates.get(i);
                var moment = new Moment(candidate.order(), candidate.order().placedAt(), "POST /orders", facts);
                moment.tell(candidate.told());
                outbox.add(CUSTOMER_CONTACTS, candidate.posting().order().contact(), moment.at);
            }
        }
        history.add(facts);
        return placements;
    }

    /** Cancels all that was asked to be cancelled, or nothing. */
    @Transactional
    public Order cancel(UUID orderId, SeenVersion seen, Cancellation cancellation) {
        var order = locked(orderId, seen);
        var units = cancellation.unitsOf(order);
        if (units.isEmpty() || !order.canCancel(units)) {
            throw Problems.conflict(
                    "this is more than can still be cancelled: picked units stay",
                    Map.of("cancellable", Cancellation.UnitsOfLine.listOf(order.cancellable())));
        }
        return changed(
                order,
                cancellation.at(),
                by(cancellation.by(), "POST /orders/" + orderId + "/cancellations"),
                order.cancel(units, cancellation.reason()));
    }

    /** A hold that was set before is not set again: the order is answered as it is. */
    @Transactional
    public Order hold(UUID orderId, SeenVersion seen, Hold hold) {
        var order = locked(orderId, seen);
        if (orders.knowsHold(hold.holdId())) {
            return order;
        }
        requireOpen(order);
        return changed(order, hold.since(), by(hold.by(), "POST /orders/" + orderId + "/holds"), order.hold(hold));
    }

    @Transactional
    public Order lift(UUID orderId, SeenVersion seen, Lift lift) {
        var order = locked(orderId, seen);
        if (!order.isHeldBy(lift.holdId())) {
            throw Problems.notFound("order " + orderId + " has no active hold " + lift.holdId());
        }
        orders.lift(List.of(lift));
        return changed(
                order,
                lift.at(),
                by(lift.by(), "DELETE /orders/" + orderId + "/holds/" + lift.holdId()),
                order.lift(lift));
    }

    /** Lifts holds whose date has come, of so many orders at most, but not of the first few; answers of how many. */
    @Transactional
    int liftDue(int most, int skipped) {
        var now = now();
        var due = orders.lockDue(now, most, skipped);
        var facts = new ArrayList<Fact>();
        var lifts = new ArrayList<Lift>();
        for (var order : due) {
            for (var lift : order.due(now)) {
                settle(order, lift.at(), Order.DATE_REACHED, order.lift(lift), facts);
                lifts.add(lift);
            }
        }
        orders.lift(lifts);
        orders.save(due);
        history.add(facts);
        return due.size();
    }

    @Transactional
    public Order change(UUID orderId, SeenVersion seen, OrderChange change) {
        var order = locked(orderId, seen);
        var told = order.change(change.applyTo(order.terms()));
        if (told.isEmpty()) {
            return order;
        }
        requireOpen(order);
        orders.requeue(order);
        return changed(order, change.at(), by(change.by(), "PATCH /orders/" + orderId), told);
    }

    private static void requireOpen(Order order) {
        if (order.isClosed()) {
            throw Problems.conflict("the order is closed", Map.of());
        }
    }

    private static String by(@Nullable String caller, String door) {
        return caller == null ? door : door + " by " + caller;
    }

    private Order locked(UUID orderId, SeenVersion seen) {
        var order = orders.lock(List.of(orderId)).get(orderId);
        if (order == null) {
            throw Problems.notFound("order " + orderId + " is not known");
        }
        seen.check(order.version());
        return order;
    }

    private Order changed(Order order, @Nullable Instant at, String cause, List<OrderEvent> told) {
        var facts = new ArrayList<Fact>();
        settle(order, at == null ? now() : at.truncatedTo(ChronoUnit.MICROS), cause, told, facts);
        orders.save(List.of(order));
        history.add(facts);
        return order;
    }

    private void settle(Order order, Instant at, String cause, List<OrderEvent> told, List<Fact> facts) {
        var moment = new Moment(order, at, cause, facts);
        var first = facts.size();
        moment.tell(told);
        moment.changed(first);
        moment.end();
    }

    /** Takes over what inventory decided. */
    @Transactional(TxType.MANDATORY)
    void answer(List<Message<AllocationEvent>> messages) {
        new Batch<>(ALLOCATIONS, AllocationEvent::orderId, Message::time, (moment, event) -> {
                    switch (event) {
                        case LineResult result -> moment.tell(moment.order.answer(result));
                        case ExpectedDateMoved moved -> {}
                        case AllocationEvent.Unknown later -> {}
                    }
                })
                .settle(messages);
    }

    /** Hears what warehouses did. */
    @Transactional(TxType.MANDATORY)
    void hear(List<Message<WarehouseFulfilmentEvent>> messages) {
        var latest = now().plus(CLOCK_SKEW);
        new Batch<>(
                        WAREHOUSE_FULFILMENT,
                        WarehouseFulfilmentEvent::orderId,
                        message -> message.event().at(),
                        (moment, event) -> {
                            refuseTimesThatCannotBe(event, latest);
                            moment.order.hear(event).forEach(moment::setAside);
                            if (event instanceof ShortPicked missed) {
                                moment.tell(moment.order.miss(missed));
                            }
                        })
                .settle(messages);
    }

    private static void refuseTimesThatCannotBe(WarehouseFulfilmentEvent event, Instant latest) {
        if (event.at().isAfter(latest)) {
            throw new Contradiction(timeField(event), "lies more than 5 minutes ahead");
        }
        if (event.at().isBefore(Instant.EPOCH)) {
            throw new Contradiction(timeField(event), "lies before 1970");
        }
    }

    private static String timeField(WarehouseFulfilmentEvent event) {
        return switch (event) {
            case WarehouseFulfilmentEvent.PickStarted picked -> "pickedAt";
            case ShortPicked missing -> "observedAt";
            case WarehouseFulfilmentEvent.Packed packed -> "packedAt";
            case WarehouseFulfilmentEvent.Shipped shipped -> "shippedAt";
            case WarehouseFulfilmentEvent.Delivered delivered -> "deliveredAt";
            case WarehouseFulfilmentEvent.DeliveryFailed failed -> "failedAt";
            case WarehouseFulfilmentEvent.Unpicked unpicked -> "unpickedAt";
            case WarehouseFulfilmentEvent.Returned returned -> "returnedAt";
            case WarehouseFulfilmentEvent.Unknown later -> "time";
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Events of one stream about many orders; those of one order and one time are settled together. */
    private final class Batch<E> {
        private final EventStream<E> stream;
        private final Function<E, UUID> orderId;
        private final Function<Message<E>, Instant> time;
        private final Change<E> change;
        private final List<Fact> facts = new ArrayList<>();
        private final Map<UUID, Moment> moments = new LinkedHashMap<>();

        Batch(EventStream<E> stream, Function<E, UUID> orderId, Function<Message<E>, Instant> time, Change<E> change) {
            this.stream = stream;
            this.orderId = orderId;
            this.time = time;
            this.change = change;
        }

        void settle(List<Message<E>> messages) {
            var known = orders.lock(messages.stream()
                    .map(message -> orderId.apply(message.event()))
                    .collect(Collectors.toSet()));
            for (var message : messages) {
                var id = orderId.apply(message.event());
                var order = known.get(id);
                if (order == null) {
                    early.keep("order " + id, message);
                } else {
                    apply(message, order);
                }
            }
            moments.values().forEach(Moment::end);
            orders.save(moments.values().stream().map(moment -> moment.order).toList());
            history.add(facts);
        }

        private void apply(Message<E> message, Order order) {
            var moment = momentOf(order, message);
            var before = facts.size();
            moment.note(stream, message.event());
            try {
                change.apply(moment, message.event());
                moment.changed(before);
                moments.put(order.orderId(), moment);
            } catch (Contradiction wrong) {
                facts.subList(before, facts.size()).clear();
                deadLetters.add(message, new Refused(wrong.field(), wrong.reason()));
            }
        }

        private Moment momentOf(Order order, Message<E> message) {
            var at = time.apply(message).truncatedTo(ChronoUnit.MICROS);
            var cause = message.source() + " " + message.id();
            var before = moments.get(order.orderId());
            if (before != null && !before.at.equals(Moment.notBefore(order, at))) {
                before.end();
            }
            return new Moment(order, at, cause, facts);
        }
    }

    private interface Change<E> {
        void apply(Moment moment, E event);
    }

    /** What happens to one order at one time, told to the world and written into its history. */
    private final class Moment {
        private final Order order;
        private final Instant at;
        private final String cause;
        private final List<Fact> facts;
        private boolean ended;

        Moment(Order order, Instant at, String cause, List<Fact> facts) {
            this.order = order;
            this.at = notBefore(order, at);
            this.cause = cause;
            this.facts = facts;
        }

        /** The order itself is among the causes of all that happens to it. */
        static Instant notBefore(Order order, Instant at) {
            return at.isBefore(order.placedAt()) ? order.placedAt() : at;
        }

        <E> void note(EventStream<E> stream, E event) {
            facts.add(Fact.of(order.orderId(), at, stream, event, cause));
        }

        void tell(List<OrderEvent> events) {
            tell(events, at);
        }

        private void tell(List<OrderEvent> events, Instant at) {
            outbox.add(ORDERS, events, at);
            events.forEach(event -> facts.add(Fact.of(order.orderId(), at, ORDERS, event, cause)));
        }

        /** What has changed was the effect of that fact. */
        void changed(int fact) {
            facts.set(fact, facts.get(fact).with(order.effects()));
        }

        void setAside(UnitsSetAside units) {
            facts.add(Fact.of(order.orderId(), at, "UnitsSetAside", cause, units));
        }

        /** What follows is told once, however often a later message finds the moment over; it follows from all that happened to the order before, too. */
        void end() {
            if (ended) {
                return;
            }
            ended = true;
            var consequences = order.moveOn(at);
            tell(consequences, order.since().isAfter(at) ? order.since() : at);
        }
    }
}
