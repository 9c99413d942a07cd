package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lines to work on now, worst first: each line once in every open stage where it has units, since the oldest of them came there. */
public final class Ageing {
    private static final BacklogStage[] STAGES = BacklogStage.values();
    private static final double PRICE_UNIT = 1e6;

    private final Book book;
    private final Standing standing;
    private final long[] yardsticks;

    /** Which lines are asked for; what is null does not matter. */
    public record Wanted(
            Question question,
            @Nullable Boolean overdue,
            @Nullable Boolean overP85) {}

    /** Where a line stands in the list. The score is in thousandths; among equals that which stands longest comes first, and no two are the same. */
    record Place(int score, long since, UUID orderId, int lineNumber, int stage) implements Comparable<Place> {
        private static final Comparator<Place> WORST_FIRST = Comparator.comparingInt(Place::score)
                .reversed()
                .thenComparingLong(Place::since)
                .thenComparing(Place::orderId)
                .thenComparingInt(Place::lineNumber)
                .thenComparingInt(Place::stage);

        @Override
        public int compareTo(Place other) {
            return WORST_FIRST.compare(this, other);
        }
    }

    private record Candidate(Place place, int entry) {}

    private Ageing(Book book, Standing standing) {
        this.book = book;
        this.standing = standing;
        yardsticks = book.yardsticks.of(standing.at);
    }

    /** At most so many, those after a place if one is given. */
    static List<AgedLine> worst(Book book, Wanted wanted, int most, @Nullable Place after) {
        var question = wanted.question;
        var at = Book.micros(question.asOf());
        try (var standing = Standing.of(book, at, new Filter(book, question), false)) {
            return new Ageing(book, standing).worst(wanted, most, after);
        }
    }

    private List<AgedLine> worst(Wanted wanted, int most, @Nullable Place after) {
        var kept = new PriorityQueue<>(Comparator.comparing(Candidate::place).reversed());
        for (var entry = 0; entry < standing.size(); entry++) {
            if (!standing.counts(entry) || !isWanted(wanted, entry)) {
                continue;
            }
            var urgency = urgency(entry);
            if (kept.size() == most && urgency.scoreAtMost() < kept.element().place.score) {
                continue;
            }
            var place = place(entry, urgency.score());
            if (after == null || place.compareTo(after) > 0) {
                kept.add(new Candidate(place, entry));
            }
            if (kept.size() > most) {
                kept.remove();
            }
        }
        return kept.stream()
                .sorted(Comparator.comparing(Candidate::place))
                .map(candidate -> AgedLine.of(candidate.place, urgency(candidate.entry), standing, candidate.entry))
                .toList();
    }

    private boolean isWanted(Wanted wanted, int entry) {
        return (wanted.overdue == null || wanted.overdue == standing.isOverdue(entry))
                && (wanted.overP85 == null || wanted.overP85 == isOverYardstick(entry));
    }

    private boolean isOverYardstick(int entry) {
        var yardstick = yardsticks[standing.stage(entry)];
        return yardstick != Yardsticks.NONE && standing.age(entry) > yardstick;
    }

    private Urgency urgency(int entry) {
        var needBy = standing.needBy(entry);
        return new Urgency(
                STAGES[standing.stage(entry)],
                standing.age(entry),
                yardsticks[standing.stage(entry)],
                book.orders.priority(standing.order(entry)),
                needBy == Book.NEVER ? Book.NEVER : needBy - standing.at,
                standing.units(entry) * (standing.price(entry) / PRICE_UNIT));
    }

    private Place place(int entry, int score) {
        var line = standing.line(entry);
        return new Place(
                score,
                standing.since(entry),
                book.orders.id(standing.order(entry)),
                book.lines.number(line),
                standing.stage(entry));
    }
}
