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

    int order(int row) {
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

    void add(int theVisit, int ofLine, int ofOrder, int inStage, int atLocation, int many, long from) {
        write(size++, theVisit, ofLine, ofOrder, inStage, atLocation, many, from);
    }

    private void write(
            int row, int theVisit, int ofLine, int ofOrder, int inStage, int atLocation, int many, long from) {
        visit.setInt(row, theVisit);
        line.setInt(row, ofLine);
        order.setInt(row, ofOrder);
        stage.setByte(row, inStage);
        location.setInt(row, atLocation);
        units.setInt(row, many);
        since.setLong(row, from);
    }

    /** All rows of a line, the first of which is given. */
    void remove(int ofLine, int first) {
        for (var row = first; row < size && line(row) == ofLine; row++) {
            gone += isGone(row) ? 0 : 1;
            units.setInt(row, 0);
        }
    }

    interface Move {
        void of(int line, int firstRow);
    }

    /** Gives the room of rows that are gone back, once they are as many as the others; tells which lines have their rows elsewhere then. */
    void tidy(Move moved) {
        if (size < FEW || gone * 2 <= size) {
            return;
        }
        var kept = 0;
        for (var row = 0; row < size; row++) {
            if (!isGone(row)) {
                write(kept, visit(row), line(row), order(row), stage(row), location(row), units(row), since(row));
                if (kept == 0 || line(kept - 1) != line(kept)) {
                    moved.of(line(kept), kept);
                }
                kept++;
            }
        }
        size = kept;
        gone = 0;
    }
}
