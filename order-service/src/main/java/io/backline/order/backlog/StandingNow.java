package io.backline.order.backlog;

import java.util.Arrays;

/**
 * What stands in open stages now, so that a question about now need not look for it among all that ever stood: a row for each visit that has not ended, and
 * where a line has several in one stage, further rows for all of them together. Rows of a line lie side by side, and those of an order too. They repeat what the
 * Book knows of visits, lines and orders, because every question walks all of them: here they lie together.
 */
final class StandingNow {
    private static final int FEW = 1_000;

    /** What a row is, as bits: one visit; all that stands of a line in a stage at one location; all that stands of it in a stage. Mostly that is the same. */
    private static final int GONE = 0;

    private static final int VISIT = 1;
    private static final int AT_LOCATION = 2;
    private static final int IN_STAGE = 4;
    private static final int NOWHERE = -1;

    private byte[] kind = new byte[FEW];
    private int[] visit = new int[FEW];
    private int[] line = new int[FEW];
    private int[] order = new int[FEW];
    private byte[] stage = new byte[FEW];
    private int[] location = new int[FEW];
    private int[] units = new int[FEW];
    private long[] since = new long[FEW];
    private long[] price = new long[FEW];
    private int[] currency = new int[FEW];
    private long[] needBy = new long[FEW];
    /** By line: where its rows begin, plus one. */
    private final Column firstRow;

    private int size;
    private int gone;
    private long lastEntry = Long.MIN_VALUE;

    StandingNow(Space space) {
        firstRow = Column.ofInts(space);
    }

    /** Rows of any kind. */
    int size() {
        return size;
    }

    boolean isVisit(int row) {
        return (kind[row] & VISIT) != 0;
    }

    /** Whether it is all that stands of a line in a stage, or in a stage at a location. */
    boolean isEntry(int row, boolean byLocation) {
        return (kind[row] & (byLocation ? AT_LOCATION : IN_STAGE)) != 0;
    }

    /** Of a row that is a visit. */
    int visit(int row) {
        return visit[row];
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

    /** The number of the location where all of them lie; -1 for units that lie at none or at several. */
    int location(int row) {
        return location[row];
    }

    int units(int row) {
        return units[row];
    }

    /** When the oldest of them came. */
    long since(int row) {
        return since[row];
    }

    long price(int row) {
        return price[row];
    }

    int currency(int row) {
        return currency[row];
    }

    long needBy(int row) {
        return needBy[row];
    }

    /** When the youngest came of all that stand now or ever did: from then on they all stood there. */
    long lastEntry() {
        return lastEntry;
    }

    /** A line that is new. */
    void begin(int ofLine) {
        firstRow.setInt(ofLine, 0);
    }

    /** What stands of a line of which nothing is here; lines of an order follow each other. */
    void add(Book book, int ofLine) {
        var first = size;
        for (var next = book.lines.firstOpen(ofLine); next >= 0; next = book.visits.nextOpen(next)) {
            if (book.visits.isInOpenStage(next)) {
                add(book, ofLine, next);
            }
        }
        if (size > first) {
            firstRow.setInt(ofLine, first + 1);
            sumUp(book, first, size);
        }
    }

    private void add(Book book, int ofLine, int theVisit) {
        var visits = book.visits;
        var row = add(book, ofLine, VISIT | AT_LOCATION | IN_STAGE, visits.stage(theVisit));
        visit[row] = theVisit;
        location[row] = visits.location(theVisit);
        units[row] = visits.units(theVisit);
        since[row] = visits.entered(theVisit);
        lastEntry = Math.max(lastEntry, visits.entered(theVisit));
    }

    private int add(Book book, int ofLine, int ofKind, int inStage) {
        if (size == kind.length) {
            grow();
        }
        var row = size++;
        var ofOrder = book.lines.order(ofLine);
        kind[row] = (byte) ofKind;
        line[row] = ofLine;
        order[row] = ofOrder;
        stage[row] = (byte) inStage;
        price[row] = book.lines.price(ofLine);
        currency[row] = book.orders.currency(ofOrder);
        needBy[row] = book.orders.needBy(ofOrder);
        return row;
    }

    private void grow() {
        var room = size + size / 2;
        kind = Arrays.copyOf(kind, room);
        visit = Arrays.copyOf(visit, room);
        line = Arrays.copyOf(line, room);
        order = Arrays.copyOf(order, room);
        stage = Arrays.copyOf(stage, room);
        location = Arrays.copyOf(location, room);
        units = Arrays.copyOf(units, room);
        since = Arrays.copyOf(since, room);
        price = Arrays.copyOf(price, room);
        currency = Arrays.copyOf(currency, room);
        needBy = Arrays.copyOf(needBy, room);
    }

    /** Adds a row for the visits of a line to the same stage, and one for those of them at the same location, where they are several. */
    private void sumUp(Book book, int from, int to) {
        for (var row = from; row < to; row++) {
            sumUp(book, row, to, IN_STAGE);
            sumUp(book, row, to, AT_LOCATION);
        }
    }

    private void sumUp(Book book, int first, int to, int asKind) {
        if ((kind[first] & asKind) == 0) {
            return;
        }
        var sum = -1;
        for (var row = first + 1; row < to; row++) {
            if (stage(row) == stage(first) && (asKind == IN_STAGE || location(row) == location(first))) {
                if (sum < 0) {
                    sum = add(book, line(first), asKind, stage(first));
                    location[sum] = location(first);
                    units[sum] = units(first);
                    since[sum] = since(first);
                    become(first, kind[first] & ~asKind);
                }
                location[sum] = location(sum) == location(row) ? location(row) : NOWHERE;
                units[sum] = units(sum) + units(row);
                since[sum] = Math.min(since(sum), since(row));
                become(row, kind[row] & ~asKind);
            }
        }
    }

    private void become(int row, int newKind) {
        kind[row] = (byte) newKind;
    }

    /** All rows of a line. */
    void remove(int ofLine) {
        var first = firstRow.intAt(ofLine) - 1;
        if (first < 0) {
            return;
        }
        for (var row = first; row < size && line(row) == ofLine && kind[row] != GONE; row++) {
            become(row, GONE);
            gone++;
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
            if (kind[row] != GONE) {
                if (firstRow.intAt(line(row)) == row + 1) {
                    firstRow.setInt(line(row), kept + 1);
                }
                move(row, kept++);
            }
        }
        size = kept;
        gone = 0;
    }

    private void move(int from, int to) {
        kind[to] = kind[from];
        visit[to] = visit[from];
        line[to] = line[from];
        order[to] = order[from];
        stage[to] = stage[from];
        location[to] = location[from];
        units[to] = units[from];
        since[to] = since[from];
        price[to] = price[from];
        currency[to] = currency[from];
        needBy[to] = needBy[from];
    }
}
