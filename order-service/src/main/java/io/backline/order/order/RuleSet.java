package io.backline.order.order;

/** Whose law a delay is under. */
enum RuleSet {
    US,
    UK,
    EU
}
