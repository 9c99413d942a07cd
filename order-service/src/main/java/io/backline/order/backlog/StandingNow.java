package io.backline.order.backlog;

/**
 * What stands in open stages now: a row for each visit that has not ended, those of a line side by side. It repeats what the Book knows of these visits,
 * because they are few among all that ever were, and every question about now walks all of them: here they lie together.
 */
final class StandingNow {
    private static final int FEW = 1_000;

    private final Column visit;
    private final Column line;
    private final Column order;
    private final Column stage;
    private final Column location;
    /** 0 in rows that are gone. */
    private final Column units;

    private final Column since;
    /** By line: where its rows begin, plus one. */
    private final Column firstRow;

    private int size;
    private int gone;

    StandingNow(Space space) {
        visit = Column.ofInts(space);
        line = Column.ofInts(space);
        order = Column.ofInts(space);
        stage = Column.ofBytes(space);
        location = Column.ofInts(space);
        units = Column.ofInts(space);
        since = Column.ofLongs(space);
        firstRow = Column.ofInts(space);
    }

    /** Rows, of which some are gone. */
    int size() {
        return size;
    }

    boolean isGone(int row) {
        return units.intAt(row) == 0;
    }

    int visit(int row) {
        return visit.intAt(row);
    }

    int line(int row) {
        return line.intAt(row);
    }

    private int order(int row) {
        return order.intAt(row);
    }

    /** The ordinal of the stage. */
    int stage(int row) {
        return stage.byteAt(row);
    }

    /** The number of the location, -1 for units that lie at none. */
    int location(int row) {
        return location.intAt(row);
    }

    int units(int row) {
        return units.intAt(row);
    }

    long since(int row) {
        return since.longAt(row);
    }

    /** All rows; those with 0 units are gone. */
    void copy(int[] lines, int[] orders, byte[] stages, int[] locations, int[] allUnits, long[] sinces) {
        line.copyInts(lines, size);
        order.copyInts(orders, size);
        stage.copyBytes(stages, size);
        location.copyInts(locations, size);
        units.copyInts(allUnits, size);
        since.copyLongs(sinces, size);
    }

    /** A line that is new. */
    void begin(int ofLine) {
        firstRow.setInt(ofLine, 0);
    }

    /** A visit that has not ended, of a line whose rows were removed or that has none but those that were added just now. */
    void add(Visited visits, int theVisit, int ofOrder) {
        var ofLine = visits.line(theVisit);
        var row = size++;
        visit.setInt(row, theVisit);
        line.setInt(row, ofLine);
        order.setInt(row, ofOrder);
        stage.setByte(row, visits.stage(theVisit));
        location.setInt(row, visits.location(theVisit));
        units.setInt(row, visits.units(theVisit));
        since.setLong(row, visits.entered(theVisit));
        noteFirst(ofLine, row);
    }

    private void noteFirst(int ofLine, int row) {
        if (row == 0 || line(row - 1) != ofLine || isGone(row - 1)) {
            firstRow.setInt(ofLine, row + 1);
        }
    }

    /** All rows of a line. */
    void remove(int ofLine) {
        var first = firstRow.intAt(ofLine) - 1;
        if (first < 0) {
            return;
        }
        for (var row = first; row < size && line(row) == ofLine; row++) {
            gone += isGone(row) ? 0 : 1;
            units.setInt(row, 0);
        }
        firstRow.setInt(ofLine, 0);
    }

    /** Gives the room of rows that are gone back, once they are as many as the others. */
    void tidy() {
        if (size < FEW || gone * 2 <= size) {
            return;
        }
        var kept = 0;
        for (var row = 0; row < size; row++) {
            if (!isGone(row)) {
                visit.setInt(kept, visit(row));
                line.setInt(kept, line(row));
                order.setInt(kept, order(row));
                stage.setByte(kept, stage(row));
                location.setInt(kept, location(row));
                units.setInt(kept, units(row));
                since.setLong(kept, since(row));
                noteFirst(line(kept), kept);
                kept++;
            }
        }
        size = kept;
        gone = 0;
    }
}
