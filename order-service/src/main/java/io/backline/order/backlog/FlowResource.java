package io.backline.order.backlog;

import io.backline.events.OptionalForeignId;
import io.backline.events.OptionalName;
import io.backline.events.Priority;
import io.backline.web.Problems;
import io.backline.web.Violation;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/backlog/flow")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "backlog")
class FlowResource {
    private static final int DAYS = 28;

    private final Bookkeeper bookkeeper;
    private final Clock clock;

    FlowResource(Bookkeeper bookkeeper, Clock clock) {
        this.bookkeeper = bookkeeper;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "What came into the backlog and its stages, what left, what was there: the cumulative flow",
            description =
                    "A point at t covers the time from t until the next point, the last one until to. wip is what was there at the end of it: that of the"
                            + " point before, plus arrivals, minus departures. series and stages count units, orders counts orders (from placed to"
                            + " closed). by=stage: what came to each open stage and left it. by=channel, priority, sku, customer: parts of the whole"
                            + " backlog, from the placing of the order until delivery or cancellation; the 20 with most arrivals, then others."
                            + " by=location: units come to a location and leave it stage by stage, so that one unit may do so more than once."
                            + " stages, over the whole window: throughputPerDay in units a day (of 24 hours); wipMean in units, over time; meanTime (by"
                            + " units), timeP50 and timeP85 (by visits) as ISO 8601 durations, of those that left; little: whether wipMean agrees with what left a day and how long it"
                            + " stood there (Little's law), absent where too little left to say; alarms say in words where it does not. flowEfficiency: the part, 0 to 1, of"
                            + " their time that units spent in PICKING and SHIPPED, over visits of stages that ended in the window.")
    public FlowView flow(
            @RestQuery
                    @Nullable
                    @Parameter(description = "By default the day of to in the zone and the 27 days before it")
                    Instant from,
            @RestQuery @Nullable @Parameter(description = "Now by default, and at the latest") Instant to,
            @RestQuery
                    @DefaultValue("P1D")
                    @Parameter(
                            description =
                                    "ISO 8601, PT15M to P366D, at most 1,000 in the window. P1D, P1W, P1M are days, weeks and months of the calendar, PT24H are hours")
                    String step,
            @RestQuery
                    @DefaultValue("UTC")
                    @Parameter(description = "Whose days and months: a name from the IANA time zone database")
                    String zone,
            @RestQuery
                    @DefaultValue("stage")
                    @Parameter(description = "stage, channel, priority, location, sku or customer")
                    String by,
            @RestQuery @OptionalForeignId @Nullable String channel,
            @RestQuery @Nullable Priority priority,
            @RestQuery @OptionalName @Nullable String sku,
            @RestQuery @OptionalForeignId @Nullable String customerId) {
        var steps = Step.read(step).orElseThrow(() -> wrong("step", "must be an ISO 8601 duration, " + Step.RANGE));
        var theirs = zone(zone);
        var divided = By.named(by, Flow.BY);
        var end = end(to);
        var begin = from == null ? beginOfDays(end, theirs) : from.truncatedTo(ChronoUnit.MICROS);
        if (!begin.isBefore(end)) {
            throw wrong("from", "must be before to, and in the past");
        }
        if (begin.isBefore(Instant.EPOCH)) {
            throw wrong("from", "must not be before 1970");
        }
        var points = Points.of(begin, end, steps, theirs)
                .orElseThrow(() -> Problems.unprocessable(
                        "at most %,d points are told; take longer steps or a shorter window".formatted(Points.MOST),
                        new Violation("step", "makes more than %,d points of the window".formatted(Points.MOST))));
        var question = new Question(end, null, channel, priority, null, sku, customerId);
        return bookkeeper.read(book -> FlowView.of(book, points, steps, theirs, divided, question));
    }

    private Instant end(@Nullable Instant to) {
        var now = clock.instant();
        return (to == null || to.isAfter(now) ? now : to).truncatedTo(ChronoUnit.MICROS);
    }

    private static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw wrong("zone", "must be a time zone as in Europe/Berlin");
        }
        return ZoneId.of(name);
    }

    /** As many days with the one that ends or is going on then. */
    private static Instant beginOfDays(Instant end, ZoneId zone) {
        var last = end.minus(1, ChronoUnit.MICROS).atZone(zone).toLocalDate();
        return last.minusDays(DAYS - 1).atStartOfDay(zone).toInstant();
    }

    private static RuntimeException wrong(String parameter, String reason) {
        return Problems.badRequest(new Violation(parameter, reason));
    }
}
