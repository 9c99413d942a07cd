package io.backline.order.backlog;

import java.util.Arrays;

/**
 * What stands in open stages now, so that a question about now need not look for it among all that ever stood: a row for each visit that has not ended, and
 * where a line has several in one stage, further rows for all of them together. Rows of a line lie side by side, and those of an order too. They repeat what the
 * Book knows of visits, lines and orders, because every question walks all of them: here they lie together, on the heap (50 bytes a row), as a scan of plain
 * arrays takes half the time of one of what is mapped.
 */
final class StandingNow {
    static final int VISIT = 1;
    static final int AT_LOCATION = 2;
    static final int IN_STAGE = 4;
    private static final int GONE = 0;

    private static final int FEW = 1_000;

    final StandingRows rows = new StandingRows(FEW);

    /** What a row is, as bits: one visit; all that stands of a line in a stage at one location; all that stands of it in a stage. Mostly that is the same. */
    byte[] kind = new byte[FEW];

    int[] visit = new int[FEW];
    long[] price = new long[FEW];
    int[] currency = new int[FEW];
    long[] needBy = new long[FEW];
    /** By line: where its rows begin, plus one. */
    private final Column firstRow;

    private int gone;
    private long lastSummed = Long.MIN_VALUE;

    StandingNow(Space space) {
        firstRow = Column.ofInts(space);
    }

    /** Rows of any kind. */
    int size() {
        return rows.size;
    }

    boolean isVisit(int row) {
        return (kind[row] & VISIT) != 0;
    }

    /** When the youngest visit came that was ever summed up with others: from then on the sums are right. */
    long lastSummed() {
        return lastSummed;
    }

    /** A line that is new. */
    void begin(int ofLine) {
        firstRow.setInt(ofLine, 0);
    }

    /** What stands of a line of which nothing is here; lines of an order follow each other. */
    void add(Book book, int ofLine) {
        var first = rows.size;
        var visits = book.visits;
        for (var next = book.lines.firstOpen(ofLine); next >= 0; next = visits.nextOpen(next)) {
            if (visits.isInOpenStage(next)) {
                var row = begin(book, ofLine, visits.stage(next), visits.location(next));
                rows.add(row, visits.location(next), visits.units(next), visits.entered(next));
                kind[row] = VISIT | AT_LOCATION | IN_STAGE;
                visit[row] = next;
            }
        }
        var end = rows.size;
        if (end > first) {
            firstRow.setInt(ofLine, first + 1);
        }
        for (var row = first; row < end; row++) {
            sumUp(book, row, end, IN_STAGE);
            sumUp(book, row, end, AT_LOCATION);
        }
    }

    private int begin(Book book, int ofLine, int inStage, int atLocation) {
        if (rows.size == kind.length) {
            resize(rows.size + rows.size / 4);
        }
        var order = book.lines.order(ofLine);
        var row = rows.begin(ofLine, order, inStage, atLocation);
        price[row] = book.lines.price(ofLine);
        currency[row] = book.orders.currency(order);
        needBy[row] = book.orders.needBy(order);
        return row;
    }

    private void resize(int room) {
        rows.resize(room);
        kind = Arrays.copyOf(kind, room);
        visit = Arrays.copyOf(visit, room);
        price = Arrays.copyOf(price, room);
        currency = Arrays.copyOf(currency, room);
        needBy = Arrays.copyOf(needBy, room);
    }

    /** Where a line has further visits to the same stage, or to it at the same location, a row for all of them stands for each. */
    private void sumUp(Book book, int first, int end, int asKind) {
        if ((kind[first] & asKind) == 0) {
            return;
        }
        var sum = -1;
        for (var row = first + 1; row < end; row++) {
            if (rows.isSame(row, rows.stage[first], rows.location[first], asKind == AT_LOCATION)) {
                if (sum < 0) {
                    sum = begin(book, rows.line[first], rows.stage[first], rows.location[first]);
                    kind[sum] = (byte) asKind;
                    count(first, sum, asKind);
                }
                count(row, sum, asKind);
            }
        }
    }

    private void count(int row, int sum, int asKind) {
        rows.add(sum, rows.location[row], rows.units[row], rows.since[row]);
        kind[row] = (byte) (kind[row] & ~asKind);
        lastSummed = Math.max(lastSummed, rows.since[row]);
    }

    /** All rows of a line. */
    void remove(int ofLine) {
        var first = firstRow.intAt(ofLine) - 1;
        if (first < 0) {
            return;
        }
        for (var row = first; row < rows.size && rows.line[row] == ofLine && kind[row] != GONE; row++) {
            kind[row] = GONE;
            gone++;
        }
        firstRow.setInt(ofLine, 0);
    }

    /** Gives the room of rows that are gone to others once they are as many, and back to the heap where it is not needed for those. */
    void tidy() {
        if (rows.size < FEW || gone * 2 <= rows.size) {
            return;
        }
        var kept = 0;
        for (var row = 0; row < rows.size; row++) {
            if (kind[row] != GONE) {
                var line = rows.line[row];
                if (firstRow.intAt(line) == row + 1) {
                    firstRow.setInt(line, kept + 1);
                }
                move(row, kept++);
            }
        }
        rows.size = kept;
        gone = 0;
        if (kept < kind.length / 2) {
            resize(Math.max(FEW, kept + kept / 4));
        }
    }

    private void move(int from, int to) {
        rows.move(from, to);
        kind[to] = kind[from];
        visit[to] = visit[from];
        price[to] = price[from];
        currency[to] = currency[from];
        needBy[to] = needBy[from];
    }
}
