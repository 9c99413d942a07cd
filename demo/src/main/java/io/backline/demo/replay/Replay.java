package io.backline.demo.replay;

import io.backline.demo.door.Shop;
import io.backline.demo.door.Shop.Answer;
import io.backline.demo.door.StockRoom;
import io.backline.demo.door.Warehouse;
import io.backline.demo.replay.Happening.OrderPlaced;
import io.backline.demo.replay.Happening.StageReached;
import io.backline.demo.replay.Happening.StockChanged;
import io.backline.events.WarehouseStockEvent;
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
import java.util.function.BooleanSupplier;

/**
 * Plays happenings through the doors. Orders go by REST, many in one request, and leave order-service in their order; stock and stages go to Kafka. Between
 * the two nothing keeps an order but the sender, so this one waits before it tells what depends on something told earlier: a stock event waits until earlier
 * orders of its SKU are answered, an order until earlier stock of its SKUs is in the ledger, a stage until its order is answered. What does not touch the
 * same SKU or order is not waited for.
 */
final class Replay {
    private static final int ORDERS_A_REQUEST = 500;
    private static final int LINES_A_REQUEST = 10_000;

    /** How far the replay runs ahead of the services: what may be outstanding before it waits, so that its memory stays bounded. */
    private static final int AHEAD = 20_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Shop shop;
    private final StockRoom stockRoom;
    private final Warehouse warehouse;
    private final String channel;
    private final Pace pace;
    private final Tally tally;
    private final KnownOrders orders;

    private final List<OrderPlaced> pending = new ArrayList<>();
    private int pendingLines;

    /** SKUs and numbers of orders that wait to be posted or answered. */
    private final Set<String> skusOrdered = new HashSet<>();

    private final Set<String> unanswered = new HashSet<>();

    /** SKUs whose stock was told of and may not have moved yet. */
    private final Set<String> skusMoved = new HashSet<>();

    /** The last movement told in each partition: when it has acted, those before it have. */
    private final Map<Integer, StockChanged> lastMovements = new HashMap<>();

    Replay(Shop shop, StockRoom stockRoom, Warehouse warehouse, String channel, Pace pace, Tally tally) {
        this.shop = shop;
        this.stockRoom = stockRoom;
        this.warehouse = warehouse;
        this.channel = channel;
        this.pace = pace;
        this.tally = tally;
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
        if (order.lines().stream().anyMatch(line -> skusMoved.contains(line.sku()))) {
            awaitMovements();
        }
        pending.add(order);
        pendingLines += order.lines().size();
        skusOrdered.addAll(order.skus());
        unanswered.add(order.externalId());
        if (pending.size() >= ORDERS_A_REQUEST || pendingLines >= LINES_A_REQUEST) {
            post();
        }
        if (unanswered.size() >= AHEAD) {
            awaitAnswers();
        }
    }

    private void play(StockChanged stock) {
        if (skusOrdered.contains(stock.sku())) {
            awaitAnswers();
        }
        warehouse.tell(stock.event(), stock.id(), stock.at());
        tally.stockTold();
        if (isMovement(stock.event())) {
            skusMoved.add(stock.sku());
            lastMovements.put(warehouse.partitionOf(stock.sku()), stock);
        }
        if (skusMoved.size() >= AHEAD) {
            awaitMovements();
        }
    }

    private void play(StageReached stage) {
        if (unanswered.contains(stage.externalId())) {
            awaitAnswers();
        }
        var known = orders.find(stage.externalId());
        if (known.isEmpty()) {
            tally.skipped("stage of an order that was not accepted");
            return;
        }
        if (known.get().lines().stream().anyMatch(line -> skusMoved.contains(line.sku()))) {
            awaitMovements();
        }
        var events = known.get().reach(stage);
        if (events.isEmpty()) {
            tally.skipped("stage " + stage.stage() + " that moves no unit");
        }
        for (var event : events) {
            warehouse.tell(event, id(stage, events.indexOf(event)), stage.at());
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
        }
    }

    private void awaitAnswers() {
        post();
        await("answers to orders", () -> shop.isAnswered(channel));
        skusOrdered.clear();
        unanswered.clear();
    }

    private void awaitMovements() {
        warehouse.flush();
        for (var last : lastMovements.values()) {
            await("stock of " + last.sku(), () -> stockRoom.hasSeen(last.sku(), last.id()));
        }
        skusMoved.clear();
        lastMovements.clear();
    }

    /** A service that takes longer than this is reported and not waited for: the order of effects is at stake, not the effects. */
    private void await(String what, BooleanSupplier isDone) {
        var until = Instant.now().plus(LONGEST_WAIT);
        for (var pause = 2L; !isDone.getAsBoolean(); pause = Math.min(200, pause * 2)) {
            if (Instant.now().isAfter(until)) {
                tally.skipped("waited 30 s for " + what + " and went on");
                return;
            }
            Pace.rest(Duration.ofMillis(pause));
        }
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
        var told = channel + "|" + stage.externalId() + "|" + stage.stage() + "|" + stage.item() + "|" + stage.at()
                + "|" + number;
        return UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
