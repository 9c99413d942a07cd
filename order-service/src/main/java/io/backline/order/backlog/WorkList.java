package io.backline.order.backlog;

import io.backline.messaging.Values;
import io.backline.order.backlog.Ageing.Place;
import io.backline.order.backlog.Ageing.Wanted;
import io.backline.web.Cursor;
import io.backline.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The lines to work on, with what the shops call their orders: that alone the Book does not know. */
@ApplicationScoped
public class WorkList {
    private static final int CURSOR_KEYS = 6;

    private final Bookkeeper bookkeeper;
    private final Jdbi jdbi;

    WorkList(Bookkeeper bookkeeper, Jdbi jdbi) {
        this.bookkeeper = bookkeeper;
        this.jdbi = jdbi;
    }

    /** Where a list goes on; the first of its keys is the moment it is of. */
    public static @Nullable Cursor cursor(@Nullable String cursor) {
        return Cursor.read(cursor, CURSOR_KEYS);
    }

    private record Worst(Instant asOf, List<AgedLine> lines) {}

    /** What is wanted is said when its turn has come. */
    public AgeingView page(Supplier<Wanted> wanted, int limit, @Nullable Cursor from) {
        var after = from == null ? null : place(from);
        var worst = bookkeeper.read(book -> worst(book, wanted.get(), limit + 1, after));
        var page = Page.of(worst.lines, limit, line -> cursor(worst.asOf, line.place()));
        return new AgeingView(worst.asOf, named(page.items()), page.next());
    }

    private static Worst worst(Book book, Wanted wanted, int most, @Nullable Place after) {
        return new Worst(wanted.question().asOf(), Ageing.worst(book, wanted, most, after));
    }

    private static Cursor cursor(Instant asOf, Place place) {
        return Cursor.of(asOf, place.score(), place.since(), place.orderId(), place.lineNumber(), place.stage());
    }

    private static Place place(Cursor from) {
        return new Place(from.integer(1), from.number(2), from.uuid(3), from.integer(4), from.integer(5));
    }

    private List<AgedLine> named(List<AgedLine> lines) {
        var names = names(lines.stream().map(AgedLine::orderId).distinct().toList());
        return lines.stream().map(line -> line.named(names.get(line.orderId()))).toList();
    }

    private Map<UUID, String> names(List<UUID> orderIds) {
        return jdbi.withHandle(handle -> handle
                .createQuery("select order_id, external_id from orders where order_id = any(:ids)")
                .bind("ids", Values.ids(orderIds))
                .map((row, context) -> Map.entry(row.getObject("order_id", UUID.class), row.getString("external_id")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
