package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.order.backlog.Visited.Stretch;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What stands where at one moment: each line in each open stage that holds units of it, once, since the oldest of them came. Where locations matter, once for
 * each of them. Close it once it was looked at.
 */
final class Standing implements AutoCloseable {
    private static final BacklogStage[] STAGES = BacklogStage.values();
    private static final byte NO_STAGE = Byte.MAX_VALUE;

    final Book book;
    final long at;
    final Sheets.Pad pad;
    private final Filter filter;
    /** Else all that are here were asked for. */
    private final boolean isNow;

    private final int kindOfEntry;
    private final byte[] stageOfOrder;
    private final int size;
    private final int[] line;
    private final int[] order;
    private final byte[] stage;
    private final int[] location;
    private final int[] units;
    private final long[] since;
    private final byte[] kind;
    private final long[] price;
    private final int[] currency;
    private final long[] needBy;

    private Standing(Book book, long at, Filter filter, boolean byLocation) {
        this.book = book;
        this.at = at;
        this.filter = filter;
        pad = book.sheets.pad();
        isNow = at >= book.visits.lastExit() && at >= book.standingNow.lastSummed();
        kindOfEntry = byLocation ? StandingNow.AT_LOCATION : StandingNow.IN_STAGE;
        var now = book.standingNow;
        stageOfOrder = pad.bytes(isNow ? 0 : book.orders.size());
        var rows = isNow ? now.rows : new Past(byLocation).read();
        size = rows.size;
        line = rows.line;
        order = rows.order;
        stage = rows.stage;
        location = rows.location;
        units = rows.units;
        since = rows.since;
        kind = now.kind;
        price = now.price;
        currency = now.currency;
        needBy = now.needBy;
    }

    static Standing of(Book book, long at, Filter filter, boolean byLocation) {
        return new Standing(book, at, filter, byLocation || filter.hasLocation());
    }

    /** Found among all visits; those of a line or an order need not lie side by side. */
    private final class Past {
        private final boolean byLocation;
        private int room = book.standingNow.size() + 16;
        private StandingRows rows = new StandingRows(pad, room);
        /** By line: its last entry, plus one. */
        private final int[] latest = pad.zeros(book.lines.size());
        /** By entry: the entry before of the same line, plus one. */
        private int[] before = pad.ints(room);

        Past(boolean byLocation) {
            this.byLocation = byLocation;
        }

        StandingRows read() {
            Arrays.fill(stageOfOrder, 0, book.orders.size(), NO_STAGE);
            book.visits.between(at, at + 1).forEach(this::read);
            readLeftOut();
            return rows;
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
                if (now.isVisit(row)
                        && now.rows.since[row] <= at
                        && book.visits.isLeftOut(now.visit[row], at, at + 1)) {
                    read(
                            now.rows.line[row],
                            now.rows.stage[row],
                            now.rows.location[row],
                            now.rows.units[row],
                            now.rows.since[row]);
                }
            }
        }

        private void read(int theLine, int itsStage, int itsLocation, int itsUnits, long entered) {
            var theOrder = book.lines.order(theLine);
            stageOfOrder[theOrder] = (byte) Math.min(itsStage, stageOfOrder[theOrder]);
            if (filter.takes(theLine, theOrder, itsStage, itsLocation)) {
                var entry = entry(theLine, theOrder, itsStage, itsLocation);
                rows.add(entry, itsLocation, itsUnits, entered);
            }
        }

        private int entry(int theLine, int theOrder, int itsStage, int itsLocation) {
            var entry = latest[theLine] - 1;
            while (entry >= 0 && !rows.isSame(entry, itsStage, itsLocation, byLocation)) {
                entry = before[entry] - 1;
            }
            if (entry < 0) {
                if (rows.size == room) {
                    grow();
                }
                entry = rows.begin(theLine, theOrder, itsStage, itsLocation);
                before[entry] = latest[theLine];
                latest[theLine] = entry + 1;
            }
            return entry;
        }

        private void grow() {
            rows = rows.longer(pad, room * 2);
            var longerBefore = pad.ints(room * 2);
            System.arraycopy(before, 0, longerBefore, 0, room);
            before = longerBefore;
            room *= 2;
        }
    }

    /** Entries, not all of which count. */
    int size() {
        return size;
    }

    /** Whether it is one that was asked for. */
    boolean counts(int entry) {
        return !isNow
                || (kind[entry] & kindOfEntry) != 0
                        && since[entry] <= at
                        && (filter.takesAll()
                                || filter.takes(line[entry], order[entry], stage[entry], location[entry]));
    }

    int line(int entry) {
        return line[entry];
    }

    int order(int entry) {
        return order[entry];
    }

    /** The ordinal of the stage. */
    int stage(int entry) {
        return stage[entry];
    }

    /** The number of the location where all of them lie; -1 for units that lie at none or at several. */
    int location(int entry) {
        return location[entry];
    }

    int units(int entry) {
        return units[entry];
    }

    long since(int entry) {
        return since[entry];
    }

    /** In microseconds. */
    long age(int entry) {
        return at - since[entry];
    }

    /** Of one unit, as {@link Book.Lines#price}. */
    long price(int entry) {
        return isNow ? price[entry] : book.lines.price(line[entry]);
    }

    int currency(int entry) {
        return isNow ? currency[entry] : book.orders.currency(order[entry]);
    }

    long needBy(int entry) {
        return isNow ? needBy[entry] : book.orders.needBy(order[entry]);
    }

    boolean isOverdue(int entry) {
        return needBy(entry) < at;
    }

    /** Whether entries of an order lie side by side. */
    boolean isInOrders() {
        return isNow;
    }

    /** By the ordinal of the stage: orders of which something was asked for, each in its own stage, which is the first of all that hold units of it. */
    long[] ordersByTheirStage() {
        var orders = new long[STAGES.length];
        if (isNow) {
            countOrdersNow(orders);
        } else {
            countOrdersThen(orders);
        }
        return orders;
    }

    private void countOrdersNow(long[] orders) {
        var last = -1;
        int itsStage = NO_STAGE;
        var isAskedFor = false;
        for (var row = 0; row < size; row++) {
            if ((kind[row] & StandingNow.VISIT) == 0 || since[row] > at) {
                continue;
            }
            if (order[row] != last) {
                count(isAskedFor, itsStage, orders);
                last = order[row];
                itsStage = NO_STAGE;
                isAskedFor = false;
            }
            itsStage = Math.min(itsStage, stage[row]);
            isAskedFor = isAskedFor || filter.takes(line[row], last, stage[row], location[row]);
        }
        count(isAskedFor, itsStage, orders);
    }

    private void countOrdersThen(long[] orders) {
        var counted = new BitSet(book.orders.size());
        for (var entry = 0; entry < size; entry++) {
            count(!counted.get(order[entry]), stageOfOrder[order[entry]], orders);
            counted.set(order[entry]);
        }
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
