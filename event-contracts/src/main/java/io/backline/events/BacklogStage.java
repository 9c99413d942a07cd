package io.backline.events;

/** Where the units of a line stand; the stage of an order is the first of these that holds units of it. */
public enum BacklogStage {
    ON_HOLD,
    AWAITING_ALLOCATION,
    BACKORDERED,
    READY_TO_PICK,
    PICKING,
    PACKED,
    SHIPPED,
    DELIVERED,
    CANCELLED;

    public boolean isOpen() {
        return this != DELIVERED && this != CANCELLED;
    }
}
