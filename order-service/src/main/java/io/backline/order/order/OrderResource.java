package io.backline.order.order;

import io.backline.events.BacklogStage;
import io.backline.events.OptionalForeignId;
import io.backline.events.OptionalName;
import io.backline.events.OptionalText;
import io.backline.order.order.NewOrder.NewHold;
import io.backline.order.order.Placement.Failed;
import io.backline.order.order.Placement.Known;
import io.backline.order.order.Placement.Placed;
import io.backline.order.order.Placement.Taken;
import io.backline.web.Cursor;
import io.backline.web.IdempotencyKeys;
import io.backline.web.Limit;
import io.backline.web.Page;
import io.backline.web.Problems;
import io.backline.web.Violation;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "orders")
class OrderResource {
    private final OrderDesk desk;
    private final Gatherer gatherer;
    private final OrderCheck check;
    private final OrderSearch search;
    private final History history;
    private final IdempotencyKeys keys;
    private final Clock clock;

    OrderResource(
            OrderDesk desk,
            Gatherer gatherer,
            OrderCheck check,
            OrderSearch search,
            History history,
            IdempotencyKeys keys,
            Clock clock) {
        this.desk = desk;
        this.gatherer = gatherer;
        this.check = check;
        this.search = search;
        this.history = history;
        this.keys = keys;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Places an order; the same order again is answered with the one that is there")
    public Response place(@RestHeader("Idempotency-Key") @Nullable String key, @Nullable NewOrder order) {
        if (order == null) {
            throw Problems.badRequest(new Violation("", "a body is missing"));
        }
        var violations = check.violations(order);
        if (!violations.isEmpty()) {
            throw Problems.unprocessable("this order cannot be placed", violations);
        }
        var posting = new Posting(order, key == null ? null : IdempotencyKeys.checked(key));
        return switch (gatherer.place(posting)) {
            case Placed placed ->
                answer(201, placed.order(), OrderView.linkTo(placed.order().orderId()));
            case Known known -> answer(200, found(known.orderId()), OrderView.linkTo(known.orderId()));
            case Taken taken ->
                throw Problems.unprocessable("another order was posted under this name", taken.violation());
            case Failed failed -> throw Problems.unavailable("the order could not be placed now; post it again");
        };
    }

    @GET
    @Path("{orderId}")
    @Operation(summary = "An order; 304 if If-None-Match names its version")
    public Response order(@RestPath UUID orderId, @RestHeader("If-None-Match") @Nullable String version) {
        var order = found(orderId);
        return new SeenVersion(version).matches(order.version())
                ? Response.notModified(String.valueOf(order.version())).build()
                : answer(200, order);
    }

    @GET
    @Operation(summary = "Orders, those placed last first; a page of large orders ends early and has a next")
    public Page<OrderView> orders(
            @RestQuery @OptionalForeignId @Nullable String channel,
            @RestQuery @OptionalForeignId @Nullable String externalId,
            @RestQuery @Nullable BacklogStage stage,
            @RestQuery @OptionalName @Nullable String sku,
            @RestQuery @OptionalForeignId @Nullable String customerId,
            @RestQuery @Nullable Instant placedBefore,
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit,
            @RestQuery @Nullable String cursor) {
        var wanted = new OrderSearch.Filter(channel, externalId, stage, sku, customerId, placedBefore);
        return search.page(wanted, limit, Cursor.read(cursor, 2)).map(OrderView::of);
    }

    @GET
    @Path("{orderId}/history")
    @Operation(summary = "Every fact of the order with time and cause, in the order they became known")
    public Page<Fact> history(
            @RestPath UUID orderId,
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit,
            @RestQuery @Nullable String cursor) {
        found(orderId);
        return history.of(orderId, limit, Cursor.read(cursor, 3));
    }

    @POST
    @Path("{orderId}/cancellations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Cancels lines, or the whole order; 409 says what can still be cancelled")
    public Response cancel(
            @RestPath UUID orderId,
            @RestHeader("Idempotency-Key") @Nullable String key,
            @RestHeader("If-Match") @Nullable String version,
            @Nullable Cancellation cancellation) {
        var wanted = check.checked(cancellation, Cancellation::at);
        return keys.once(
                key,
                "POST /orders/" + orderId + "/cancellations",
                wanted,
                () -> answer(200, desk.cancel(orderId, new SeenVersion(version), wanted)));
    }

    @PATCH
    @Path("{orderId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Changes priority, needBy or shipping of the version that If-Match names; 409 once the order is closed")
    public Response change(
            @RestPath UUID orderId, @RestHeader("If-Match") @Nullable String version, @Nullable OrderChange change) {
        var wanted = check.checkedChange(change);
        if (version == null) {
            throw Problems.preconditionRequired();
        }
        return answer(200, desk.change(orderId, new SeenVersion(version), wanted));
    }

    @POST
    @Path("{orderId}/holds")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Holds the order: it keeps its allocation and its place in the queue, and is not picked")
    public Response hold(
            @RestPath UUID orderId,
            @RestHeader("Idempotency-Key") @Nullable String key,
            @RestHeader("If-Match") @Nullable String version,
            @Nullable NewHold newHold) {
        var wanted = check.checkedHold(newHold);
        return keys.once(key, "POST /orders/" + orderId + "/holds", wanted, () -> {
            var since = wanted.at() == null ? clock.instant() : wanted.at();
            var hold = wanted.since(since.truncatedTo(ChronoUnit.MICROS));
            var link = URI.create(OrderView.linkTo(orderId) + "/holds/" + hold.holdId());
            return answer(201, desk.hold(orderId, new SeenVersion(version), hold), link);
        });
    }

    @DELETE
    @Path("{orderId}/holds/{holdId}")
    @Operation(summary = "Lifts the hold; the last one lets the order go on")
    public Response lift(
            @RestPath UUID orderId,
            @RestPath UUID holdId,
            @RestHeader("If-Match") @Nullable String version,
            @RestQuery @OptionalForeignId @Nullable String by,
            @RestQuery @OptionalText @Nullable String reason,
            @RestQuery @Nullable Instant at) {
        check.checkTime(at).ifPresent(violation -> {
            throw Problems.badRequest(violation);
        });
        var lift = new Lift(holdId, (at == null ? clock.instant() : at).truncatedTo(ChronoUnit.MICROS), by, reason);
        return answer(200, desk.lift(orderId, new SeenVersion(version), lift));
    }

    private Order found(UUID orderId) {
        return search.find(orderId).orElseThrow(() -> Problems.notFound("order " + orderId + " is not known"));
    }

    private static Response answer(int status, Order order) {
        return answer(status, order, null);
    }

    private static Response answer(int status, Order order, @Nullable URI location) {
        return Response.status(status)
                .location(location)
                .tag(String.valueOf(order.version()))
                .entity(OrderView.of(order))
                .build();
    }
}
