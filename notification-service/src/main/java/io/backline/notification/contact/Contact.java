package io.backline.notification.contact;

import org.jspecify.annotations.Nullable;

/** How a customer is reached, word for word as the shop said it: the address may be none. */
public record Contact(
        String customerId,
        String email,
        @Nullable String name,
        @Nullable String locale,
        @Nullable String timeZone) {

    /** Says nothing of who it is. */
    @Override
    public String toString() {
        return "contact of customer " + customerId;
    }
}
