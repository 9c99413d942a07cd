package io.backline.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import io.backline.events.ContactEvent.ContactChanged;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** Where customers are reached: the only personal data on any topic. Compacted, keyed by customer id; a tombstone erases. */
@JsonSubTypes({
    @Type(name = "ContactChanged", value = ContactChanged.class),
})
public sealed interface ContactEvent {
    String customerId();

    record ContactChanged(
            @ForeignId String customerId,
            @NotNull String email,
            @Nullable String name,
            @Nullable String locale,
            @Nullable String timeZone)
            implements ContactEvent {}

    /** The customer is to be forgotten. It has no wire name: it is the record without value that a compacted topic keeps of a key. */
    record ContactErased(String customerId) implements ContactEvent {}

    /** A type that a newer writer may know. */
    record Unknown(String type) implements ContactEvent {
        @Override
        public String customerId() {
            throw new IllegalStateException("an unknown event has no key: " + type);
        }
    }
}
