package io.backline.notification.mail;

/** How the mail server answered. */
public sealed interface Delivery {
    /** It answered 250 after the data: the mail is its duty now. */
    record Accepted() implements Delivery {}

    /** It will never take this mail. */
    record Refused(String reason) implements Delivery {}

    /** It may take it another time, or has taken it without our hearing so: to be repeated with the same id. */
    record Deferred(String reason) implements Delivery {}
}
