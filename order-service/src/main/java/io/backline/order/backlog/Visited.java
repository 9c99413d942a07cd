package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Which stages units visited from when to when, a row each. Rows that were written one after the other mostly tell of the same days: they are scanned stretch by
 * stretch, and stretches of other days are left out.
 */
final class Visited {
    private static final BacklogStage[] STAGES = BacklogStage.values();
    private static final int STRETCH_BITS = 9;
    private static final int STRETCH = 1 << STRETCH_BITS;
    private static final int STRETCHES_IN_CHUNK = Column.CHUNK / STRETCH;

    private final Column line;
    private final Column stage;
    private final Column location;
    private final Column units;
    private final Column entered;
    private final Column left;
    private final Column nextOpen;
    private final Days days;
    private int size;

    /** By stretch: when the first of its visits began. */
    private long[] first = new long[0];
    /** By stretch: when the last of its visits began or ended. */
    private long[] last = new long[0];

    private long lastExit = Long.MIN_VALUE;

    /** What happens is counted by {@code days}, too. */
    Visited(Space space, Days days) {
        this.days = days;
        line = Column.ofInts(space);
        stage = Column.ofBytes(space);
        location = Column.ofInts(space);
        units = Column.ofInts(space);
        entered = Column.ofLongs(space);
        left = Column.ofLongs(space);
        nextOpen = Column.ofInts(space);
    }

    int size() {
        return size;
    }

    int line(int visit) {
        return line.intAt(visit);
    }

    /** The ordinal of the stage. */
    int stage(int visit) {
        return stage.byteAt(visit);
    }

    /** The number of the location, -1 for units that lie at none. */
    int location(int visit) {
        return location.intAt(visit);
    }

    int units(int visit) {
        return units.intAt(visit);
    }

    long entered(int visit) {
        return entered.longAt(visit);
    }

    /** {@link Book#NEVER} while units stand there. */
    long left(int visit) {
        return left.longAt(visit);
    }

    /** The next visit of the line that has not ended, -1 if that was the last. */
    int nextOpen(int visit) {
        return nextOpen.intAt(visit);
    }

    boolean isInOpenStage(int visit) {
        return STAGES[stage(visit)].isOpen();
    }

    /** When units last left a stage in which they had stood: from then on nothing stands but what stands now. */
    long lastExit() {
        return lastExit;
    }

    int add(int ofLine, BacklogStage inStage, int atLocation, int many, long from, long until) {
        var visit = size++;
        line.setInt(visit, ofLine);
        stage.setByte(visit, inStage.ordinal());
        location.setInt(visit, atLocation);
        units.setInt(visit, many);
        entered.setLong(visit, from);
        left.setLong(visit, Book.NEVER);
        nextOpen.setInt(visit, -1);
        note(visit, from);
        days.arrive(inStage.ordinal(), from, many);
        if (until != Book.NEVER) {
            end(visit, many, until);
        }
        return visit;
    }

    private void note(int visit, long from) {
        var stretch = visit >>> STRETCH_BITS;
        if (stretch == first.length) {
            var room = Math.max(64, stretch * 2);
            first = Arrays.copyOf(first, room);
            last = Arrays.copyOf(last, room);
        }
        var isNew = (visit & STRETCH - 1) == 0;
        first[stretch] = isNew ? from : Math.min(first[stretch], from);
        last[stretch] = isNew ? from : Math.max(last[stretch], from);
    }

    void end(int visit, int many, long until) {
        count(visit, many);
        left.setLong(visit, until);
        days.leave(stage(visit), until, many);
        var stretch = visit >>> STRETCH_BITS;
        last[stretch] = Math.max(last[stretch], until);
        if (until > entered(visit)) {
            lastExit = Math.max(lastExit, until);
        }
    }

    /** What holds from now on of a visit that has not ended. */
    void change(int visit, int many, int atLocation) {
        count(visit, many);
        location.setInt(visit, atLocation);
    }

    private void count(int visit, int many) {
        if (many != units(visit)) {
            days.arrive(stage(visit), entered(visit), many - units(visit));
            units.setInt(visit, many);
        }
    }

    void chain(int visit, int next) {
        nextOpen.setInt(visit, next);
    }

    /**
     * The stretches with visits that began before {@code to}, in which something began or ended from {@code from} on; others may be among their visits. What
     * stood in an open stage all the time is in {@link StandingNow}, and perhaps in none of them.
     */
    Iterable<Stretch> between(long from, long to) {
        return () -> new Iterator<>() {
            private int next = following(0);

            private int following(int stretch) {
                var found = stretch;
                while (found << STRETCH_BITS < size && !concerns(found, from, to)) {
                    found++;
                }
                return found;
            }

            @Override
            public boolean hasNext() {
                return next << STRETCH_BITS < size;
            }

            @Override
            public Stretch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var stretch = stretch(next);
                next = following(next + 1);
                return stretch;
            }
        };
    }

    private boolean concerns(int stretch, long from, long to) {
        return first[stretch] < to && last[stretch] >= from;
    }

    /** Whether the visit is in a stretch that {@link #between} leaves out. */
    boolean isLeftOut(int visit, long from, long to) {
        return !concerns(visit >>> STRETCH_BITS, from, to);
    }

    private Stretch stretch(int number) {
        var chunk = number / STRETCHES_IN_CHUNK;
        var begin = number % STRETCHES_IN_CHUNK << STRETCH_BITS;
        return new Stretch(
                number << STRETCH_BITS,
                begin,
                begin + Math.min(size - (number << STRETCH_BITS), STRETCH),
                line.chunk(chunk),
                stage.chunk(chunk),
                location.chunk(chunk),
                units.chunk(chunk),
                entered.chunk(chunk),
                left.chunk(chunk));
    }

    /** Visits side by side, by their place from {@code begin} until before {@code end}: for scans, which an access by row would slow down. */
    record Stretch(
            int firstVisit,
            int begin,
            int end,
            ByteBuffer lines,
            ByteBuffer stages,
            ByteBuffer locations,
            ByteBuffer allUnits,
            ByteBuffer entries,
            ByteBuffer exits) {
        /** The visit at a place. */
        int visit(int place) {
            return firstVisit + place - begin;
        }

        int line(int place) {
            return lines.getInt(place << 2);
        }

        /** The ordinal of the stage. */
        int stage(int place) {
            return stages.get(place);
        }

        int location(int place) {
            return locations.getInt(place << 2);
        }

        int units(int place) {
            return allUnits.getInt(place << 2);
        }

        long entered(int place) {
            return entries.getLong(place << 3);
        }

        long left(int place) {
            return exits.getLong(place << 3);
        }
    }
}
