package io.backline.order.backlog;

import io.backline.events.OptionalForeignId;
import io.backline.events.OptionalName;
import io.backline.web.Cursor;
import io.backline.web.Limit;
import io.backline.web.Page;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "backlog")
class BacklogResource {
    private final Backlog backlog;
    private final Backorders backorders;
    private final Clock clock;

    BacklogResource(Backlog backlog, Backorders backorders, Clock clock) {
        this.backlog = backlog;
        this.backorders = backorders;
        this.clock = clock;
    }

    @GET
    @Path("backlog")
    @Operation(
            summary = "All open orders by stage: how many, how much, since when",
            description =
                    "orders counts an order once, in its stage; lines and units count where the units stand. Ages are ISO 8601 durations of the lines"
                            + " that stand there now; overdue are lines whose order was needed before now.")
    public BacklogView backlog() {
        return backlog.asOf(clock.instant());
    }

    @GET
    @Path("backorders")
    @Operation(
            summary =
                    "Lines that wait for stock, in the order they are released in; overdue ones were needed before now")
    public Page<Backorder> backorders(
            @RestQuery @OptionalName @Nullable String sku,
            @RestQuery @OptionalForeignId @Nullable String customerId,
            @RestQuery @Nullable Boolean overdue,
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit,
            @RestQuery @Nullable String cursor) {
        return backorders.page(sku, customerId, overdue, clock.instant(), limit, Cursor.read(cursor, 3));
    }

    @GET
    @Path("backorders/summary")
    @Operation(summary = "What waits, by SKU")
    public Page<BackorderSummary> summary(
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit, @RestQuery @Nullable String cursor) {
        return backorders.bySku(limit, Cursor.read(cursor, 1));
    }
}
