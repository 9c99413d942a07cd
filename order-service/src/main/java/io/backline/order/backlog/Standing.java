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
    private int[] line;
    private int[] order;
    private byte[] stage;
    private int[] location;
    private int[] units;
    private long[] since;
    private int size;
    private final byte[] stageOfOrder;

    private Standing(Book book, long at) {
        this.book = book;
        this.at = at;
        var room = book.standingNow.size() + 16;
        line = new int[room];
        order = new int[room];
        stage = new byte[room];
        location = new int[room];
        units = new int[room];
        since = new long[room];
        stageOfOrder = new byte[book.orders.size()];
        Arrays.fill(stageOfOrder, NO_STAGE);
    }

    static Standing of(Book book, long at, Filter filter, boolean byLocation) {
        var standing = new Standing(book, at);
        var reading = standing.new Reading(filter, byLocation || filter.hasLocation());
        if (at >= book.visits.lastExit()) {
            reading.readNow();
        } else {
            reading.readPast();
        }
        return standing;
    }

    private final class Reading {
        private final Filter filter;
        private final boolean byLocation;

        Reading(Filter filter, boolean byLocation) {
            this.filter = filter;
            this.byLocation = byLocation;
        }

        /** What stands now stood there then, if it had come. */
        void readNow() {
            var now = book.standingNow;
            for (var row = 0; row < now.size(); row++) {
                if (!now.isGone(row) && now.since(row) <= at) {
                    readNow(now, row);
                }
            }
        }

        private void readNow(StandingNow now, int row) {
            var theLine = now.line(row);
            if (isTaken(theLine, now.order(row), now.stage(row), now.location(row))) {
                var entry = entryOfLast(theLine, now.stage(row), now.location(row));
                add(
                        entry < 0 ? begin(theLine, now.order(row), now.stage(row), now.location(row)) : entry,
                        now.location(row),
                        now.units(row),
                        now.since(row));
            }
        }

        /** Rows of a line lie side by side. */
        private int entryOfLast(int theLine, int itsStage, int itsLocation) {
            for (var entry = size - 1; entry >= 0 && line[entry] == theLine; entry--) {
                if (isSame(entry, itsStage, itsLocation)) {
                    return entry;
                }
            }
            return -1;
        }

        void readPast() {
            var past = new Past();
            book.visits.between(at, at + 1).forEach(past::read);
            past.readLeftOut();
        }

        /** Visits of a line need not lie side by side. */
        private final class Past {
            /** By line: its last entry, plus one. */
            private final int[] latest = new int[book.lines.size()];
            /** By entry: the entry before of the same line, plus one. */
            private int[] before = new int[line.length];

            void read(Stretch visits) {
                for (var visit = visits.begin(); visit < visits.end(); visit++) {
                    if (visits.entered(visit) > at
                            || at >= visits.left(visit)
                            || !STAGES[visits.stage(visit)].isOpen()) {
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

            void readLeftOut() {
                var now = book.standingNow;
                for (var row = 0; row < now.size(); row++) {
                    if (!now.isGone(row) && now.since(row) <= at && book.visits.isLeftOut(now.visit(row), at, at + 1)) {
                        read(now.line(row), now.stage(row), now.location(row), now.units(row), now.since(row));
                    }
                }
            }

            private void read(int theLine, int itsStage, int itsLocation, int itsUnits, long entered) {
                var theOrder = book.lines.order(theLine);
                if (isTaken(theLine, theOrder, itsStage, itsLocation)) {
                    add(entry(theLine, theOrder, itsStage, itsLocation), itsLocation, itsUnits, entered);
                }
            }

            private int entry(int theLine, int theOrder, int itsStage, int itsLocation) {
                var entry = latest[theLine] - 1;
                while (entry >= 0 && !isSame(entry, itsStage, itsLocation)) {
                    entry = before[entry] - 1;
                }
                if (entry < 0) {
                    entry = begin(theLine, theOrder, itsStage, itsLocation);
                    if (entry >= before.length) {
                        before = Arrays.copyOf(before, line.length);
                    }
                    before[entry] = latest[theLine];
                    latest[theLine] = entry + 1;
                }
                return entry;
            }
        }

        private boolean isTaken(int theLine, int theOrder, int itsStage, int itsLocation) {
            stageOfOrder[theOrder] = (byte) Math.min(itsStage, stageOfOrder[theOrder]);
            return filter.takes(theLine, theOrder, itsStage, itsLocation);
        }

        private boolean isSame(int entry, int itsStage, int itsLocation) {
            return stage[entry] == itsStage && (!byLocation || location[entry] == itsLocation);
        }
    }

    private int begin(int theLine, int theOrder, int itsStage, int itsLocation) {
        if (size == line.length) {
            grow();
        }
        line[size] = theLine;
        order[size] = theOrder;
        stage[size] = (byte) itsStage;
        location[size] = itsLocation;
        since[size] = Long.MAX_VALUE;
        return size++;
    }

    private void add(int entry, int itsLocation, int itsUnits, long entered) {
        units[entry] += itsUnits;
        since[entry] = Math.min(since[entry], entered);
        location[entry] = location[entry] == itsLocation ? itsLocation : NOWHERE;
    }

    private void grow() {
        var length = size * 2;
        line = Arrays.copyOf(line, length);
        order = Arrays.copyOf(order, length);
        stage = Arrays.copyOf(stage, length);
        location = Arrays.copyOf(location, length);
        units = Arrays.copyOf(units, length);
        since = Arrays.copyOf(since, length);
    }

    int size() {
        return size;
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

    /** Of an order that stands anywhere, its stage: the first of all that hold units of it. */
    int stageOfOrder(int order) {
        return stageOfOrder[order];
    }

    boolean isOverdue(int entry) {
        return book.orders.needBy(order(entry)) < at;
    }
}
