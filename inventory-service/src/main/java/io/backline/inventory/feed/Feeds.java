package io.backline.inventory.feed;

import static io.backline.events.Streams.STOCK;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.backline.inventory.feed.Feed.Gap;
import io.backline.inventory.feed.Missing.Range;
import io.backline.messaging.Message;
import io.backline.messaging.Numbered;
import io.backline.messaging.Outbox;
import io.backline.messaging.Rows;
import io.backline.messaging.Values;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Watches the numbers of events where a source numbers them. Events of one source come by several partitions, so a number is missing only when it has not
 * come for a while; then it is reported, and nothing is guessed.
 */
@ApplicationScoped
public class Feeds {
    private final Duration patience;
    private final Outbox outbox;
    private final Jdbi jdbi;

    Feeds(@ConfigProperty(name = "backline.feed-gap.patience") Duration patience, Outbox outbox, Jdbi jdbi) {
        this.patience = patience;
        this.outbox = outbox;
        this.jdbi = jdbi;
    }

    /** Notes the numbers of these messages; a gap is reported under the SKU that its source told of last. */
    @Transactional(TxType.MANDATORY)
    public <E> void saw(List<Message<E>> messages, Function<Message<E>, @Nullable String> sku) {
        var numbered = messages.stream()
                .filter(message -> message.sequence() != null)
                .collect(groupingBy(Message::source, TreeMap::new, toList()));
        jdbi.useHandle(handle -> numbered.forEach((source, told) -> {
            var numbers = told.stream()
                    .map(message -> requireNonNull(message.sequence()))
                    .toList();
            note(handle, source, numbers, sku.apply(told.getLast()));
        }));
    }

    /** Notes numbers of whose messages no more is known than that they came: they are not missing. */
    @Transactional(TxType.MANDATORY)
    public void saw(List<Numbered> came) {
        var numbers =
                came.stream().collect(groupingBy(Numbered::source, TreeMap::new, mapping(Numbered::number, toList())));
        jdbi.useHandle(handle -> numbers.forEach((source, ofSource) -> note(handle, source, ofSource, null)));
    }

    private static void note(Handle handle, String source, List<Long> numbers, @Nullable String sku) {
        var feed = lock(handle, source, Collections.min(numbers));
        numbers.forEach(number -> feed.saw(number, Instant.now()));
        write(handle, source, feed, sku);
    }

    /** How far the source has come, with the gaps that numbers from {@code lowest} on may fill. */
    private static Feed lock(Handle handle, String source, long lowest) {
        handle.createUpdate("insert into feed (source) values (:source) on conflict do nothing")
                .bind("source", source)
                .execute();
        var highest = handle.createQuery("select highest from feed where source = :source for update")
                .bind("source", source)
                .mapTo(Long.class)
                .list();
        var gaps = handle.createQuery("select * from feed_gap where source = :source and last >= :lowest")
                .bind("source", source)
                .bind("lowest", lowest)
                .map((row, context) -> new Gap(
                        row.getLong("first"),
                        row.getLong("last"),
                        row.getTimestamp("noticed_at").toInstant(),
                        instant(row.getTimestamp("reported_at"))))
                .list();
        return new Feed(highest.getFirst(), gaps);
    }

    private static void write(Handle handle, String source, Feed feed, @Nullable String sku) {
        var gaps = List.copyOf(feed.opened());
        handle.createUpdate("update feed set highest = :highest, sku = coalesce(:sku, sku) where source = :source")
                .bind("highest", feed.highest())
                .bind("sku", sku)
                .bind("source", source)
                .execute();
        handle.createUpdate("delete from feed_gap where source = :source and first = any(:closed)")
                .bind("source", source)
                .bind("closed", Values.positions(feed.closed()))
                .execute();
        Rows.of(handle.createUpdate("""
                        insert into feed_gap (source, first, last, noticed_at, reported_at)
                        select :source, * from unnest(:firsts, :lasts, :noticed, :reported)
                        on conflict (source, first) do update set last = excluded.last
                        """).bind("source", source), gaps)
                .positions("firsts", Gap::first)
                .positions("lasts", Gap::last)
                .times("noticed", Gap::noticedAt)
                .times("reported", Gap::reportedAt)
                .statement()
                .execute();
    }

    /** Reports every gap once that has stayed open for long enough: all gaps of a source together, for a source that numbers sparsely has very many. */
    @Transactional
    void reportGaps() {
        jdbi.useHandle(handle -> handle.createQuery("""
                        with open as (
                            select feed_gap.source, first from feed_gap join feed using (source)
                            where reported_at is null and noticed_at < :before and sku is not null
                            for update of feed, feed_gap skip locked),
                        reported as (
                            update feed_gap as gap set reported_at = now() from open, feed
                            where gap.source = open.source and gap.first = open.first and feed.source = gap.source
                            returning gap.source, gap.first, gap.last, sku),
                        placed as (
                            select *, row_number() over (partition by source order by first) <= :named as is_named from reported)
                        select source, sku, array_agg(first order by first) filter (where is_named) as firsts,
                            array_agg(last order by first) filter (where is_named) as lasts,
                            coalesce(sum(last::numeric - first + 1) filter (where not is_named), 0) as more,
                            count(*) filter (where not is_named) as more_ranges
                        from placed group by source, sku order by source
                        """)
                .bind("before", Instant.now().minus(patience))
                .bind("named", Missing.RANGES_NAMED)
                .map((row, context) -> missing(row))
                .list()
                .forEach(missing -> outbox.add(STOCK, missing.report(), Instant.now())));
    }

    private static Missing missing(ResultSet row) throws SQLException {
        var firsts = (Long[]) row.getArray("firsts").getArray();
        var lasts = (Long[]) row.getArray("lasts").getArray();
        var named = IntStream.range(0, firsts.length)
                .mapToObj(range -> new Range(firsts[range], lasts[range]))
                .toList();
        return new Missing(
                row.getString("source"),
                row.getString("sku"),
                named,
                row.getBigDecimal("more"),
                row.getLong("more_ranges"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
