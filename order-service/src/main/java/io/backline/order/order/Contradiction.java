package io.backline.order.order;

/** Somebody told something that cannot be, as more units packed than were ordered. Nothing has changed. */
class Contradiction extends RuntimeException {
    private final String field;

    Contradiction(String field, String reason) {
        super(reason, null, false, false);
        this.field = field;
    }

    String field() {
        return field;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
