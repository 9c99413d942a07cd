package io.backline.messaging;

/** A message contradicts what is. It becomes a dead letter alone, with this field and reason. */
public class Refused extends RuntimeException {
    private final String field;
    private final String reason;

    public Refused(String field, String reason) {
        super(reason);
        this.field = field;
        this.reason = reason;
    }

    public String field() {
        return field;
    }

    public String reason() {
        return reason;
    }

    /** A refusal is an answer, not an accident. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
