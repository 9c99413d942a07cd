package io.backline.order.console;

import io.backline.events.Json;
import io.backline.order.backlog.Moment;
import io.backline.web.Problems;
import io.backline.web.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A moment in the past that a page is asked for. */
record Past(Instant at, Instant now) {
    private static final DateTimeFormatter TYPED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm").withZone(ZoneOffset.UTC);
    private static final Duration DAY = Duration.ofDays(1);

    /** With an offset or, from a browser without script, in UTC. Null if none was typed. */
    static @Nullable Past typed(@Nullable String asOf, Instant now) {
        var typed = OrderPages.typed(asOf);
        return typed.isEmpty() ? null : new Past(Moment.of(read(typed), now), now);
    }

    private static Instant read(String typed) {
        try {
            return LocalDateTime.parse(typed).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException withOffset) {
            return readWithOffset(typed);
        }
    }

    private static Instant readWithOffset(String typed) {
        try {
            return Json.time(typed);
        } catch (DateTimeParseException wrong) {
            throw Problems.badRequest(new Violation("asOf", "must be a moment as in 2026-05-31T14:00:00Z"));
        }
    }

    /** As a browser's field for date and time takes it, in UTC. */
    public String field() {
        return TYPED.format(at.truncatedTo(ChronoUnit.MINUTES));
    }

    /** Null where nothing can be asked for. */
    public @Nullable Instant dayBefore() {
        var before = at.minus(DAY);
        return before.isBefore(Instant.EPOCH) ? null : before;
    }

    /** Null where that is not in the past. */
    public @Nullable Instant dayAfter() {
        var after = at.plus(DAY);
        return after.isAfter(now) ? null : after;
    }
}
