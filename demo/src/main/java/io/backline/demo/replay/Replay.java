package io.backline.demo.replay;

import io.backline.demo.door.Shop;
import io.backline.demo.door.Shop.Answer;
import io.backline.demo.door.Warehouse;
import io.backline.demo.invariant.Settled;
import io.backline.demo.replay.Happening.OrderPlaced;
import io.backline.demo.replay.Happening.Stage;
import io.backline.demo.replay.Happening.StageReached;
import io.backline.demo.replay.Happening.StockChanged;
import io.backline.events.WarehouseStockEvent;
import io.backline.events.WarehouseStockEvent.StockAdjusted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Plays happenings through the doors. Orders go by REST, many in one request, and leave order-service in their order; stock and stages go to Kafka. Between
 * the two, and between the partitions of one topic, nothing keeps an order but the sender. So this one waits until all that was told has acted before it
 * tells something else of the same SKU or order; what touches neither is not waited for. Only so every service meets what concerns it in the order of event
 * times, and history replayed at once gives the figures of its own days.
 */
final class Replay {
    private static final int ORDERS_A_REQUEST = 500;
    private static final int LINES_A_REQUEST = 10_000;

    /** How far the replay runs ahead of the services: how many orders or SKUs may be outstanding before it waits, so that its memory stays bounded. */
    private static final int AHEAD = 20_000;

    /** A service that was killed needs some time to be back. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private static final String BY_ORDERS = "orders";
    private static final String BY_STOCK = "stock";

    private final Shop shop;
    private final Warehouse warehouse;
    private final Settled settled;
    private final String channel;
    private final Pace pace;
    private final Tally tally;
    private final Recount recount;
    private final KnownOrders orders;

    private final List<OrderPlaced> pending = new ArrayList<>();
    private int pendingLines;

    /** Orders that wait to be posted or answered. */
    private final Set<String> unanswered = new HashSet<>();

    /** Which SKUs were told of since all was settled, and by what: by orders, by stock, or by the stages of one order. */
    private final Map<String, String> unsettled = new HashMap<>();

    Replay(Shop shop, Warehouse warehouse, Settled settled, String channel, Pace pace, Tally tally, Recount recount) {
        this.shop = shop;
        this.warehouse = warehouse;
        this.settled = settled;
        this.channel = channel;
        this.pace = pace;
        this.tally = tally;
        this.recount = recount;
        this.orders = new KnownOrders(shop, channel);
    }

    void play(Happening happening) {
        if (pace.isEarlyFor(happening.at())) {
            post();
            warehouse.flush();
            pace.await(happening.at());
        }
        switch (happening) {
            case OrderPlaced order -> play(order);
            case StockChanged stock -> play(stock);
            case StageReached stage -> play(stage);
        }
    }

    /** Hands over what is still in hand. */
    void finish() {
        post();
        warehouse.flush();
    }

    private void play(OrderPlaced order) {
        awaitOthers(BY_ORDERS, order.skus());
        pending.add(order);
        pendingLines += order.lines().size();
        unanswered.add(order.externalId());
        if (pending.size() >= ORDERS_A_REQUEST || pendingLines >= LINES_A_REQUEST) {
            post();
        }
        if (unanswered.size() >= AHEAD) {
            awaitAll();
        }
    }

    private void play(StockChanged stock) {
        if (isMovement(stock.event())) {
            awaitOthers(BY_STOCK, Set.of(stock.sku()));
        }
        warehouse.tell(stock.event(), stock.id(), stock.at());
        tally.stockTold();
        if (unsettled.size() >= AHEAD) {
            awaitAll();
        }
    }

    private void play(StageReached stage) {
        if (unanswered.contains(stage.externalId())) {
            awaitAll();
        }
        var found = orders.find(stage.externalId());
        if (found.isEmpty()) {
            tally.skipped("stage of an order that was not accepted");
            return;
        }
        var order = found.get();
        var missed = stage.stage() == Stage.MISSED ? stage.item() : null;
        if (missed != null && missed.sku() != null && order.mayBeMistaken(missed)) {
            play(StockChanged.of(
                    stage.at(),
                    told(stage, 0),
                    new StockAdjusted(missed.sku(), WarehouseStockEvent.MAIN, -1, "STOCKED_OUT", stage.at())));
            return;
        }
        awaitOthers("order " + stage.externalId(), order.skusAtStake(stage));
        var events = order.reach(stage);
        if (events.isEmpty()) {
            tally.skipped("stage " + stage.stage() + " that moves no unit");
        }
        for (var event : events) {
            warehouse.tell(event, id(stage, events.indexOf(event)), stage.at());
            recount.told(event);
            tally.stageTold();
        }
    }

    private void post() {
        if (pending.isEmpty()) {
            return;
        }
        var answers = shop.placeAll(pending.stream().map(OrderPlaced::json).toList());
        for (var i = 0; i < answers.size(); i++) {
            remember(pending.get(i), answers.get(i));
        }
        pending.clear();
        pendingLines = 0;
    }

    private void remember(OrderPlaced order, Answer answer) {
        tally.order(order, answer);
        if (answer.orderId() != null) {
            orders.add(order, answer.orderId());
            recount.placed(order, answer.orderId());
        }
    }

    private void awaitOthers(String by, Set<String> skus) {
        if (skus.stream().anyMatch(sku -> !by.equals(unsettled.getOrDefault(sku, by)))) {
            awaitAll();
        }
        skus.forEach(sku -> unsettled.put(sku, by));
    }

    /** Services that take longer than this are reported and not waited for: the order of effects is at stake, not the effects. */
    private void awaitAll() {
        post();
        warehouse.flush();
        var until = Instant.now().plus(LONGEST_WAIT);
        for (var pause = 1L; !settled.isSettled(); pause = Math.min(200, pause * 2)) {
            if (Instant.now().isAfter(until)) {
                tally.skipped("waited 2 minutes for the services and went on");
                break;
            }
            Pace.rest(Duration.ofMillis(pause));
        }
        unanswered.clear();
        unsettled.clear();
    }

    /** What changes no quantity is waited for by nobody. */
    private static boolean isMovement(WarehouseStockEvent event) {
        return switch (event) {
            case WarehouseStockEvent.StockReceived received -> true;
            case WarehouseStockEvent.StockCounted counted -> true;
            case WarehouseStockEvent.StockAdjusted adjusted -> true;
            case WarehouseStockEvent.StockOut out -> true;
            case WarehouseStockEvent.InboundScheduled scheduled -> false;
            case WarehouseStockEvent.InboundRescheduled rescheduled -> false;
            case WarehouseStockEvent.InboundCancelled cancelled -> false;
            case WarehouseStockEvent.EventRetracted retracted -> false;
            case WarehouseStockEvent.Unknown unknown -> false;
        };
    }

    private String id(StageReached stage, int number) {
        return UUID.nameUUIDFromBytes(told(stage, number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private String told(StageReached stage, int number) {
        return channel + "|" + stage.externalId() + "|" + stage.stage() + "|" + stage.item() + "|" + stage.at() + "|"
                + number;
    }
}
