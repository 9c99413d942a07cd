package io.backline.order.order;

/** Whose law a delay is under. */
public enum RuleSet {
    US,
    UK,
    EU
}
