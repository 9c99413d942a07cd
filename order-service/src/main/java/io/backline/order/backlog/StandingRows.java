package io.backline.order.backlog;

import java.util.Arrays;

/** What stands, side by side: of each row which line it is of, in which stage and where, how many units, and since when the oldest of them. */
final class StandingRows {
    /** The location of units that lie at none or at several. */
    static final int NOWHERE = -1;

    int size;
    int[] line;
    int[] order;
    /** Ordinals. */
    byte[] stage;

    int[] location;
    int[] units;
    long[] since;

    StandingRows(int room) {
        line = new int[room];
        order = new int[room];
        stage = new byte[room];
        location = new int[room];
        units = new int[room];
        since = new long[room];
    }

    StandingRows(Sheets.Pad pad, int room) {
        line = pad.ints(room);
        order = pad.ints(room);
        stage = pad.bytes(room);
        location = pad.ints(room);
        units = pad.ints(room);
        since = pad.longs(room);
    }

    /** The same rows with more room. */
    StandingRows longer(Sheets.Pad pad, int room) {
        var longer = new StandingRows(pad, room);
        longer.size = size;
        System.arraycopy(line, 0, longer.line, 0, size);
        System.arraycopy(order, 0, longer.order, 0, size);
        System.arraycopy(stage, 0, longer.stage, 0, size);
        System.arraycopy(location, 0, longer.location, 0, size);
        System.arraycopy(units, 0, longer.units, 0, size);
        System.arraycopy(since, 0, longer.since, 0, size);
        return longer;
    }

    void resize(int room) {
        line = Arrays.copyOf(line, room);
        order = Arrays.copyOf(order, room);
        stage = Arrays.copyOf(stage, room);
        location = Arrays.copyOf(location, room);
        units = Arrays.copyOf(units, room);
        since = Arrays.copyOf(since, room);
    }

    int begin(int theLine, int theOrder, int itsStage, int itsLocation) {
        line[size] = theLine;
        order[size] = theOrder;
        stage[size] = (byte) itsStage;
        location[size] = itsLocation;
        units[size] = 0;
        since[size] = Long.MAX_VALUE;
        return size++;
    }

    void add(int row, int itsLocation, int itsUnits, long entered) {
        location[row] = location[row] == itsLocation ? itsLocation : NOWHERE;
        units[row] += itsUnits;
        since[row] = Math.min(since[row], entered);
    }

    void move(int from, int to) {
        line[to] = line[from];
        order[to] = order[from];
        stage[to] = stage[from];
        location[to] = location[from];
        units[to] = units[from];
        since[to] = since[from];
    }

    boolean isSame(int row, int itsStage, int itsLocation, boolean byLocation) {
        return stage[row] == itsStage && (!byLocation || location[row] == itsLocation);
    }
}
