package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.order.backlog.Visited.Stretch;
import java.util.Arrays;

/**
 * What stands where at one moment: each line in each open stage that holds units of it, once, since the oldest of them came. Where locations matter, once for
 * each of them.
 */
final class Standing {
    private static final BacklogStage[] STAGES = BacklogStage.values();
    private static final byte NO_STAGE = Byte.MAX_VALUE;
    private static final int NOWHERE = -1;

    final Book book;
    final long at;
    private int[] line = new int[1024];
    private byte[] stage = new byte[1024];
    private int[] location = new int[1024];
    private int[] units = new int[1024];
    private long[] since = new long[1024];
    /** The entry before of the same line, plus one. */
    private int[] before = new int[1024];

    private int size;
    private final byte[] stageOfOrder;

    private Standing(Book book, long at) {
        this.book = book;
        this.at = at;
        stageOfOrder = new byte[book.orders.size()];
        Arrays.fill(stageOfOrder, NO_STAGE);
    }

    static Standing of(Book book, long at, Filter filter, boolean byLocation) {
        var standing = new Standing(book, at);
        standing.new Reading(filter, byLocation || filter.hasLocation()).read();
        return standing;
    }

    /** Takes visits that had not ended at that moment. */
    private final class Reading {
        private final Filter filter;
        private final boolean byLocation;
        /** By line: its last entry, plus one. */
        private final int[] latest = new int[book.lines.size()];

        Reading(Filter filter, boolean byLocation) {
            this.filter = filter;
            this.byLocation = byLocation;
        }

        void read() {
            if (at >= book.visits.lastExit()) {
                readWhatStandsNow();
            } else {
                book.visits.between(at, at + 1).forEach(this::read);
            }
        }

        private void readWhatStandsNow() {
            var visits = book.visits;
            for (var theLine = book.nextInBacklog(0); theLine >= 0; theLine = book.nextInBacklog(theLine + 1)) {
                for (var visit = book.lines.firstOpen(theLine); visit >= 0; visit = visits.nextOpen(visit)) {
                    if (visits.entered(visit) <= at) {
                        take(
                                theLine,
                                visits.stage(visit),
                                visits.location(visit),
                                visits.units(visit),
                                visits.entered(visit));
                    }
                }
            }
        }

        private void read(Stretch visits) {
            for (var visit = visits.begin(); visit < visits.end(); visit++) {
                if (visits.entered(visit) <= at && at < visits.left(visit)) {
                    take(
                            visits.line(visit),
                            visits.stage(visit),
                            visits.location(visit),
                            visits.units(visit),
                            visits.entered(visit));
                }
            }
        }

        private void take(int theLine, int itsStage, int itsLocation, int itsUnits, long entered) {
            if (!STAGES[itsStage].isOpen()) {
                return;
            }
            var order = book.lines.order(theLine);
            stageOfOrder[order] = (byte) Math.min(itsStage, stageOfOrder[order]);
            if (filter.takes(theLine, itsStage, itsLocation)) {
                add(theLine, (byte) itsStage, itsLocation, itsUnits, entered);
            }
        }

        private void add(int theLine, byte itsStage, int itsLocation, int itsUnits, long entered) {
            var entry = latest[theLine] - 1;
            while (entry >= 0 && (stage[entry] != itsStage || byLocation && location[entry] != itsLocation)) {
                entry = before[entry] - 1;
            }
            if (entry >= 0) {
                units[entry] += itsUnits;
                since[entry] = Math.min(since[entry], entered);
                location[entry] = location[entry] == itsLocation ? itsLocation : NOWHERE;
                return;
            }
            if (size == line.length) {
                grow();
            }
            line[size] = theLine;
            stage[size] = itsStage;
            location[size] = itsLocation;
            units[size] = itsUnits;
            since[size] = entered;
            before[size] = latest[theLine];
            latest[theLine] = ++size;
        }
    }

    private void grow() {
        var length = size * 2;
        line = Arrays.copyOf(line, length);
        stage = Arrays.copyOf(stage, length);
        location = Arrays.copyOf(location, length);
        units = Arrays.copyOf(units, length);
        since = Arrays.copyOf(since, length);
        before = Arrays.copyOf(before, length);
    }

    int size() {
        return size;
    }

    int line(int entry) {
        return line[entry];
    }

    int order(int entry) {
        return book.lines.order(line[entry]);
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

    /** Of an order that stands anywhere, its stage: the first of all that hold units of it. */
    int stageOfOrder(int order) {
        return stageOfOrder[order];
    }

    boolean isOverdue(int entry) {
        return book.orders.needBy(order(entry)) < at;
    }
}
