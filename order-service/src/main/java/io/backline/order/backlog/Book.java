package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.events.OrderEvent.LineStand;
import io.backline.events.Priority;
import io.backline.order.order.Spot;
import io.backline.order.order.Visit;
import io.backline.order.order.Visits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All orders, their lines, and which stages their units visited from when to when, as columns of numbers. Every figure of the backlog is a scan of these
 * columns, or a count of {@link Days}, so it is exact at any moment past or present. Times are microseconds since 1970, prices millionths of the currency's unit.
 *
 * <p>One thread writes; who reads meanwhile must be kept apart from it, see {@link Bookkeeper}.
 */
final class Book {
    /** Not yet, or never. */
    static final long NEVER = Long.MAX_VALUE;

    private static final BacklogStage[] STAGES = BacklogStage.values();
    private static final Priority[] PRIORITIES = Priority.values();
    private static final int NONE = -1;

    final Words channels;
    final Words customers;
    final Words currencies;
    final Words skus;
    final Words locations;

    /** What holds of an order. */
    final Orders orders;

    final Lines lines;
    final Visited visits;
    final Days days = new Days();
    final Yardsticks yardsticks = new Yardsticks(this);
    final StandingNow standingNow;
    final Sheets sheets = new Sheets();
    private final Space space = Space.open();
    private int[] orderTable = new int[1024];

    Book() {
        channels = new Words(space);
        customers = new Words(space);
        currencies = new Words(space);
        skus = new Words(space);
        locations = new Words(space);
        orders = new Orders(space);
        lines = new Lines(space);
        visits = new Visited(space, days);
        standingNow = new StandingNow(space);
    }

    static final class Orders {
        private final Column idHigh;
        private final Column idLow;
        private final Column channel;
        private final Column customer;
        private final Column currency;
        private final Column priority;
        private final Column placedAt;
        private final Column needBy;
        private final Column closedAt;
        private final Column version;
        private final Column firstLine;
        private int size;

        Orders(Space space) {
            idHigh = Column.ofLongs(space);
            idLow = Column.ofLongs(space);
            channel = Column.ofInts(space);
            customer = Column.ofInts(space);
            currency = Column.ofInts(space);
            priority = Column.ofBytes(space);
            placedAt = Column.ofLongs(space);
            needBy = Column.ofLongs(space);
            closedAt = Column.ofLongs(space);
            version = Column.ofInts(space);
            firstLine = Column.ofInts(space);
        }

        int size() {
            return size;
        }

        UUID id(int order) {
            return new UUID(idHigh.longAt(order), idLow.longAt(order));
        }

        int channel(int order) {
            return channel.intAt(order);
        }

        int customer(int order) {
            return customer.intAt(order);
        }

        int currency(int order) {
            return currency.intAt(order);
        }

        Priority priority(int order) {
            return PRIORITIES[priority.byteAt(order)];
        }

        long placedAt(int order) {
            return placedAt.longAt(order);
        }

        long needBy(int order) {
            return needBy.longAt(order);
        }

        /** When the last of its units was delivered or cancelled. */
        long closedAt(int order) {
            return closedAt.longAt(order);
        }
    }

    static final class Lines {
        private final Column order;
        private final Column number;
        private final Column sku;
        private final Column price;
        /** The first visit that has not ended; {@link Visited#nextOpen} leads on. */
        private final Column firstOpen;

        private final Column next;
        private int size;

        Lines(Space space) {
            order = Column.ofInts(space);
            number = Column.ofInts(space);
            sku = Column.ofInts(space);
            price = Column.ofLongs(space);
            firstOpen = Column.ofInts(space);
            next = Column.ofInts(space);
        }

        int size() {
            return size;
        }

        int order(int line) {
            return order.intAt(line);
        }

        int number(int line) {
            return number.intAt(line);
        }

        int sku(int line) {
            return sku.intAt(line);
        }

