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
    void rows_of_several_chunks_say_what_was_written_last() {
        var ints = Column.ofInts(space);
        var longs = Column.ofLongs(space);
        var bytes = Column.ofBytes(space);
        for (var row = 0; row < ROWS; row++) {
            ints.setInt(row, row);
            longs.setLong(row, row * 10_000_000_000L);
            bytes.setByte(row, row % 7);
        }
        for (var row = 0; row < ROWS; row++) {
            ints.setInt(row, -row);
        }

        assertThat(IntStream.range(0, ROWS))
                .allMatch(row -> ints.intAt(row) == -row)
                .allMatch(row -> longs.longAt(row) == row * 10_000_000_000L)
                .allMatch(row -> bytes.byteAt(row) == row % 7);
        assertThat(ints.chunk(2).getInt(2 << 2)).isEqualTo(-ROWS + 1);
    }
}
