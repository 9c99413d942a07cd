package io.backline.order.console;

import io.backline.events.BacklogStage;
import io.backline.events.HoldKind;
import io.backline.events.Priority;
import io.backline.events.Text;
import io.backline.order.order.Cancellation;
import io.backline.order.order.Cancellation.UnitsOfLine;
import io.backline.order.order.History;
import io.backline.order.order.Hold;
import io.backline.order.order.Lift;
import io.backline.order.order.OrderChange;
import io.backline.order.order.OrderDesk;
import io.backline.order.order.OrderSearch;
import io.backline.order.order.OrderSearch.Filter;
import io.backline.order.order.OrderView;
import io.backline.order.order.OrderView.LineView;
import io.backline.order.order.SeenVersion;
import io.backline.web.Cursor;
import io.backline.web.IdempotencyKeys;
import io.backline.web.Problems;
import io.backline.web.Violation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Orders: found, looked at, acted upon. */
@Path("/orders")
@Produces(MediaType.TEXT_HTML)
class OrderPages {
    private static final int ROWS = 50;
    private static final int FACTS = 200;
    private static final int NOTICES = 100;
    /** Notices for who loads a part of the page again that does not show them. */
    private static final CompletableFuture<Answer<Notices>> NOT_ASKED =
            CompletableFuture.completedFuture(Answer.of(new Notices(List.of())));
    /** Who acts, where nobody says a name. */
    static final String SOMEBODY = "console";

    private final OrderSearch search;
    private final OrderDesk desk;
    private final History history;
    private final IdempotencyKeys keys;
    private final Neighbours neighbours;
    private final Clock clock;

    OrderPages(
            OrderSearch search,
            OrderDesk desk,
            History history,
            IdempotencyKeys keys,
            Neighbours neighbours,
            Clock clock) {
        this.search = search;
        this.desk = desk;
        this.history = history;
        this.keys = keys;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance orders(Found found);

        static native TemplateInstance order(Shown shown);
    }

    /** What was looked for, as it was typed. */
    record Wanted(String externalId, String customerId, String sku, String channel, String stage) {
        private Filter filter() {
            return new Filter(
                    orNull(channel), orNull(externalId), stageOrNull(), orNull(sku), orNull(customerId), null);
        }

        private @Nullable BacklogStage stageOrNull() {
            try {
                return stage.isEmpty() ? null : BacklogStage.valueOf(stage);
            } catch (IllegalArgumentException unknown) {
                throw Problems.badRequest(new Violation("stage", "is not a stage"));
            }
        }

        public boolean isNothing() {
            return filter().equals(new Filter(null, null, null, null, null, null));
        }

        private Link link() {
            return new Link("/orders")
                    .with("externalId", externalId)
                    .with("customerId", customerId)
                    .with("sku", sku)
                    .with("channel", channel)
                    .with("stage", stage);
        }
    }

    record Row(OrderView order, Bar bar, long units, Map<String, String> value) {
        static Row of(OrderView order) {
            return new Row(order, Bar.of(order), unitsOf(order), valueOf(order));
        }
    }

    record Found(
            Wanted wanted,
            List<BacklogStage> stages,
            long count,
            List<Row> rows,
            String here,
            String first,
            @Nullable String next) {}

    @GET
    public Response orders(
            @RestQuery @Nullable String q,
            @RestQuery @Nullable String externalId,
            @RestQuery @Nullable String customerId,
            @RestQuery @Nullable String sku,
            @RestQuery @Nullable String channel,
            @RestQuery @Nullable String stage,
            @RestQuery @Nullable String cursor) {
        var jump = sought("q", q);
        var order = jump.isEmpty() ? null : orderOf(jump);
        if (order != null) {
            return Response.seeOther(URI.create("/orders/" + order)).build();
        }
        var wanted = new Wanted(
                jump.isEmpty() ? sought("externalId", externalId) : jump,
                sought("customerId", customerId),
                sought("sku", sku),
                sought("channel", channel),
                typed(stage));
        var page = search.page(wanted.filter(), ROWS, Cursor.read(orNull(typed(cursor)), 2))
                .map(OrderView::of);
        var found = new Found(
                wanted,
                List.of(BacklogStage.values()),
                search.count(wanted.filter()),
                page.items().stream().map(Row::of).toList(),
                wanted.link().with("cursor", cursor).toString(),
                wanted.link().toString(),
                page.next() == null
                        ? null
                        : wanted.link().with("cursor", page.next()).toString());
        return Response.ok(Templates.orders(found)).build();
    }

