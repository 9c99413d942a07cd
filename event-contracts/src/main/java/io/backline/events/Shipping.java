package io.backline.events;

/** Whether lines go out as they come or all together. */
public enum Shipping {
    PARTIAL,
    COMPLETE
}