        int firstOpen(int line) {
            return firstOpen.intAt(line);
        }

        /** Of one unit, in a millionth of the currency's units: prices may have up to six decimals. */
        long price(int line) {
            return price.longAt(line);
        }
    }

    /** For good, when nobody reads from it any more. */
    void close() {
        space.close();
    }

    /** The number of an order that is there, else -1. */
    int find(UUID orderId) {
        return orderTable[slot(orderId.getMostSignificantBits(), orderId.getLeastSignificantBits())] - 1;
    }

    int place(
            UUID orderId,
            String channel,
            String customerId,
            String currency,
            Priority priority,
            Instant placedAt,
            @Nullable Instant needBy,
            int version) {
        var order = orders.size;
        orders.idHigh.setLong(order, orderId.getMostSignificantBits());
        orders.idLow.setLong(order, orderId.getLeastSignificantBits());
        orders.channel.setInt(order, channels.number(channel));
        orders.customer.setInt(order, customers.number(customerId));
        orders.currency.setInt(order, currencies.number(currency));
        orders.placedAt.setLong(order, micros(placedAt));
        orders.closedAt.setLong(order, NEVER);
        orders.version.setInt(order, version);
        orders.firstLine.setInt(order, NONE);
        set(order, priority, needBy);
        orders.size++;
        enter(order);
        days.place(orders.placedAt(order));
        return order;
    }

    void change(int order, Priority priority, @Nullable Instant needBy) {
        set(order, priority, needBy);
        settle(order);
    }

    private void set(int order, Priority priority, @Nullable Instant needBy) {
        orders.priority.setByte(order, priority.ordinal());
        orders.needBy.setLong(order, needBy == null ? NEVER : micros(needBy));
    }

    int addLine(int order, int number, String sku, BigDecimal unitPrice) {
        var line = lines.size;
        lines.order.setInt(line, order);
        lines.number.setInt(line, number);
        lines.sku.setInt(line, skus.number(sku));
        lines.price.setLong(line, unitPrice.movePointRight(6).longValueExact());
        lines.firstOpen.setInt(line, NONE);
        standingNow.begin(line);
        lines.next.setInt(line, orders.firstLine.intAt(order));
        orders.firstLine.setInt(order, line);
        lines.size++;
        return line;
    }

    /** Of a line that is there, else -1. Lines mostly come in a row: it is looked for at its place first, then everywhere. */
    int line(int order, int number) {
        var line = orders.firstLine.intAt(order);
        if (line != NONE) {
            var place = line - lines.number.intAt(line) + number;
            if (place >= 0
                    && place <= line
                    && lines.order.intAt(place) == order
                    && lines.number.intAt(place) == number) {
                return place;
            }
        }
        while (line != NONE && lines.number.intAt(line) != number) {
            line = lines.next.intAt(line);
        }
        return line;
    }

    /** A visit as it was written, in any order; {@link #settle} follows when all are there. */
    void addVisit(int line, BacklogStage stage, @Nullable String location, int units, long entered, long left) {
        var visit = append(line, new Spot(stage, location), units, entered, left);
        if (left == NEVER) {
            var before = NONE;
            var after = lines.firstOpen.intAt(line);
            while (after != NONE && visits.entered(after) <= entered) {
                before = after;
                after = visits.nextOpen(after);
            }
            visits.chain(visit, after);
            chain(line, before, visit);
        }
    }

    private void chain(int line, int before, int visit) {
        if (before == NONE) {
            lines.firstOpen.setInt(line, visit);
        } else {
            visits.chain(before, visit);
        }
    }

    private int append(int line, Spot spot, int units, long entered, long left) {
        return visits.add(line, spot.stage(), numberOf(spot.location()), units, entered, left);
    }

    private int numberOf(@Nullable String location) {
        return location == null ? NONE : locations.number(location);
    }

    /** Whether this version of the order is news. */
    boolean isNews(int order, int version) {
        return version > orders.version.intAt(order);
    }

