package io.backline.inventory.allocation;

import io.backline.inventory.stock.Movement;

/** Why something was decided, as events say it. */
enum Cause {
    PLACED,
    CANCELLED,
    RECEIVED,
    COUNTED,
    ADJUSTED,
    STOCK_OUT,
    RETRACTED,
    PICKED,
    PACKED,
    SHIPPED,
    SHORT_PICKED,
    UNPICKED;

    static Cause of(Movement stockMovement) {
        return valueOf(stockMovement.kind().name());
    }
}
