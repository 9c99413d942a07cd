package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.order.backlog.Visited.Stretch;
import java.util.Arrays;

/**
 * What stands where at one moment: each line in each open stage that holds units of it, once, since the oldest of them came. Where locations matter, once for
 * each of them. Close it once it was looked at.
 */
final class Standing implements AutoCloseable {
    private static final BacklogStage[] STAGES = BacklogStage.values();
    private static final byte NO_STAGE = Byte.MAX_VALUE;
    private static final int NOWHERE = -1;

    final Book book;
    final long at;
    final Sheets.Pad pad;
    private final Filter filter;
    private final boolean byLocation;
    private final boolean isNow;
    /** What stood then, where that is not what stands now. */
    private final Past past;

    private Standing(Book book, long at, Filter filter, boolean byLocation) {
        this.book = book;
        this.at = at;
        this.filter = filter;
        this.byLocation = byLocation || filter.hasLocation();
        pad = book.sheets.pad();
        isNow = at >= book.visits.lastExit() && at >= book.standingNow.lastEntry();
        past = new Past(isNow ? 0 : book.standingNow.size() + 16);
    }

    static Standing of(Book book, long at, Filter filter, boolean byLocation) {
        var standing = new Standing(book, at, filter, byLocation);
        if (!standing.isNow) {
            standing.past.read();
        }
        return standing;
    }

    /** Entries, found among all visits, which need not lie side by side. */
    private final class Past {
        private int room;
        private int[] line;
        private int[] order;
        private byte[] stage;
        private int[] location;
        private int[] units;
        private long[] since;
        private int size;
        /** By line: its last entry, plus one. */
        private final int[] latest;
        /** By entry: the entry before of the same line, plus one. */
        private int[] before;
        /** By order that stood anywhere: its stage, the first of all that held units of it. */
        private final byte[] stageOf;

        Past(int room) {
            this.room = room;
            line = pad.ints(room);
            order = pad.ints(room);
            stage = pad.bytes(room);
            location = pad.ints(room);
            units = pad.ints(room);
            since = pad.longs(room);
            before = pad.ints(room);
            latest = pad.zeros(isNow ? 0 : book.lines.size());
            stageOf = pad.bytes(isNow ? 0 : book.orders.size());
        }

        void read() {
            Arrays.fill(stageOf, 0, book.orders.size(), NO_STAGE);
            book.visits.between(at, at + 1).forEach(this::read);
            readLeftOut();
        }

        private void read(Stretch visits) {
            for (var visit = visits.begin(); visit < visits.end(); visit++) {
                if (visits.entered(visit) > at || at >= visits.left(visit) || !STAGES[visits.stage(visit)].isOpen()) {
                    continue;
                }
                read(
                        visits.line(visit),
                        visits.stage(visit),
                        visits.location(visit),
                        visits.units(visit),
                        visits.entered(visit));
            }
        }

        private void readLeftOut() {
            var now = book.standingNow;
            for (var row = 0; row < now.size(); row++) {
                if (now.isVisit(row) && now.since(row) <= at && book.visits.isLeftOut(now.visit(row), at, at + 1)) {
                    read(now.line(row), now.stage(row), now.location(row), now.units(row), now.since(row));
                }
            }
        }

        private void read(int theLine, int itsStage, int itsLocation, int itsUnits, long entered) {
            var theOrder = book.lines.order(theLine);
            stageOf[theOrder] = (byte) Math.min(itsStage, stageOf[theOrder]);
            if (filter.takes(theLine, theOrder, itsStage, itsLocation)) {
                var entry = entry(theLine, theOrder, itsStage, itsLocation);
                units[entry] += itsUnits;
                since[entry] = Math.min(since[entry], entered);
                location[entry] = location[entry] == itsLocation ? itsLocation : NOWHERE;
            }
        }

        private int entry(int theLine, int theOrder, int itsStage, int itsLocation) {
            var entry = latest[theLine] - 1;
            while (entry >= 0 && !isSame(entry, itsStage, itsLocation)) {
                entry = before[entry] - 1;
            }
            if (entry < 0) {
                entry = begin(theLine, theOrder, itsStage, itsLocation);
                before[entry] = latest[theLine];
                latest[theLine] = entry + 1;
            }
            return entry;
        }

        private boolean isSame(int entry, int itsStage, int itsLocation) {
            return stage[entry] == itsStage && (!byLocation || location[entry] == itsLocation);
        }

