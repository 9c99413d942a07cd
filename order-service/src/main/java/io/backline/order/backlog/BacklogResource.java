package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.events.OptionalForeignId;
import io.backline.events.OptionalName;
import io.backline.events.Priority;
import io.backline.web.Cursor;
import io.backline.web.Limit;
import io.backline.web.Page;
import io.smallrye.mutiny.Multi;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "backlog")
class BacklogResource {
    private final Backlog backlog;
    private final Backorders backorders;
    private final LiveBacklog live;
    private final Outlook outlook;
    private final Clock clock;

    BacklogResource(Backlog backlog, Backorders backorders, LiveBacklog live, Outlook outlook, Clock clock) {
        this.backlog = backlog;
        this.live = live;
        this.outlook = outlook;
        this.backorders = backorders;
        this.clock = clock;
    }

    @GET
    @Path("backlog")
    @Operation(
            summary = "All open orders by stage, now or at any past moment: how many, how much, since when",
            description =
                    "Without by: the seven open stages. orders counts an order once, in its stage; lines and units count where the units stand. Ages are ISO"
                            + " 8601 durations of the lines that stand there, since their oldest units came; overP85 are those older than what 85 % of the"
                            + " visits to the stage took that ended in the 90 days before the day of asOf; overdue are lines whose order was needed before asOf."
                            + " With by (stage, channel, priority, location, sku, customer, age): groups, those with most lines first; location \"\" are"
                            + " units that lie at none. 503 while a service that was just started still reads its orders.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(oneOf = {BacklogView.class, GroupsView.class})))
    public Response backlog(
            @RestQuery @Nullable Instant asOf,
            @RestQuery @Nullable String by,
            @RestQuery @Nullable BacklogStage stage,
            @RestQuery @OptionalForeignId @Nullable String channel,
            @RestQuery @Nullable Priority priority,
            @RestQuery @Nullable String location,
            @RestQuery @OptionalName @Nullable String sku,
            @RestQuery @OptionalForeignId @Nullable String customerId,
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit,
            @RestQuery @Nullable String cursor) {
        var from = Cursor.read(cursor, 3);
        var at = Moment.asked(from == null ? asOf : from.instant(0), clock);
        Supplier<Question> question = () -> new Question(at.get(), stage, channel, priority, location, sku, customerId);
        return Response.ok(by == null ? backlog.byStage(question) : backlog.groups(question, By.named(by), limit, from))
                .build();
    }

    @GET
    @Path("backlog/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The backlog by stage as it changes: server-sent events",
            description =
                    "An event backlog, with the answer of GET /backlog, at once and then when anything has changed, at most once a second.")
    public Multi<OutboundSseEvent> live(@Context Sse sse) {
        return live.views()
                .map(view -> sse.newEventBuilder().name("backlog").data(view).build());
    }

    @GET
    @Path("backlog/bottleneck")
    @Operation(
            summary = "The stage that holds the backlog up, with its evidence in words",
            description =
                    "The stage whose units grow beyond chance over whole UTC days before that of asOf (Theil-Sen slope, Mann-Kendall test corrected for days that"
                            + " resemble each other) while no more of them leave it; of several, the one that grows fastest for its size. None is an answer too.")
    public BottleneckView bottleneck(
            @RestQuery @Nullable Instant asOf, @RestQuery @DefaultValue("28") @Min(10) @Max(366) int days) {
        return outlook.bottleneck(Moment.of(asOf, clock.instant()), days);
    }

    @GET
    @Path("backlog/forecast")
    @Operation(
            summary = "When the backlog will be gone, in all and by stage, with the record of such forecasts",
            description =
                    "UTC days by whose end nothing is left in 50, 85 and 95 of 100 futures, drawn week by week from the net throughput (departures less"
                            + " arrivals) of the last 90 days; absent if that is not within 730 days. clearing is false, and why says so, when more arrives than"
                            + " leaves or when that is not beyond chance. backTest: forecasts made again on each of the last 60 days from what was known then;"
                            + " hitP85 is the share of those whose P85 date has come that had cleared by it, out of decidedP85. hitNaive is backlog by mean net"
                            + " throughput. The same seed at the same asOf gives the same answer.")
    public ForecastView forecast(@RestQuery @Nullable Instant asOf, @RestQuery @Nullable Long seed) {
        return outlook.forecast(Moment.of(asOf, clock.instant()), seed == null ? ClearingForecast.SEED : seed);
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
