package io.backline.order.backlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts, each once, by numbers from 0. What says the same has the same number. */
final class Words {
    private final Column bytes;
    private final Column ends;
    /** Where a text is by its hash, plus one; open addressing. */
    private int[] table = new int[1024];

    private int size;

    Words(Space space) {
        bytes = Column.ofBytes(space);
        ends = Column.ofInts(space);
    }

    int size() {
        return size;
    }

    String text(int number) {
        var text = new byte[ends.intAt(number) - start(number)];
        for (var i = 0; i < text.length; i++) {
            text[i] = (byte) bytes.byteAt(start(number) + i);
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Of a text that is there, else -1. */
    int find(String text) {
        return table[slot(text.getBytes(StandardCharsets.UTF_8))] - 1;
    }

    /** Of a text that is there from now on. */
    int number(String text) {
        var said = text.getBytes(StandardCharsets.UTF_8);
        var slot = slot(said);
        if (table[slot] == 0) {
            write(said);
            table[slot] = size;
            if (size * 2 > table.length) {
                grow();
            }
            return size - 1;
        }
        return table[slot] - 1;
    }

    private void write(byte[] said) {
        var start = start(size);
        for (var i = 0; i < said.length; i++) {
            bytes.setByte(start + i, said[i]);
        }
        ends.setInt(size++, start + said.length);
    }

    private int slot(byte[] said) {
        var slot = mix(Arrays.hashCode(said)) & (table.length - 1);
        while (table[slot] != 0 && !says(table[slot] - 1, said)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private boolean says(int number, byte[] said) {
        var start = start(number);
        if (ends.intAt(number) - start != said.length) {
            return false;
        }
        for (var i = 0; i < said.length; i++) {
            if (bytes.byteAt(start + i) != said[i]) {
                return false;
            }
        }
        return true;
    }

    private int start(int number) {
        return number == 0 ? 0 : ends.intAt(number - 1);
    }

    private void grow() {
        table = new int[table.length * 2];
        for (var number = 0; number < size; number++) {
            table[slot(text(number).getBytes(StandardCharsets.UTF_8))] = number + 1;
        }
    }

    /** Spreads what differs in few bits (a finalizer as MurmurHash3 has). */
    static int mix(int hash) {
        var mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }
}
