package io.backline.messaging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.backline.messaging.RawMessage.RawHeader;
import io.backline.web.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message that was not acted upon, and why. */
record DeadLetter(
        UUID id, RawMessage raw, Outcome outcome, @Nullable String field, String reason) {
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final int LONGEST_REASON = 1_000;

    static DeadLetter of(RawMessage raw, Outcome outcome, @Nullable String field, String reason) {
        return new DeadLetter(IDS.generate(), raw, outcome, field == null ? null : storable(field), storable(reason));
    }

    static DeadLetter of(RawMessage raw, List<Violation> wrong) {
        var first = wrong.getFirst();
        var reason = wrong.size() == 1
                ? first.reason()
                : wrong.stream().map(each -> each.field() + " " + each.reason()).collect(Collectors.joining("; "));
        return of(raw, Outcome.DEAD_LETTER, first.field(), reason);
    }

    static DeadLetter of(RawMessage raw, Throwable why) {
        return why instanceof Refused refused
                ? of(raw, Outcome.DEAD_LETTER, refused.field(), refused.reason())
                : of(raw, Outcome.DEAD_LETTER, null, "could not be handled: " + why);
    }

    /** What {@code <topic>.dead-letter} gets: the original with three headers more. */
    OutboxRow copy() {
        var headers = new ArrayList<>(raw.headers());
        headers.add(header("dead-letter-reason", reason));
        if (field != null) {
            headers.add(header("dead-letter-field", field));
        }
        headers.add(header("dead-letter-topic", raw.topic()));
        headers.add(header("dead-letter-partition", Integer.toString(raw.partition())));
        headers.add(header("dead-letter-offset", Long.toString(raw.offset())));
        return OutboxRow.copy(
                Topics.deadLetters(raw.topic()),
                new RawMessage(raw.topic(), raw.partition(), raw.offset(), raw.key(), headers, raw.value()));
    }

    private static RawHeader header(String name, String value) {
        return new RawHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A reason may quote what came; the database takes any text but NUL and half characters. */
    private static String storable(String text) {
        var shortened = text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text;
        return new String(shortened.replace('\0', '�').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
