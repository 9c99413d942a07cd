package io.backline.messaging;

import io.backline.web.Violation;
import java.util.List;

/** What was sent is not a CloudEvent of the contract; everything that is wrong with it, by field. */
public class InvalidEvent extends Exception {
    private final List<Violation> violations;

    public InvalidEvent(String field, String reason) {
        this(List.of(new Violation(field, reason)));
    }

    public InvalidEvent(List<Violation> violations) {
        super(violations.toString(), null, false, false);
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
