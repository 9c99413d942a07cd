package io.backline.inventory.inbound;

import io.backline.events.OptionalName;
import io.backline.web.Cursor;
import io.backline.web.Limit;
import io.backline.web.Page;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/inbound")
@Tag(name = "inbound", description = "What suppliers announced. Nothing of it is available before it is received.")
class InboundResource {
    private final InboundViews inbounds;

    InboundResource(InboundViews inbounds) {
        this.inbounds = inbounds;
    }

    @GET
    @Operation(summary = "Announced shipments, the earliest first; cancelled ones have quantity 0")
    public Page<InboundView> inbound(
            @RestQuery @OptionalName @Nullable String sku,
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit,
            @RestQuery @Nullable String cursor) {
        var rows = inbounds.after(Cursor.read(cursor, 3), sku, limit + 1);
        return Page.of(rows, limit, InboundViews::cursorOf);
    }
}
