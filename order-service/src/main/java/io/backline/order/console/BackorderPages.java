package io.backline.order.console;

import io.backline.events.Priority;
import io.backline.order.backlog.BackorderSummary;
import io.backline.order.backlog.Backorders;
import io.backline.order.order.Order;
import io.backline.order.order.OrderSearch;
import io.backline.order.order.OrderView;
import io.backline.web.Cursor;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What waits for stock, by SKU; what inventory knows of it is asked there. */
@Path("/backorders")
@Produces(MediaType.TEXT_HTML)
class BackorderPages {
    /** Inventory is asked for each of them. */
    private static final int SKUS = 30;

    private static final int LINES = 100;

    private final Backorders backorders;
    private final OrderSearch search;
    private final Neighbours neighbours;
    private final Clock clock;

    BackorderPages(Backorders backorders, OrderSearch search, Neighbours neighbours, Clock clock) {
        this.backorders = backorders;
        this.search = search;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance backorders(Waiting waiting);

        static native TemplateInstance backorder(Queue queue);
    }

    record Inbound(
            String inboundId,
            @Nullable String supplierId,
            String location,
            long quantity,
            long received,
            Instant expectedAt) {
        public long open() {
            return Math.max(0, quantity - received);
        }
    }

    record AtLocation(String location, long onHand, long picked, long allocated, long available) {}

    record Stock(
            String sku,
            long onHand,
            long allocated,
            long available,
            long backordered,
            List<AtLocation> locations,
            List<Inbound> inbound,
            String policy) {
        public List<Inbound> coming() {
            return inbound.stream()
                    .filter(shipment -> shipment.open() > 0)
                    .sorted(Comparator.comparing(Inbound::expectedAt))
                    .toList();
        }

        public @Nullable Inbound next() {
            return coming().stream().findFirst().orElse(null);
        }
    }

    record Row(BackorderSummary waiting, @Nullable Stock stock) {}

    record Waiting(
            BackorderSummary total,
            List<Row> rows,
            @Nullable String trouble,
            Instant now,
            String here,
            @Nullable String first,
            @Nullable String next) {}

    @GET
    public TemplateInstance backorders(@RestQuery @Nullable String cursor) {
        var page = backorders.mostWaiting(SKUS, Cursor.read(cursor, 2));
        var asked = page.items().stream()
                .map(summary -> neighbours.inventory().get(stockOf(summary.sku()), Stock.class))
                .toList();
        var stocks = asked.stream().map(stock -> stock.join()).toList();
        var rows = new java.util.ArrayList<Row>();
        for (var i = 0; i < stocks.size(); i++) {
            rows.add(new Row(page.items().get(i), stocks.get(i).found()));
        }
        return Templates.backorders(new Waiting(
                backorders.total(null),
                rows,
                stocks.stream()
                        .map(Answer::trouble)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                clock.instant(),
                new Link("/backorders").with("cursor", cursor).toString(),
                cursor == null ? null : "/backorders",
                page.next() == null
                        ? null
                        : new Link("/backorders").with("cursor", page.next()).toString()));
    }

    /** A line in the queue as inventory tells it. */
    record Waits(
            long rank,
            UUID orderId,
            int lineNumber,
            int waiting,
            Priority priority,
            Instant placedAt,
            Instant since,
            long ahead,
            String why) {}

    record Lines(List<Waits> items, @Nullable String next) {}

    /** The same with the name the shop gave the order; without rank and reason where inventory is away. */
    record Place(
            String order,
            UUID orderId,
            int lineNumber,
            int waiting,
            Priority priority,
            Instant placedAt,
            Instant since,
            @Nullable Long rank,
            @Nullable Long ahead,
            @Nullable String why) {}

    record Queue(
            String sku,
            BackorderSummary total,
            @Nullable Stock stock,
            @Nullable String stockTrouble,
            List<Place> places,
            @Nullable String trouble,
            boolean isPart,
            Instant now) {}

    @GET
    @Path("{sku:.+}")
    public TemplateInstance backorder(@RestPath String sku) {
        var asked = neighbours.inventory().get(stockOf(sku), Stock.class);
        var lines = neighbours
                .inventory()
                .get(stockOf(sku) + "/queue?limit=" + LINES, Lines.class)
                .join();
        var places = lines.found() == null ? ofOurOwn(sku) : named(lines.found().items());
        var stock = asked.join();
        var total = backorders.total(sku);
        return Templates.backorder(new Queue(
                sku,
                total,
                stock.found(),
                stock.trouble(),
                places,
                lines.trouble(),
                total.lines() > places.size(),
                clock.instant()));
    }

    private List<Place> named(List<Waits> lines) {
        var names = names(lines.stream().map(Waits::orderId).distinct().toList());
        return lines.stream()
                .map(line -> new Place(
                        names.getOrDefault(line.orderId(), line.orderId().toString()),
                        line.orderId(),
                        line.lineNumber(),
                        line.waiting(),
                        line.priority(),
                        line.placedAt(),
                        line.since(),
                        line.rank(),
                        line.ahead(),
                        line.why()))
                .toList();
    }

    private List<Place> ofOurOwn(String sku) {
        var lines =
                backorders.page(sku, null, null, clock.instant(), LINES, null).items();
        var names = names(lines.stream().map(line -> line.orderId()).distinct().toList());
        return lines.stream()
                .map(line -> new Place(
                        names.getOrDefault(line.orderId(), line.orderId().toString()),
                        line.orderId(),
                        line.lineNumber(),
                        line.backordered(),
                        line.priority(),
                        line.placedAt(),
                        line.since(),
                        null,
                        null,
                        null))
                .toList();
    }

    private Map<UUID, String> names(List<UUID> orderIds) {
        return search.find(orderIds).values().stream()
                .map(BackorderPages::view)
                .collect(Collectors.toMap(OrderView::orderId, OrderView::externalId));
    }

    private static OrderView view(Order order) {
        return OrderView.of(order);
    }

    private static String stockOf(String sku) {
        return "/api/v1/stock/" + Words.encoded(sku);
    }
}
