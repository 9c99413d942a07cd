package io.backline.system.nemesis;

import io.backline.demo.invariant.Chronicle;
import io.backline.demo.invariant.Invariants;
import io.backline.demo.invariant.Quiet;
import io.backline.demo.invariant.Store;
import io.backline.demo.invariant.Stores;
import io.backline.demo.invariant.Violation;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what everybody was told with what is, over all stores, topics and mails. */
final class Judge implements AutoCloseable {
    private static final int SHOWN = 5;

    private final Stores stores;
    private final Trade trade;
    private final LetterBox letterBox;
    private final Quiet quiet;
    private final Chronicle chronicle;
    private final Set<String> told = new HashSet<>();
    private int repeatedMails;

    Judge(Site site, Trade trade) {
        this.stores = site.stores();
        this.trade = trade;
        this.letterBox = site.letterBox();
        this.quiet = new Quiet(stores, site.kafka(), "");
        this.chronicle = new Chronicle(stores, site.kafka(), "");
    }

    Quiet.Rest awaitQuiet(Duration patience) throws SQLException {
        return quiet.await(patience, progress -> {});
    }

    /** What is broken and was not before; nothing, if all is well. */
    List<String> check(boolean mailMayRepeat) throws SQLException {
        return Stream.of(
                        new Invariants(stores)
                                .check().stream().map(Violation::toString).toList(),
                        chronicle.check(),
                        orders(),
                        cancellations(),
                        warehouseEvents(),
                        mails(mailMayRepeat),
                        trade.surprises())
                .flatMap(List::stream)
                .filter(told::add)
                .toList();
    }

    private List<String> orders() throws SQLException {
        var stored = pairs(Store.ORDER, "select external_id, order_id from orders where channel = 'nemesis'");
        var told = new HashMap<String, String>();
        trade.customers().acknowledged().forEach((externalId, orderId) -> told.put(externalId, orderId.toString()));
        var wrong = new ArrayList<String>();
        told.forEach((externalId, orderId) -> {
            if (!orderId.equals(stored.get(externalId))) {
                wrong.add(externalId + " was acknowledged as " + orderId + ", there is " + stored.get(externalId));
            }
        });
        stored.keySet().stream()
                .filter(externalId -> !told.containsKey(externalId))
                .forEach(externalId -> wrong.add(externalId + " is there, although every posted order was answered"));
        return named("I2: an acknowledged order exists exactly once", wrong);
    }

    private List<String> cancellations() throws SQLException {
        var open = ids(Store.ORDER, "select order_id from order_line where ordered > cancelled");
        var wrong = trade.customers().cancelled().keySet().stream()
                .map(Object::toString)
                .filter(open::contains)
                .toList();
        return named("I2: an order that was cancelled as a whole has no unit left", wrong);
    }

    private List<String> warehouseEvents() throws SQLException {
        var acted = ids(Store.INVENTORY, "select event_id from inbox where source = '" + Courier.SOURCE + "'");
        var putAside = String.join("", ids(Store.INVENTORY, "select convert_from(headers, 'UTF8') from dead_letter"));
        var wrong = Stream.concat(trade.courier().delivered().stream(), trade.warehouse().bridged().stream())
                .filter(id -> !acted.contains(id) && !putAside.contains(base64(id)))
                .toList();
        return named("I13: what Kafka or the bridge confirmed was handled or put aside", wrong);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> mails(boolean mayRepeat) throws SQLException {
        var arrived = letterBox.arrived();
        var wrong = new ArrayList<String>();
        var marked = stores.rows(Store.NOTIFICATION, """
                select headers ->> 'Message-ID' as id, state from sent_mail join notice using (notice_id)
                """).stream()
                .collect(Collectors.toMap(row -> row.get("id"), row -> row.get("state")));
        marked.forEach((id, state) -> {
            if (state.equals("SENT") && !arrived.containsKey(id)) {
                wrong.add(id + " is marked as sent, and no mail arrived");
            }
        });
        arrived.keySet().stream()
                .filter(id -> !marked.containsKey(id))
                .forEach(id -> wrong.add(id + " arrived, and is no notice's"));
        var repeated = arrived.values().stream().mapToInt(times -> times - 1).sum();
        if (repeated > repeatedMails && !mayRepeat) {
            wrong.add((repeated - repeatedMails) + " mails arrived again although nothing was in doubt");
        }
        repeatedMails = repeated;
        return named("I6: a notice is a mail, repeated only where nobody can know whether it arrived", wrong);
    }

    /** How often a mail came that had come before. */
    int repeatedMails() {
        return repeatedMails;
    }

    private Map<String, String> pairs(Store store, String query) throws SQLException {
        return stores.rows(store, query).stream()
                .map(row -> List.copyOf(row.values()))
                .collect(Collectors.toMap(List::getFirst, List::getLast));
    }

    private Set<String> ids(Store store, String query) throws SQLException {
        return stores.rows(store, query).stream()
                .map(row -> row.values().iterator().next())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> named(String promise, List<String> wrong) {
        return wrong.isEmpty()
                ? List.of()
                : List.of(promise + ": broken " + wrong.size() + " times\n    "
                        + String.join("\n    ", wrong.subList(0, Math.min(SHOWN, wrong.size()))));
    }

    @Override
    public void close() {
        quiet.close();
        chronicle.close();
    }
}
