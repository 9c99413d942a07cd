package io.backline.order.backlog;

/** What stands, side by side: of each row which line it is of, in which stage and where, how many units, and since when the oldest of them. */
final class StandingRows {
    /** What a row is, as bits: one visit; all that stands of a line in a stage at one location; all that stands of it in a stage. Mostly that is the same. */
    static final int GONE = 0;

    static final int VISIT = 1;
    static final int AT_LOCATION = 2;
    static final int IN_STAGE = 4;

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

    StandingRows(Sheets.Pad pad, int room) {
        line = pad.ints(room);
        order = pad.ints(room);
        stage = pad.bytes(room);
        location = pad.ints(room);
        units = pad.ints(room);
        since = pad.longs(room);
    }

    StandingRows(int room) {
        line = new int[room];
        order = new int[room];
        stage = new byte[room];
        location = new int[room];
        units = new int[room];
        since = new long[room];
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

    boolean isSame(int row, int itsStage, int itsLocation, boolean byLocation) {
        return stage[row] == itsStage && (!byLocation || location[row] == itsLocation);
    }
}