        private int begin(int theLine, int theOrder, int itsStage, int itsLocation) {
            if (size == room) {
                grow();
            }
            line[size] = theLine;
            order[size] = theOrder;
            stage[size] = (byte) itsStage;
            location[size] = itsLocation;
            units[size] = 0;
            since[size] = Long.MAX_VALUE;
            return size++;
        }

        private void grow() {
            var longer = size * 2;
            line = copy(line, longer);
            order = copy(order, longer);
            location = copy(location, longer);
            units = copy(units, longer);
            before = copy(before, longer);
            var longerStage = pad.bytes(longer);
            System.arraycopy(stage, 0, longerStage, 0, size);
            stage = longerStage;
            var longerSince = pad.longs(longer);
            System.arraycopy(since, 0, longerSince, 0, size);
            since = longerSince;
            room = longer;
        }

        private int[] copy(int[] sheet, int length) {
            var copy = pad.ints(length);
            System.arraycopy(sheet, 0, copy, 0, size);
            return copy;
        }

        private void countOrders(long[] orders) {
            for (var entry = 0; entry < size; entry++) {
                var itsStage = stageOf[order[entry]];
                if (itsStage != NO_STAGE) {
                    orders[itsStage]++;
                    stageOf[order[entry]] = NO_STAGE;
                }
            }
        }
    }

    /** Entries, not all of which count. */
    int size() {
        return isNow ? book.standingNow.size() : past.size;
    }

    /** Whether it is one that was asked for. */
    boolean counts(int entry) {
        return !isNow
                || book.standingNow.isEntry(entry, byLocation)
                        && filter.takes(line(entry), order(entry), stage(entry), location(entry));
    }

    int line(int entry) {
        return isNow ? book.standingNow.line(entry) : past.line[entry];
    }

    int order(int entry) {
        return isNow ? book.standingNow.order(entry) : past.order[entry];
    }

    /** The ordinal of the stage. */
    int stage(int entry) {
        return isNow ? book.standingNow.stage(entry) : past.stage[entry];
    }

    /** The number of the location where all of them lie; -1 for units that lie at none or at several. */
    int location(int entry) {
        return isNow ? book.standingNow.location(entry) : past.location[entry];
    }

    int units(int entry) {
        return isNow ? book.standingNow.units(entry) : past.units[entry];
    }

    long since(int entry) {
        return isNow ? book.standingNow.since(entry) : past.since[entry];
    }

    /** In microseconds. */
    long age(int entry) {
        return at - since(entry);
    }

    /** Of one unit, as {@link Book.Lines#price}. */
    long price(int entry) {
        return isNow ? book.standingNow.price(entry) : book.lines.price(line(entry));
    }

    int currency(int entry) {
        return isNow ? book.standingNow.currency(entry) : book.orders.currency(order(entry));
    }

    long needBy(int entry) {
        return isNow ? book.standingNow.needBy(entry) : book.orders.needBy(order(entry));
    }

    boolean isOverdue(int entry) {
        return needBy(entry) < at;
    }

    /** Whether entries of an order lie side by side. */
    boolean isInOrders() {
        return isNow;
    }

    /**
     * By the ordinal of the stage: orders of which something was asked for, each in its own stage, which is the first of all that hold units of it. It can be
     * asked once.
     */
    long[] ordersByTheirStage() {
        var orders = new long[STAGES.length];
        if (isNow) {
            countOrdersNow(orders);
        } else {
            past.countOrders(orders);
        }
        return orders;
    }

    private void countOrdersNow(long[] orders) {
        var last = -1;
        int itsStage = NO_STAGE;
        var isAskedFor = false;
        for (var row = 0; row < book.standingNow.size(); row++) {
            if (!book.standingNow.isVisit(row)) {
                continue;
            }
            if (order(row) != last) {
                count(isAskedFor, itsStage, orders);
                last = order(row);
                itsStage = NO_STAGE;
                isAskedFor = false;
            }
            itsStage = Math.min(itsStage, stage(row));
            isAskedFor = isAskedFor || filter.takes(line(row), last, stage(row), location(row));
        }
        count(isAskedFor, itsStage, orders);
    }

    private static void count(boolean isAskedFor, int itsStage, long[] orders) {
        if (isAskedFor) {
            orders[itsStage]++;
        }
    }

    @Override
    public void close() {
        pad.close();
    }
}
