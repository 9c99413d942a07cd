package io.backline.order.backlog;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ColumnTest {
    private static final int ROWS = 2 * Column.CHUNK + 3;

    private final Space space = Space.open();

    @AfterEach
    void close() {
        space.close();
    }
}
