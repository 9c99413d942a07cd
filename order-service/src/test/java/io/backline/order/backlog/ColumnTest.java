package io.backline.order.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ColumnTest {
    private static final int ROWS = 2 * Column.CHUNK + 3;

    private final Space space = Space.open();

    @AfterEach
    void close() {
        space.close();
    }

    @Test
    void a_copy_over_several_chunks_says_what_the_rows_say() {
        var ints = Column.ofInts(space);
        var longs = Column.ofLongs(space);
        var bytes = Column.ofBytes(space);
        for (var row = 0; row < ROWS; row++) {
            ints.setInt(row, -row);
            longs.setLong(row, row * 10_000_000_000L);
            bytes.setByte(row, row % 7);
        }
        var copiedInts = new int[ROWS + 5];
        var copiedLongs = new long[ROWS + 5];
        var copiedBytes = new byte[ROWS + 5];

        ints.copyInts(copiedInts, ROWS);
        longs.copyLongs(copiedLongs, ROWS);
        bytes.copyBytes(copiedBytes, ROWS);

        assertThat(IntStream.range(0, ROWS))
                .allMatch(row -> copiedInts[row] == -row && copiedInts[row] == ints.intAt(row))
                .allMatch(row -> copiedLongs[row] == row * 10_000_000_000L)
                .allMatch(row -> copiedBytes[row] == row % 7);
        assertThat(copiedInts[ROWS]).as("beyond the rows").isZero();
    }
}
