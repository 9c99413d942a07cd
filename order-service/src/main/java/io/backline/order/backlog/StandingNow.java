package io.backline.order.backlog;

import static io.backline.order.backlog.StandingRows.AT_LOCATION;
import static io.backline.order.backlog.StandingRows.GONE;
import static io.backline.order.backlog.StandingRows.IN_STAGE;
import static io.backline.order.backlog.StandingRows.VISIT;

import java.util.Arrays;

/**
 * What stands in open stages now, so that a question about now need not look for it among all that ever stood: a row for each visit that has not ended, and
 * where a line has several in one stage, further rows for all of them together. Rows of a line lie side by side, and those of an order too. They repeat what the
 * Book knows of visits, lines and orders, because every question walks all of them: here they lie together, on the heap (50 bytes a row), as a scan of plain
 * arrays takes half the time of one of what is mapped.
 */
final class StandingNow {
    private static final int FEW = 1_000;

    final StandingRows rows = new StandingRows(FEW);
    byte[] kind = new byte[FEW];
    int[] visit = new int[FEW];
    long[] price = new long[FEW];
    int[] currency = new int[FEW];
    long[] needBy = new long[FEW];
    /** By line: where its rows begin, plus one. */
    private final Column firstRow;

    private int gone;
    private long lastEntry = Long.MIN_VALUE;

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
        var first = rows.size;
        var visits = book.visits;
        for (var next = book.lines.firstOpen(ofLine); next >= 0; next = visits.nextOpen(next)) {
            if (visits.isInOpenStage(next)) {
                var row = begin(book, ofLine, visits.stage(next), visits.location(next));
                rows.add(row, visits.location(next), visits.units(next), visits.entered(next));
                kind[row] = VISIT | AT_LOCATION | IN_STAGE;
                visit[row] = next;
                lastEntry = Math.max(lastEntry, visits.entered(next));
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
            grow(rows.size + rows.size / 4);
        }
        var order = book.lines.order(ofLine);
        var row = rows.begin(ofLine, order, inStage, atLocation);
        price[row] = book.lines.price(ofLine);
        currency[row] = book.orders.currency(order);
        needBy[row] = book.orders.needBy(order);
        return row;
    }

    private void grow(int room) {
        rows.line = Arrays.copyOf(rows.line, room);
        rows.order = Arrays.copyOf(rows.order, room);
        rows.stage = Arrays.copyOf(rows.stage, room);
        rows.location = Arrays.copyOf(rows.location, room);
        rows.units = Arrays.copyOf(rows.units, room);
        rows.since = Arrays.copyOf(rows.since, room);
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

    /** Gives the room of rows that are gone back, once they are as many as the others. */
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
    }

    private void move(int from, int to) {
        rows.line[to] = rows.line[from];
        rows.order[to] = rows.order[from];
        rows.stage[to] = rows.stage[from];
        rows.location[to] = rows.location[from];
        rows.units[to] = rows.units[from];
        rows.since[to] = rows.since[from];
        kind[to] = kind[from];
        visit[to] = visit[from];
        price[to] = price[from];
        currency[to] = currency[from];
        needBy[to] = needBy[from];
    }
}
