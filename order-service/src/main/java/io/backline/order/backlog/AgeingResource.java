package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.events.OptionalForeignId;
import io.backline.events.OptionalName;
import io.backline.events.Priority;
import io.backline.web.Limit;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/backlog/ageing")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "backlog")
class AgeingResource {
    private final WorkList list;
    private final Clock clock;

    AgeingResource(WorkList list, Clock clock) {
        this.list = list;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "The lines to work on now, worst first, and why; or those of a moment in the past",
            description =
                    "Each line once in every open stage where it has units. age (ISO 8601) counts since the oldest of them came there; units, and their"
                            + " value in currency, are those there; location is where all of them lie. completedP85 is what 85 % of the visits took at"
                            + " most that ended in the 90 days before the day of asOf (UTC), absent under 20 of them. score is the sum of: age in"
                            + " completedP85 (1 hour at least; in weeks where it is absent), at most 10; the class, LOW −1, NORMAL 0, HIGH 1, CRITICAL"
                            + " 2; once it is too late for needBy, 1 and the weeks since, at most 3, and 0.5 in the two days before;"
                            + " a tenth of log₁₀(1 + value). Ties: the oldest first. All pages are of the moment of the first.")
    public AgeingView ageing(
            @RestQuery @Nullable Instant asOf,
            @RestQuery @Nullable BacklogStage stage,
            @RestQuery @OptionalForeignId @Nullable String channel,
            @RestQuery @Nullable Priority priority,
            @RestQuery @Nullable @Parameter(description = "Only units that lie there; empty for those that lie at none")
                    String location,
            @RestQuery @OptionalName @Nullable String sku,
            @RestQuery @OptionalForeignId @Nullable String customerId,
            @RestQuery @Nullable @Parameter(description = "Whether needBy is before asOf") Boolean overdue,
            @RestQuery @Nullable @Parameter(description = "Whether age is more than completedP85") Boolean overP85,
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit,
            @RestQuery @Nullable String cursor) {
        var from = WorkList.cursor(cursor);
        var at = Moment.asked(from == null ? asOf : from.instant(0), clock);
        return list.page(
                () -> new Ageing.Wanted(
                        new Question(at.get(), stage, channel, priority, location, sku, customerId), overdue, overP85),
                limit,
                from);
    }
}