    /** The one order that is meant by its own id or, if only one channel knows it, by the shop's. */
    private @Nullable UUID orderOf(String text) {
        var own = idOrNull(text);
        if (own != null && search.find(own).isPresent()) {
            return own;
        }
        var found = search.page(new Filter(null, text, null, null, null, null), 2, null)
                .items();
        return found.size() == 1 ? OrderView.of(found.getFirst()).orderId() : null;
    }

    private static @Nullable UUID idOrNull(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    record LineRow(LineView line, Bar bar, int cancellable) {}

    record Notice(
            UUID noticeId,
            String kind,
            String state,
            Instant at,
            @Nullable Instant sentAt,
            @Nullable String failure) {}

    record Notices(List<Notice> items) {}

    record Shown(
            OrderView order,
            List<LineRow> lines,
            Bar bar,
            long units,
            Map<String, String> value,
            boolean isClosed,
            List<Told> facts,
            String here,
            @Nullable String later,
            @Nullable String first,
            List<Notice> notices,
            @Nullable String noticesTrouble,
            List<HoldKind> kinds,
            List<Priority> priorities,
            UUID form,
            @Nullable String done,
            @Nullable String refused) {}

    @GET
    @Path("{orderId}")
    public TemplateInstance order(
            @RestPath UUID orderId,
            @RestQuery @Nullable String done,
            @RestQuery @Nullable String cursor,
            @RestHeader("HX-Request") @Nullable String part) {
        var notices = part == null ? notices(orderId) : NOT_ASKED;
        return page(orderId, done, null, cursor, notices);
    }

    private CompletableFuture<Answer<Notices>> notices(UUID orderId) {
        return neighbours
                .notification()
                .list("/api/v1/notices?limit=" + NOTICES + "&orderId=" + orderId, Notices.class);
    }

    private TemplateInstance page(
            UUID orderId,
            @Nullable String done,
            @Nullable String refused,
            @Nullable String cursor,
            CompletableFuture<Answer<Notices>> asked) {
        var order = search.find(orderId)
                .map(OrderView::of)
                .orElseThrow(() -> Problems.notFound("order " + orderId + " is not known"));
        var facts = history.of(orderId, FACTS, Cursor.read(cursor, 3));
        var notices = asked.join();
        return Templates.order(new Shown(
                order,
                order.lines().stream()
                        .map(line -> new LineRow(
                                line, Bar.of(order, line), line.ordered() - line.cancelled() - line.picked()))
                        .toList(),
                Bar.of(order),
                unitsOf(order),
                valueOf(order),
                !order.stage().isOpen() || order.stage() == BacklogStage.SHIPPED,
                facts.items().stream().map(Told::of).toList(),
                new Link("/orders/" + orderId).with("cursor", cursor).toString(),
                facts.next() == null
                        ? null
                        : new Link("/orders/" + orderId)
                                .with("cursor", facts.next())
                                .toString(),
                cursor == null ? null : "/orders/" + orderId,
                notices.found() == null ? List.of() : notices.found().items(),
                notices.trouble(),
                List.of(HoldKind.values()),
                List.of(Priority.values()),
                UUID.randomUUID(),
                doneInWords(done),
                refused));
    }

    private static @Nullable String doneInWords(@Nullable String done) {
        return switch (done == null ? "" : done) {
            case "held" -> "The order is held.";
            case "lifted" -> "The hold is lifted.";
            case "priority" -> "The priority is changed.";
            case "cancelled" -> "What was asked for is cancelled.";
            default -> null;
        };
    }

    @POST
    @Path("{orderId}/hold")
    public Response hold(
            @RestPath UUID orderId,
            @RestForm @Nullable UUID form,
            @RestForm HoldKind kind,
            @RestForm @Text String reason,
            @RestForm @Nullable String by) {
        var hold = new Hold(holdId(form, orderId), kind, reason, now(), named(by), null);
        return act(orderId, "held", () -> desk.hold(orderId, new SeenVersion(null), hold));
    }

    /** A form that is sent again means the hold it set before, of each order. */
    static UUID holdId(@Nullable UUID form, UUID orderId) {
        return UUID.nameUUIDFromBytes((made(form) + "/" + orderId).getBytes(StandardCharsets.UTF_8));
    }

    private static UUID made(@Nullable UUID form) {
        if (form == null) {
            throw Problems.badRequest(new Violation("form", "is missing: load the page again"));
        }
        return form;
    }

    @POST
    @Path("{orderId}/holds/{holdId}/lift")
    public Response lift(
            @RestPath UUID orderId,
            @RestPath UUID holdId,
            @RestForm @Nullable String reason,
            @RestForm @Nullable String by) {
        return act(
                orderId,
                "lifted",
                () -> desk.lift(
                        orderId, new SeenVersion(null), new Lift(holdId, now(), named(by), reasonOrNull(reason))));
    }

    @POST
    @Path("{orderId}/priority")
    public Response priority(
            @RestPath UUID orderId, @RestForm Priority priority, @RestForm int version, @RestForm @Nullable String by) {
        return act(
                orderId,
                "priority",
                () -> desk.change(
                        orderId,
                        new SeenVersion("\"" + version + "\""),
                        new OrderChange(priority, null, null, named(by), null)));
    }

    @POST
    @Path("{orderId}/cancel")
    public Response cancel(
            @RestPath UUID orderId,
            @RestForm @Nullable UUID form,
            @RestForm List<Integer> line,
            @RestForm List<String> units,
            @RestForm @Text String reason,
            @RestForm @Nullable String by) {
        var key = made(form).toString();
        var wanted = new Cancellation(unitsOf(line, units), reason, named(by), null);
        return act(orderId, "cancelled", () -> QuarkusTransaction.requiringNew()
                .run(() -> cancelOnce(orderId, key, wanted)));
    }

    private void cancelOnce(UUID orderId, String key, Cancellation wanted) {
        keys.once(key, "POST /orders/" + orderId + "/cancel", wanted, () -> {
            desk.cancel(orderId, new SeenVersion(null), wanted);
            return Response.ok().build();
        });
    }

    private static List<UnitsOfLine> unitsOf(List<Integer> lines, List<String> units) {
        var named = new ArrayList<UnitsOfLine>();
        for (var i = 0; i < Math.min(lines.size(), units.size()); i++) {
            var typed = typed(units.get(i));
            if (!typed.isEmpty() && !typed.equals("0")) {
                named.add(new UnitsOfLine(lines.get(i), number(typed)));
            }
        }
        if (named.isEmpty()) {
            throw Problems.badRequest(new Violation("units", "name how many units of a line to cancel"));
        }
        return named;
    }

    private static int number(String typed) {
        try {
            var number = Integer.parseInt(typed);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw Problems.badRequest(new Violation("units", "must be whole numbers"));
        }
        throw Problems.badRequest(new Violation("units", "must be positive"));
    }

    /** Done and shown, by an address that can be loaded again; or the order as it is, with why not. */
    private Response act(UUID orderId, String done, Runnable action) {
        try {
            action.run();
        } catch (HttpProblem refusal) {
            if (refusal.getStatusCode() == 404 && search.find(orderId).isEmpty()) {
                throw refusal;
            }
            return Response.status(refusal.getStatusCode())
                    .entity(page(orderId, null, refusal.getDetail(), null, notices(orderId)))
                    .build();
        }
        return Response.seeOther(URI.create("/orders/" + orderId + "?done=" + done))
                .build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A field that is left empty is sent all the same, so that constraints for what may be left out do not fit. */
    static String named(@Nullable String by) {
        var name = printable("by", by, 128);
        return name.isEmpty() ? SOMEBODY : name;
    }

    static @Nullable String reasonOrNull(@Nullable String reason) {
        return orNull(printable("reason", reason, 500));
    }

    static String sought(String field, @Nullable String text) {
        return printable(field, text, 128);
    }

    static String printable(String field, @Nullable String text, int most) {
        var typed = typed(text);
        if (typed.length() > most || typed.codePoints().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest(
                    new Violation(field, "must be at most " + most + " characters without control characters"));
        }
        return typed;
    }

    private static long unitsOf(OrderView order) {
        return order.lines().stream()
                .mapToLong(line -> line.ordered() - line.cancelled())
                .sum();
    }

    /** What is still wanted, delivered or not. */
    private static Map<String, String> valueOf(OrderView order) {
        var sum = BigDecimal.ZERO;
        for (var line : order.lines()) {
            var units = BigDecimal.valueOf(line.ordered() - line.cancelled());
            sum = sum.add(new BigDecimal(line.unitPrice()).multiply(units));
        }
        return new TreeMap<>(Map.of(order.currency(), sum.toPlainString()));
    }

    static String typed(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
