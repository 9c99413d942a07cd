package io.backline.order.order;

import io.backline.web.IdempotencyKeys;
import io.backline.web.UnlimitedBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/orders/bulk")
@Tag(name = "orders")
class BulkResource {
    static final String NDJSON = "application/x-ndjson";

    private final BulkIntake intake;

    BulkResource(BulkIntake intake) {
        this.intake = intake;
    }

    @POST
    @UnlimitedBody
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @Operation(
            summary = "Places orders, one a line: one result a line, in order, as they come",
            description =
                    "Idempotency-Key k counts as k#n for line n. Read the results while you send: neither side keeps them.")
    public StreamingOutput place(@RestHeader("Idempotency-Key") @Nullable String key, InputStream orders) {
        var checkedKey = key == null ? null : IdempotencyKeys.checked(key);
        return results -> intake.place(orders, checkedKey, results);
    }
}
