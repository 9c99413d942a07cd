package io.backline.order.backlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * What scans write on. A question about half a million lines that stand takes 6 MB of arrays, one about those of a past moment 40 MB; made anew each time they
 * would have the heap collected every other question, and the intake would stand still meanwhile. So they are kept for the next one: as many as two scans take
 * at once.
 */
final class Sheets {
    private static final int MOST = 22;

    private final Pile<int[]> ints = new Pile<>(int[]::new, sheet -> sheet.length);
    private final Pile<long[]> longs = new Pile<>(long[]::new, sheet -> sheet.length);
    private final Pile<byte[]> bytes = new Pile<>(byte[]::new, sheet -> sheet.length);

    /** The sheets of one scan, until that is closed. They are at least as long as was asked for, and may be written on. */
    final class Pad implements AutoCloseable {
        private final List<int[]> takenInts = new ArrayList<>();
        private final List<long[]> takenLongs = new ArrayList<>();
        private final List<byte[]> takenBytes = new ArrayList<>();

        int[] ints(int length) {
            return ints.take(length, takenInts);
        }

        /** Nothing is written on as much as was asked for. */
        int[] zeros(int length) {
            var sheet = ints(length);
            Arrays.fill(sheet, 0, length, 0);
            return sheet;
        }

        long[] longs(int length) {
            return longs.take(length, takenLongs);
        }

        byte[] bytes(int length) {
            return bytes.take(length, takenBytes);
        }

        @Override
        public void close() {
            ints.putBack(takenInts);
            longs.putBack(takenLongs);
            bytes.putBack(takenBytes);
        }
    }

    private static final class Pile<T> {
        private final IntFunction<T> make;
        private final ToIntFunction<T> lengthOf;
        private final List<T> free = new ArrayList<>();

        Pile(IntFunction<T> make, ToIntFunction<T> lengthOf) {
            this.make = make;
            this.lengthOf = lengthOf;
        }

        /** The shortest that will do. If none will, the longest makes room for a longer one, that grows with the backlog for a while. */
        synchronized T take(int length, List<T> taken) {
            var best = -1;
            var longest = -1;
            for (var i = 0; i < free.size(); i++) {
                if (lengthOf(i) >= length && (best < 0 || lengthOf(i) < lengthOf(best))) {
                    best = i;
                }
                if (longest < 0 || lengthOf(i) > lengthOf(longest)) {
                    longest = i;
                }
            }
            T sheet;
            if (best >= 0) {
                sheet = free.remove(best);
            } else {
                if (longest >= 0) {
                    free.remove(longest);
                }
                sheet = make.apply(length + length / 8);
            }
            taken.add(sheet);
            return sheet;
        }

        private int lengthOf(int i) {
            return lengthOf.applyAsInt(free.get(i));
        }

        /** A scan that found more than it thought took the longest last. */
        synchronized void putBack(List<T> taken) {
            taken.reversed().stream().limit(MOST - free.size()).forEach(free::add);
            taken.clear();
        }
    }

    Pad pad() {
        return new Pad();
    }
}
