package io.backline.order.backlog;

import io.backline.events.BacklogStage;
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
        standing.read(filter, byLocation || filter.hasLocation());
        return standing;
    }

    private void read(Filter filter, boolean byLocation) {
        var latest = new int[book.lines.size()];
        var visits = book.visits;
        for (var visit = 0; visit < visits.size(); visit++) {
            if (!visits.isOpen(visit, at) || !STAGES[visits.stage(visit)].isOpen()) {
                continue;
            }
            var itsStage = (byte) visits.stage(visit);
            var itsLine = visits.line(visit);
            var order = book.lines.order(itsLine);
            if (itsStage < stageOfOrder[order]) {
                stageOfOrder[order] = itsStage;
            }
            if (filter.takes(itsLine, itsStage, visits.location(visit))) {
                add(latest, itsLine, itsStage, byLocation, visit);
            }
        }
    }

    private void add(int[] latest, int itsLine, byte itsStage, boolean byLocation, int visit) {
        var itsLocation = book.visits.location(visit);
        var entry = latest[itsLine] - 1;
        while (entry >= 0 && (stage[entry] != itsStage || byLocation && location[entry] != itsLocation)) {
            entry = before[entry] - 1;
        }
        if (entry >= 0) {
            units[entry] += book.visits.units(visit);
            since[entry] = Math.min(since[entry], book.visits.entered(visit));
            location[entry] = location[entry] == itsLocation ? itsLocation : NOWHERE;
            return;
        }
        if (size == line.length) {
            grow();
        }
        line[size] = itsLine;
        stage[size] = itsStage;
        location[size] = itsLocation;
        units[size] = book.visits.units(visit);
        since[size] = book.visits.entered(visit);
        before[size] = latest[itsLine];
        latest[itsLine] = ++size;
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

    /** In microseconds. An order may be placed a day ahead; it is not younger than new. */
    long age(int entry) {
        return Math.max(0, at - since[entry]);
    }

    /** Of an order that stands anywhere, its stage: the first of all that hold units of it. */
    int stageOfOrder(int order) {
        return stageOfOrder[order];
    }

    boolean isOverdue(int entry) {
        return book.orders.needBy(order(entry)) < at;
    }
}
