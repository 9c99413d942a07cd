package io.backline.order.backlog;

import java.util.Arrays;

/**
 * What stands in open stages now: a row for each visit that has not ended, those of a line side by side. It repeats what the Book knows of these visits,
 * because they are few among all that ever were, and every question about now walks all of them: here they lie together.
 */
final class StandingNow {
    private int[] line = new int[1024];
    private int[] order = new int[1024];
    private byte[] stage = new byte[1024];
    private int[] location = new int[1024];
    /** 0 in rows that are gone. */
    private int[] units = new int[1024];

    private long[] since = new long[1024];
    private int size;
    private int gone;

    /** Rows, of which some are gone. */
    int size() {
        return size;
    }

    boolean isGone(int row) {
        return units[row] == 0;
    }

    int line(int row) {
        return line[row];
    }

    int order(int row) {
        return order[row];
    }

    /** The ordinal of the stage. */
    int stage(int row) {
        return stage[row];
    }

    /** The number of the location, -1 for units that lie at none. */
    int location(int row) {
        return location[row];
    }

    int units(int row) {
        return units[row];
    }

    long since(int row) {
        return since[row];
    }

    void add(int ofLine, int ofOrder, int inStage, int atLocation, int many, long from) {
        if (size == line.length) {
            resize(size * 2);
        }
        line[size] = ofLine;
        order[size] = ofOrder;
        stage[size] = (byte) inStage;
        location[size] = atLocation;
        units[size] = many;
        since[size] = from;
        size++;
    }

    /** All rows of a line, the first of which is given. */
    void remove(int ofLine, int first) {
        for (var row = first; row < size && line[row] == ofLine; row++) {
            gone += units[row] == 0 ? 0 : 1;
            units[row] = 0;
        }
    }

    interface Move {
        void of(int line, int firstRow);
    }

    /** Gives the room of rows that are gone back, once they are as many as the others; tells which lines have their rows elsewhere then. */
    void tidy(Move moved) {
        if (gone * 2 <= size || size < 1024) {
            return;
        }
        var kept = 0;
        for (var row = 0; row < size; row++) {
            if (units[row] != 0) {
                line[kept] = line[row];
                order[kept] = order[row];
                stage[kept] = stage[row];
                location[kept] = location[row];
                units[kept] = units[row];
                since[kept] = since[row];
                if (kept == 0 || line[kept - 1] != line[kept]) {
                    moved.of(line[kept], kept);
                }
                kept++;
            }
        }
        size = kept;
        gone = 0;
    }

    private void resize(int length) {
        line = Arrays.copyOf(line, length);
        order = Arrays.copyOf(order, length);
        stage = Arrays.copyOf(stage, length);
        location = Arrays.copyOf(location, length);
        units = Arrays.copyOf(units, length);
        since = Arrays.copyOf(since, length);
    }
}