    /** Units of these lines moved; each is told as a whole. */
    void move(int order, int version, List<LineStand> moved) {
        for (var stand : moved) {
            if (line(order, stand.lineNumber()) == NONE) {
                throw new IllegalArgumentException("order " + orders.id(order) + " has no line " + stand.lineNumber());
            }
        }
        moved.forEach(stand -> move(line(order, stand.lineNumber()), stand));
        orders.version.setInt(order, version);
        settle(order);
    }

    private void move(int line, LineStand stand) {
        var spots = new TreeMap<Spot, Integer>();
        stand.stages().forEach(there -> spots.put(new Spot(there.stage(), there.location()), there.units()));
        var following = new Visits(open(line));
        following.follow(spots, stand.movedAt());
        following.ended().forEach(visit -> {
            if (visit.id() == null) {
                append(line, visit.spot(), visit.units(), micros(visit.enteredAt()), micros(leftAt(visit)));
            } else {
                visits.end(visit.id().intValue(), visit.units(), micros(leftAt(visit)));
            }
            yardsticks.ended(micros(leftAt(visit)));
        });
        var before = NONE;
        for (var visit : following.open()) {
            var row = visit.id() == null
                    ? append(line, visit.spot(), visit.units(), micros(visit.enteredAt()), NEVER)
                    : visit.id().intValue();
            visits.change(row, visit.units(), numberOf(visit.spot().location()));
            visits.chain(row, NONE);
            chain(line, before, row);
            before = row;
        }
    }

    private static Instant leftAt(Visit ended) {
        if (ended.leftAt() == null) {
            throw new IllegalArgumentException("has not ended: " + ended);
        }
        return ended.leftAt();
    }

    private List<Visit> open(int line) {
        var open = new ArrayList<Visit>();
        for (var visit = lines.firstOpen.intAt(line); visit != NONE; visit = visits.nextOpen(visit)) {
            open.add(new Visit((long) visit, spot(visit), visits.units(visit), instant(visits.entered(visit)), null));
        }
        return open;
    }

    private Spot spot(int visit) {
        var location = visits.location(visit);
        return new Spot(STAGES[visits.stage(visit)], location == NONE ? null : locations.text(location));
    }

    /** Notes what of it stands in the backlog now, and when the order left it, if it has. */
    void settle(int order) {
        var isOpen = false;
        var closed = Long.MIN_VALUE;
        for (var line = orders.firstLine.intAt(order); line != NONE; line = lines.next.intAt(line)) {
            standingNow.remove(line);
            for (var visit = lines.firstOpen.intAt(line); visit != NONE; visit = visits.nextOpen(visit)) {
                isOpen |= visits.isInOpenStage(visit);
                closed = Math.max(closed, visits.entered(visit));
            }
            standingNow.add(this, line);
        }
        var closedAt = isOpen || closed == Long.MIN_VALUE ? NEVER : closed;
        days.close(orders.closedAt(order), closedAt);
        orders.closedAt.setLong(order, closedAt);
        standingNow.tidy();
    }

    private void enter(int order) {
        if (orders.size * 2 > orderTable.length) {
            orderTable = new int[orderTable.length * 2];
            for (var one = 0; one < orders.size; one++) {
                orderTable[slot(orders.idHigh.longAt(one), orders.idLow.longAt(one))] = one + 1;
            }
        }
        orderTable[slot(orders.idHigh.longAt(order), orders.idLow.longAt(order))] = order + 1;
    }

    private int slot(long high, long low) {
        var slot = Words.mix(Long.hashCode(high) * 31 + Long.hashCode(low)) & (orderTable.length - 1);
        while (orderTable[slot] != 0
                && (orders.idLow.longAt(orderTable[slot] - 1) != low
                        || orders.idHigh.longAt(orderTable[slot] - 1) != high)) {
            slot = (slot + 1) & (orderTable.length - 1);
        }
        return slot;
    }

    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
