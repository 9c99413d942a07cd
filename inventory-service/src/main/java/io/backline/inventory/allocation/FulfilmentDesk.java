package io.backline.inventory.allocation;

import static java.util.stream.Collectors.toCollection;

import io.backline.events.Progress.Step;
import io.backline.events.WarehouseFulfilmentEvent;
import io.backline.events.WarehouseFulfilmentEvent.Delivered;
import io.backline.events.WarehouseFulfilmentEvent.DeliveryFailed;
import io.backline.events.WarehouseFulfilmentEvent.LineUnits;
import io.backline.events.WarehouseFulfilmentEvent.Packed;
import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseFulfilmentEvent.Returned;
import io.backline.events.WarehouseFulfilmentEvent.Shipped;
import io.backline.events.WarehouseFulfilmentEvent.ShortPicked;
import io.backline.events.WarehouseFulfilmentEvent.Unpicked;
import io.backline.inventory.feed.Feeds;
import io.backline.inventory.stock.Fact;
import io.backline.inventory.stock.WarehouseClock;
import io.backline.messaging.DeadLetters;
import io.backline.messaging.EarlyMessages;
import io.backline.messaging.Message;
import io.backline.messaging.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What warehouses do with the units of order lines. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class FulfilmentDesk {
    private final Skus skus;
    private final Lines lines;
    private final EarlyMessages early;
    private final Feeds feeds;
    private final DeadLetters deadLetters;
    private final Announcements announcements;

    FulfilmentDesk(
            Skus skus,
            Lines lines,
            EarlyMessages early,
            Feeds feeds,
            DeadLetters deadLetters,
            Announcements announcements) {
        this.skus = skus;
        this.lines = lines;
        this.early = early;
        this.feeds = feeds;
        this.deadLetters = deadLetters;
        this.announcements = announcements;
    }

    void apply(List<Message<WarehouseFulfilmentEvent>> messages) {
        var orders = messages.stream().map(message -> message.event().orderId()).collect(toCollection(TreeSet::new));
        var locked = skus.read(skus.lock(Set.of(), orders), orders, List.of());
        lines.bookImpliedPicks(locked.lines());
        act(messages, locked);
        skus.write(locked);
        feeds.saw(messages, message -> skuOf(message.event(), locked));
    }

    private static @Nullable String skuOf(WarehouseFulfilmentEvent event, Locked locked) {
        return locked.linesOf(event.orderId()).stream()
                .map(Line::sku)
                .findFirst()
                .orElse(null);
    }

    void act(List<Message<WarehouseFulfilmentEvent>> messages, Locked locked) {
        for (var message : messages) {
            try {
                WarehouseClock.refuseIfAhead(
                        timeOf(message.event()), message.event().at());
                act(message, locked);
            } catch (Refused why) {
                deadLetters.add(message, why);
            }
        }
    }

    private static String timeOf(WarehouseFulfilmentEvent event) {
        return switch (event) {
            case PickStarted picked -> "pickedAt";
            case ShortPicked shortPicked -> "observedAt";
            case Packed packed -> "packedAt";
            case Shipped shipped -> "shippedAt";
            case Delivered delivered -> "deliveredAt";
            case DeliveryFailed failed -> "failedAt";
            case Unpicked unpicked -> "unpickedAt";
            case Returned returned -> "returnedAt";
            case WarehouseFulfilmentEvent.Unknown unknown -> "";
        };
    }

    private void act(Message<WarehouseFulfilmentEvent> message, Locked locked) {
        var event = message.event();
        if (!movesStock(event)) {
            return;
        }
        if (!locked.knows(event.orderId())) {
            early.keep(DemandDesk.awaited(event.orderId()), message);
            return;
        }
        var fact = new Fact(message.source(), message.id(), event.at());
        switch (event) {
            case PickStarted picked -> advance(Step.PICK, picked.orderId(), picked.lines(), fact, locked);
            case Packed packed -> advance(Step.PACK, packed.orderId(), packed.lines(), fact, locked);
            case Shipped shipped -> advance(Step.SHIP, shipped.orderId(), shipped.lines(), fact, locked);
            case Unpicked unpicked -> unpick(unpicked, fact, locked);
            case ShortPicked shortPicked -> shortPick(shortPicked, fact, locked);
            case Delivered delivered -> {}
            case DeliveryFailed failed -> {}
            case Returned returned -> {}
            case WarehouseFulfilmentEvent.Unknown unknown -> {}
        }
    }

    /** What happens to units outside the house is order-service's; returned ones come back by a stock event. */
    private static boolean movesStock(WarehouseFulfilmentEvent event) {
        return !(event instanceof Delivered || event instanceof DeliveryFailed || event instanceof Returned);
    }

    private void advance(Step step, UUID orderId, List<LineUnits> units, Fact fact, Locked locked) {
        refuseMoreThanOrdered(orderId, units, line -> line.progress().told(step), locked);
        for (var here : units) {
            var line = locked.line(orderId, here.lineNumber()).orElseThrow();
            announcements.make(locked.of(line).advance(line, step, here.quantity(), here.location(), fact));
        }
    }

    private void unpick(Unpicked unpicked, Fact fact, Locked locked) {
        refuseMoreThanOrdered(unpicked.orderId(), unpicked.lines(), line -> 0, locked);
        for (var here : unpicked.lines()) {
            var line = locked.line(unpicked.orderId(), here.lineNumber()).orElseThrow();
            announcements.make(locked.of(line).unpick(line, here.quantity(), here.location(), fact));
        }
    }

    /** All lines are looked at before one is changed: an event is taken or refused as a whole. */
    private static void refuseMoreThanOrdered(
            UUID orderId, List<LineUnits> units, ToIntFunction<Line> toldBefore, Locked locked) {
        var sums = new HashMap<Integer, Long>();
        for (var index = 0; index < units.size(); index++) {
            var told = units.get(index);
            var field = "lines[" + index + "].";
            var line = locked.line(orderId, told.lineNumber())
                    .orElseThrow(() -> new Refused(field + "lineNumber", noSuchLine(orderId, told.lineNumber())));
            var before = toldBefore.applyAsInt(line);
            var sum = sums.merge(line.number(), (long) told.quantity(), Long::sum);
            if (before + sum > line.ordered()) {
                throw new Refused(
                        field + "quantity",
                        "line %d ordered %d units, of which %d were told before: %d more are too many"
                                .formatted(line.number(), line.ordered(), before, sum));
            }
        }
    }

    private void shortPick(ShortPicked shortPicked, Fact fact, Locked locked) {
        var line = locked.line(shortPicked.orderId(), shortPicked.lineNumber())
                .orElseThrow(
                        () -> new Refused("lineNumber", noSuchLine(shortPicked.orderId(), shortPicked.lineNumber())));
        if (shortPicked.missing() > line.ordered()) {
            throw new Refused("missing", "line " + line.number() + " ordered only " + line.ordered() + " units");
        }
        announcements.make(locked.of(line).shortPick(line, shortPicked.missing(), shortPicked.location(), fact));
    }

    private static String noSuchLine(UUID orderId, int number) {
        return "order " + orderId + " has no line " + number;
    }
}
