package io.backline.demo.invariant;

/** The three databases: each service owns one, and only a checker looks into all. */
public enum Store {
    ORDER,
    INVENTORY,
    NOTIFICATION
}
