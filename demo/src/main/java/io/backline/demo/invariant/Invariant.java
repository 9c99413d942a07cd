package io.backline.demo.invariant;

/** A promise of architecture.md as SQL that anybody can run: {@code name} is its number there. */
public sealed interface Invariant {
    String name();

    String sentence();

    /** Every row the query finds breaks the promise. */
    record NoRow(String name, String sentence, Store store, String query) implements Invariant {}

    /** Two services tell the same: both queries give rows (key, value) in the order of their keys, and every key has the same value on both sides. */
    record SameRows(String name, String sentence, Store left, String leftQuery, Store right, String rightQuery)
            implements Invariant {}
}
