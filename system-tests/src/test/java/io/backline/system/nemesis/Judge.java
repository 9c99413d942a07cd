package io.backline.system.nemesis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.backline.demo.invariant.Chronicle;
import io.backline.demo.invariant.Invariants;
import io.backline.demo.invariant.Quiet;
import io.backline.demo.invariant.Store;
import io.backline.demo.invariant.Stores;
import io.backline.demo.invariant.Turns;
import io.backline.demo.invariant.Violation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Compares what everybody was told with what is, over all stores, topics and mails. */
final class Judge implements AutoCloseable {
    static final String DATABASES = "databases";

    private final Stores stores;
    private final Trade trade;
    private final LetterBox letterBox;
    private final Quiet quiet;
    private final Chronicle chronicle;
    private final Turns turns;
    private final Set<String> told = new HashSet<>();
    private int repeatedMails;

    Judge(Site site, Trade trade) {
        this.stores = site.stores();
        this.trade = trade;
        this.letterBox = site.letterBox();
        this.quiet = new Quiet(stores, site.kafka(), "");
        this.chronicle = new Chronicle(stores, site.kafka(), "");
        this.turns = new Turns(stores, site.kafka(), "");
    }

    Quiet.Rest awaitQuiet(Duration patience) throws SQLException {
        return quiet.await(patience, progress -> {});
    }

    /** What is broken and was not before; nothing, if all is well. */
    List<Finding> check(boolean mailMayRepeat) throws SQLException {
        return Stream.of(
                        seenIn(
                                "stores",
                                new Invariants(stores)
                                        .check().stream()
                                                .map(Violation::toString)
                                                .toList()),
                        seenIn("stream of orders", chronicle.check()),
                        seenIn("stream of allocations", turns.check()),
                        seenIn("answers to customers", orders()),
                        seenIn("answers to customers", cancellations()),
                        seenIn("answers to customers", trade.surprises()),
                        seenIn("answers to warehouses", warehouseEvents()),
                        seenIn("mails", mails(mailMayRepeat)),
                        seenIn(DATABASES, Promises.locks(deadlocks())))
                .flatMap(findings -> findings)
                .filter(finding -> told.add(finding.words()))
                .toList();
    }

    private static Stream<Finding> seenIn(String place, List<String> broken) {
        return broken.stream().map(words -> new Finding(place, words));
    }

    private List<String> orders() throws SQLException {
        var stored =
                stores.rows(Store.ORDER, "select external_id, order_id from orders where channel = 'nemesis'").stream()
                        .collect(groupingBy(
                                row -> row.get("external_id"),
                                mapping(row -> UUID.fromString(row.get("order_id")), toList())));
        return Promises.orders(trade.customers().acknowledged(), stored);
    }

    private List<String> cancellations() throws SQLException {
        var open = ids(Store.ORDER, "select distinct order_id from order_line where ordered > cancelled").stream()
                .map(UUID::fromString)
                .collect(toSet());
        return Promises.cancellations(trade.customers().cancelled().keySet(), open);
    }

    private List<String> warehouseEvents() throws SQLException {
        var confirmed = new HashSet<>(trade.courier().delivered());
        confirmed.addAll(trade.warehouse().bridged());
        return Promises.warehouseEvents(
                confirmed,
                ids(Store.INVENTORY, "select event_id from inbox where source = '" + Courier.SOURCE + "'"),
                ids(Store.INVENTORY, "select convert_from(headers, 'UTF8') from dead_letter"));
    }

    private List<String> mails(boolean mayRepeat) throws SQLException {
        var arrived = letterBox.arrived();
        var notices = stores.rows(Store.NOTIFICATION, """
                select headers ->> 'Message-ID' as id, state from sent_mail join notice using (notice_id)
                """).stream()
                .collect(toMap(row -> row.get("id"), row -> row.get("state")));
        var before = repeatedMails;
        repeatedMails = arrived.values().stream().mapToInt(times -> times - 1).sum();
        return Stream.of(Promises.mails(notices, arrived), Promises.repeatedMails(before, repeatedMails, mayRepeat))
                .flatMap(List::stream)
                .toList();
    }

    /** How often a mail came that had come before. */
    int repeatedMails() {
        return repeatedMails;
    }

    private Map<Store, Long> deadlocks() throws SQLException {
        var deadlocks = new EnumMap<Store, Long>(Store.class);
        for (var store : Store.values()) {
            deadlocks.put(
                    store,
                    stores.number(store, "select deadlocks from pg_stat_database where datname = current_database()"));
        }
        return deadlocks;
    }

    private Set<String> ids(Store store, String query) throws SQLException {
        return stores.rows(store, query).stream()
                .map(row -> row.values().iterator().next())
                .collect(toSet());
    }

    @Override
    public void close() {
        quiet.close();
        chronicle.close();
        turns.close();
    }
}
