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
    private int room;
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
        this.pad = book.sheets.pad();
        room = book.standingNow.size() + 16;
        line = pad.ints(room);
        order = pad.ints(room);
        stage = pad.bytes(room);
        location = pad.ints(room);
        units = pad.ints(room);
        since = pad.longs(room);
        stageOfOrder = pad.bytes(book.orders.size());
        Arrays.fill(stageOfOrder, 0, book.orders.size(), NO_STAGE);
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

        /** What stands now stood there then, if it had come. Entries take the place of the rows they are made of. */
        void readNow() {
            book.standingNow.copy(line, order, stage, location, units, since);
            for (var row = 0; row < book.standingNow.size(); row++) {
                if (units[row] != 0 && since[row] <= at && isTaken(line[row], order[row], stage[row], location[row])) {
                    readNow(row);
                }
            }
        }

        private void readNow(int row) {
            var theLocation = location[row];
            var theUnits = units[row];
            var theSince = since[row];
            var entry = entryOfLast(line[row], stage[row], theLocation);
            add(
                    entry < 0 ? begin(line[row], order[row], stage[row], theLocation) : entry,
                    theLocation,
                    theUnits,
                    theSince);
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
            private final int[] latest = pad.zeros(book.lines.size());
            /** By entry: the entry before of the same line, plus one. */
            private int[] before = pad.ints(room);

            private int roomBefore = room;

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
                    if (entry >= roomBefore) {
                        before = copy(before, roomBefore, room);
                        roomBefore = room;
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

    private void add(int entry, int itsLocation, int itsUnits, long entered) {
        units[entry] += itsUnits;
        since[entry] = Math.min(since[entry], entered);
        location[entry] = location[entry] == itsLocation ? itsLocation : NOWHERE;
    }

    private void grow() {
        var longer = size * 2;
        line = copy(line, size, longer);
        order = copy(order, size, longer);
        location = copy(location, size, longer);
        units = copy(units, size, longer);
        var longerStage = pad.bytes(longer);
        System.arraycopy(stage, 0, longerStage, 0, size);
        stage = longerStage;
        var longerSince = pad.longs(longer);
        System.arraycopy(since, 0, longerSince, 0, size);
        since = longerSince;
        room = longer;
    }

    private int[] copy(int[] sheet, int written, int length) {
        var copy = pad.ints(length);
        System.arraycopy(sheet, 0, copy, 0, written);
        return copy;
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

    @Override
    public void close() {
        pad.close();
    }
}
