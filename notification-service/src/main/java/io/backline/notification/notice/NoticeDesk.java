package io.backline.notification.notice;

import static io.backline.events.Streams.ORDERS;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
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
import io.backline.events.OrderEvent.PromiseMade;
import io.backline.events.OrderEvent.PromiseMoved;
import io.backline.events.OrderEvent.RefundDue;
import io.backline.messaging.Message;
import io.backline.notification.notice.Notice.Earlier;
import io.backline.notification.notice.Notice.Settled;
import io.backline.notification.notice.Notice.Unsettled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Decides what customers are told, and when. */
@ApplicationScoped
@Transactional
class NoticeDesk {
    /** What {@link #changes} makes something of. */
    static final EventStream<OrderEvent> DELAYS = ORDERS.only(Set.of(OrderBackordered.class, LinesCancelled.class));

    /** So many earlier mails are named in a thread; the order's own id holds it together anyway. */
    private static final int THREAD = 10;

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final WaitingOrders orders;
    private final Notices notices;
    private final NoticeConfig config;
    private final Governor governor;
    private final Clock clock;

    NoticeDesk(WaitingOrders orders, Notices notices, NoticeConfig config, Clock clock) {
        this.orders = orders;
        this.notices = notices;
        this.config = config;
        this.governor = new Governor(config.mostMails(), config.governedTime());
        this.clock = clock;
    }

    /** Takes over what waits of orders; the first change that is news begins a notice. */
    @Transactional(TxType.MANDATORY)
    void apply(List<Message<OrderEvent>> messages) {
        var changes = messages.stream().flatMap(NoticeDesk::changes).toList();
        if (changes.isEmpty()) {
            return;
        }
        orders.register(messages.stream().flatMap(NoticeDesk::named).toList());
        var concerned = orders.lock(changes.stream().map(Change::orderId).toList());
        var begun = notices.unsettled(concerned.keySet());
        for (var change : changes) {
            var order = concerned.get(change.orderId());
            if (order != null) {
                change.effect().accept(order);
                order.news()
                        .ifPresent(news -> begun.compute(
                                order.orderId(),
                                (id, known) ->
                                        known == null ? begin(order, news, change.at()) : known.kind(news.kind())));
            }
        }
        orders.save(concerned.values());
        notices.put(begun.values());
    }

    /** What an event does to what waits of its order. */
    private record Change(UUID orderId, Instant at, Consumer<WaitingOrder> effect) {}

    private static Stream<Change> changes(Message<OrderEvent> message) {
        return switch (message.event()) {
            case OrderBackordered now ->
                Stream.of(new Change(now.orderId(), message.time(), order -> order.waits(now.lines())));
            case LinesCancelled gone ->
                Stream.of(new Change(gone.orderId(), message.time(), order -> order.cancelled(gone.lines())));
            case OrderPlaced says -> Stream.empty();
            case OrderChanged says -> Stream.empty();
            case OrderHeld says -> Stream.empty();
            case HoldReleased says -> Stream.empty();
            case OrderReadyToPick says -> Stream.empty();
            case OrderStageChanged says -> Stream.empty();
            case PromiseMade says -> Stream.empty();
            case PromiseMoved says -> Stream.empty();
            case DelayOptionOffered says -> Stream.empty();
            case DelayOptionResolved says -> Stream.empty();
            case RefundDue says -> Stream.empty();
            case OrderClosed says -> Stream.empty();
            case OrderEvent.Unknown says -> Stream.empty();
        };
    }

    /** An order that never waited needs no row. */
    private static Stream<OrderBackordered> named(Message<OrderEvent> message) {
        return message.event() instanceof OrderBackordered now && !now.lines().isEmpty()
                ? Stream.of(now)
                : Stream.empty();
    }

    private Unsettled begin(WaitingOrder order, News news, Instant at) {
        var dueAt = clock.instant().plus(config.quietTime());
        return new Unsettled(IDS.generate(), order.orderId(), order.customerId(), news.kind(), at, dueAt);
    }

    /** Fixes the words of notices whose quiet time is over. Returns how many were looked at. */
    int settle(int most) {
        var now = clock.instant();
        var due = notices.lockDue(now, most);
        if (due.isEmpty()) {
            return 0;
        }
        var orderIds = due.stream().map(Unsettled::orderId).toList();
        var concerned = orders.ofLocked(orderIds);
        var earlier = notices.earlier(orderIds);
        var settled = new ArrayList<Settled>();
        var withdrawn = new ArrayList<UUID>();
        var postponed = new LinkedHashMap<UUID, Instant>();
        for (var notice : due) {
            var order = Objects.requireNonNull(concerned.get(notice.orderId()));
            var before = earlier.getOrDefault(notice.orderId(), List.of());
            var notBefore =
                    governor.notBefore(before.stream().map(Earlier::settledAt).toList(), now);
            var news = order.news();
            if (news.isEmpty()) {
                withdrawn.add(notice.noticeId());
            } else if (notBefore.isPresent()) {
                postponed.put(notice.noticeId(), notBefore.get());
            } else {
                settled.add(new Settled(notice.noticeId(), news.get(), thread(before)));
                order.told();
            }
        }
        orders.save(concerned.values());
        notices.settle(settled, now);
        notices.withdraw(withdrawn);
        notices.postpone(postponed);
        return due.size();
    }

    private static List<UUID> thread(List<Earlier> before) {
        return before.stream()
                .skip(Math.max(0, before.size() - THREAD))
                .map(Earlier::noticeId)
                .toList();
    }
}
