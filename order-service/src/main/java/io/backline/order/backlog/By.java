package io.backline.order.backlog;

import com.fasterxml.jackson.annotation.JsonValue;
import io.backline.events.BacklogStage;
import io.backline.events.Priority;
import io.backline.web.Problems;
import io.backline.web.Violation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the backlog is divided by. */
enum By {
    STAGE,
    CHANNEL,
    PRIORITY,
    LOCATION,
    SKU,
    CUSTOMER,
    AGE;

    private record AgeGroup(String name, long below) {}

    private static final List<AgeGroup> AGES = List.of(
            below("under 1 day", 1),
            below("1 to 3 days", 3),
            below("3 to 7 days", 7),
            below("7 to 14 days", 14),
            below("14 to 30 days", 30),
            below("30 to 90 days", 90),
            new AgeGroup("over 90 days", Long.MAX_VALUE));

    private static AgeGroup below(String name, int days) {
        return new AgeGroup(name, Duration.ofDays(days).toMillis() * 1_000);
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static By named(String name) {
        return named(name, EnumSet.allOf(By.class));
    }

    static By named(String name, Set<By> allowed) {
        return allowed.stream()
                .filter(by -> by.toString().equals(name))
                .findAny()
                .orElseThrow(() -> Problems.badRequest(new Violation(
                        "by",
                        "must be one of " + allowed.stream().map(By::toString).collect(Collectors.joining(", ")))));
    }

    /** How many groups there may be. */
    int groups(Book book) {
        return switch (this) {
            case STAGE -> BacklogStage.values().length;
            case CHANNEL -> book.channels.size();
            case PRIORITY -> Priority.values().length;
            case LOCATION -> book.locations.size() + 1;
            case SKU -> book.skus.size();
            case CUSTOMER -> book.customers.size();
            case AGE -> AGES.size();
        };
    }

    int groupOf(Standing standing, int entry) {
        var book = standing.book;
        return switch (this) {
            case STAGE -> standing.stage(entry);
            case CHANNEL -> book.orders.channel(standing.order(entry));
            case PRIORITY -> book.orders.priority(standing.order(entry)).ordinal();
            case LOCATION -> standing.location(entry) + 1;
            case SKU -> book.lines.sku(standing.line(entry));
            case CUSTOMER -> book.orders.customer(standing.order(entry));
            case AGE -> ageGroup(standing.age(entry));
        };
    }

    private static int ageGroup(long age) {
        var group = 0;
        while (age >= AGES.get(group).below()) {
            group++;
        }
        return group;
    }

    String nameOf(Book book, int group) {
        return switch (this) {
            case STAGE -> BacklogStage.values()[group].name();
            case CHANNEL -> book.channels.text(group);
            case PRIORITY -> Priority.values()[group].name();
            case LOCATION -> group == 0 ? "" : book.locations.text(group - 1);
            case SKU -> book.skus.text(group);
            case CUSTOMER -> book.customers.text(group);
            case AGE -> AGES.get(group).name();
        };
    }
}
