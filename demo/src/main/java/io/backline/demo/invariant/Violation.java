package io.backline.demo.invariant;

import java.util.List;

/** A broken promise: how many rows break it, and the first of them. */
public record Violation(Invariant invariant, long rows, List<String> examples) {
    @Override
    public String toString() {
        return invariant.name() + " is broken " + rows + " times: " + invariant.sentence() + "\n    "
                + String.join("\n    ", examples);
    }
}
