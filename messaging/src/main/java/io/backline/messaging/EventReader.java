package io.backline.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.backline.events.EventStream;
import io.backline.web.JsonViolations;
import io.backline.web.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Reads the data of a CloudEvent as an event of a stream and checks what the contract demands of it. */
@ApplicationScoped
public class EventReader {
    private final Validator validator;

    EventReader(Validator validator) {
        this.validator = validator;
    }

    public <E> E read(EventStream<E> stream, CloudEvent event) throws InvalidEvent {
        E read;
        try {
            read = stream.read(event.type(), event.data());
        } catch (JsonProcessingException malformed) {
            throw new InvalidEvent(List.of(JsonViolations.of(malformed, "data")));
        } catch (IOException notAnEvent) {
            throw new InvalidEvent("data", String.valueOf(notAnEvent.getMessage()));
        }
        var broken = validator.validate(read);
        if (!broken.isEmpty()) {
            throw new InvalidEvent(broken.stream()
                    .sorted(Comparator.comparing(
                            violation -> violation.getPropertyPath().toString()))
                    .map(EventReader::violation)
                    .toList());
        }
        return read;
    }

    /** A type that the stream's contract does not know here and now; a newer writer may. */
    public boolean isKnown(EventStream<?> stream, CloudEvent event) {
        return stream.types().containsKey(event.type());
    }

    private static Violation violation(ConstraintViolation<?> violation) {
        return new Violation(violation.getPropertyPath().toString(), violation.getMessage());
    }
}
