package io.backline.order.backlog;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** One field of many rows, side by side, in chunks. Rows are written in turn and may be changed later. */
final class Column {
    private static final int BITS = 16;
    static final int CHUNK = 1 << BITS;
    private static final int MASK = CHUNK - 1;

    private final Space space;
    private final int width;
    private ByteBuffer[] chunks = new ByteBuffer[0];

    private Column(Space space, int width) {
        this.space = space;
        this.width = width;
    }

    static Column ofBytes(Space space) {
        return new Column(space, Byte.BYTES);
    }

    static Column ofInts(Space space) {
        return new Column(space, Integer.BYTES);
    }

    static Column ofLongs(Space space) {
        return new Column(space, Long.BYTES);
    }

    int byteAt(int row) {
        return chunks[row >>> BITS].get(row & MASK);
    }

    int intAt(int row) {
        return chunks[row >>> BITS].getInt((row & MASK) << 2);
    }

    long longAt(int row) {
        return chunks[row >>> BITS].getLong((row & MASK) << 3);
    }

    /** {@link #CHUNK} rows from {@code chunk * CHUNK} on, for scans: an access by row costs as much as what a scan does with it. */
    ByteBuffer chunk(int chunk) {
        return chunks[chunk];
    }

    void setByte(int row, int value) {
        chunkOf(row).put(row & MASK, (byte) value);
    }

    void setInt(int row, int value) {
        chunkOf(row).putInt((row & MASK) << 2, value);
    }

    void setLong(int row, long value) {
        chunkOf(row).putLong((row & MASK) << 3, value);
    }

    private ByteBuffer chunkOf(int row) {
        var chunk = row >>> BITS;
        if (chunk >= chunks.length) {
            var piece = space.take(CHUNK * width);
            chunks = Arrays.copyOf(chunks, chunk + 1);
            chunks[chunk] = piece;
        }
        return chunks[chunk];
    }
}
