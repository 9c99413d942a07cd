package io.backline.order.console;

import io.backline.events.Priority;
import io.backline.order.backlog.Backorder;
import io.backline.order.backlog.BackorderSummary;
import io.backline.order.backlog.Backorders;
import io.backline.order.order.Order;
import io.backline.order.order.OrderSearch;
import io.backline.order.order.OrderView;
import io.backline.web.Cursor;
import io.backline.web.Page;
import io.quarkiverse.resteasy.problem.HttpProblem;
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
import java.util.concurrent.CompletableFuture;
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
    private static final int LONGEST = 64;

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
            String here,
            @Nullable String first,
            @Nullable String next) {}

    @GET
    public TemplateInstance backorders(@RestQuery @Nullable String cursor) {
        var page = backorders.mostWaiting(SKUS, Cursor.read(cursor, 2));
        var asked = page.items().stream().map(summary -> stock(summary.sku())).toList();
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
            String here,
            @Nullable String first,
            @Nullable String next,
            Instant now) {}

    @GET
    @Path("{sku:.+}")
    public TemplateInstance backorder(@RestPath String sku, @RestQuery @Nullable String cursor) {
        OrderPages.printable("sku", sku, LONGEST);
        var asked = stock(sku);
        var lines = queue(sku, cursor).join();
        var places = lines.found() == null
                ? ofOurOwn(sku, cursor)
                : new Page<>(named(lines.found().items()), lines.found().next());
        var stock = asked.join();
        var page = "/backorders/" + Words.encoded(sku);
        return Templates.backorder(new Queue(
                sku,
                backorders.total(sku),
                stock.found(),
                stock.trouble(),
                places.items(),
                lines.trouble(),
                new Link(page).with("cursor", cursor).toString(),
                cursor == null ? null : page,
                places.next() == null
                        ? null
                        : new Link(page).with("cursor", places.next()).toString(),
                clock.instant()));
    }

    private CompletableFuture<Answer<Stock>> stock(String sku) {
        return isNoSegment(sku)
                ? CompletableFuture.completedFuture(Answer.nothing())
                : neighbours.inventory().find("/api/v1/stock/" + Words.encoded(sku), Stock.class);
    }

    private CompletableFuture<Answer<Lines>> queue(String sku, @Nullable String cursor) {
        var queue = new Link("/api/v1/stock/" + Words.encoded(sku) + "/queue")
                .with("limit", LINES)
                .with("cursor", cursor);
        return isNoSegment(sku)
                ? CompletableFuture.completedFuture(Answer.nothing())
                : neighbours.inventory().find(queue.toString(), Lines.class);
    }

    /** Names that an address cannot hold: it would be another address. */
    private static boolean isNoSegment(String sku) {
        return sku.equals(".") || sku.equals("..");
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

    /** Who has begun to read inventory's list cannot go on in ours: there is nothing then. */
    private Page<Place> ofOurOwn(String sku, @Nullable String cursor) {
        var from = ours(cursor);
        if (cursor != null && from == null) {
            return new Page<>(List.of(), null);
        }
        var lines = backorders.page(sku, null, null, clock.instant(), LINES, from);
        var names =
                names(lines.items().stream().map(Backorder::orderId).distinct().toList());
        return lines.map(line -> new Place(
                names.getOrDefault(line.orderId(), line.orderId().toString()),
                line.orderId(),
                line.lineNumber(),
                line.backordered(),
                line.priority(),
                line.placedAt(),
                line.since(),
                null,
                null,
                null));
    }

    private static @Nullable Cursor ours(@Nullable String cursor) {
        try {
            return Cursor.read(cursor, 3);
        } catch (HttpProblem inventorys) {
            return null;
        }
    }

    private Map<UUID, String> names(List<UUID> orderIds) {
        return search.find(orderIds).values().stream()
                .map(BackorderPages::view)
                .collect(Collectors.toMap(OrderView::orderId, OrderView::externalId));
    }

    private static OrderView view(Order order) {
        return OrderView.of(order);
    }
}
