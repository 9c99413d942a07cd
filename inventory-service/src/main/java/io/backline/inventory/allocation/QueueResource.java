package io.backline.inventory.allocation;

import io.backline.web.Cursor;
import io.backline.web.Limit;
import io.backline.web.Page;
import io.backline.web.Problems;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/stock/{sku}/queue")
@Tag(name = "queue", description = "The lines that wait for a SKU.")
class QueueResource {
    private static final int KEYS = 5;

    private final Lines lines;
    private final Skus skus;

    QueueResource(Lines lines, Skus skus) {
        this.lines = lines;
        this.skus = skus;
    }

    @GET
    @Operation(summary = "Waiting lines in release order: who is served next, how many units go first, and why")
    @APIResponse(responseCode = "200", description = "Ranked by placedAt − class · 14 days, then order id and line")
    @APIResponse(responseCode = "404", description = "Nobody has mentioned this SKU")
    public Page<WaitingLineView> queue(
            @RestPath String sku,
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit,
            @RestQuery @Nullable String cursor) {
        var from = Cursor.read(cursor, KEYS);
        if (!skus.isMentioned(sku)) {
            throw Problems.notFound("nobody has mentioned SKU " + sku);
        }
        var place = from == null ? null : new Place(from.instant(0), from.uuid(1), from.integer(2));
        var rank = from == null ? 0 : from.integer(3);
        var ahead = from == null ? 0 : from.number(4);
        var views = new ArrayList<WaitingLineView>();
        for (var line : lines.pagesOf(sku).waiting(place, limit + 1)) {
            views.add(WaitingLineView.of(line, ++rank, ahead));
            ahead += line.waiting();
        }
        return Page.of(views, limit, QueueResource::cursorOf);
    }

    private static Cursor cursorOf(WaitingLineView last) {
        return Cursor.of(
                last.releaseKey(), last.orderId(), last.lineNumber(), last.rank(), last.ahead() + last.waiting());
    }
}
