package io.backline.messaging;

import io.backline.web.Cursor;
import io.backline.web.IdempotencyKeys;
import io.backline.web.Limit;
import io.backline.web.Page;
import io.backline.web.Problems;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was not acted upon, newest first, and the way to try it again. */
@Path("/api/v1/dead-letters")
@Tag(name = "Dead letters")
class DeadLetterResource {
    private final DeadLetterRows deadLetters;
    private final IdempotencyKeys keys;

    DeadLetterResource(DeadLetterRows deadLetters, IdempotencyKeys keys) {
        this.deadLetters = deadLetters;
        this.keys = keys;
    }

    @GET
    public Page<DeadLetterView> list(
            @RestQuery @Nullable String topic,
            @RestQuery @Nullable Outcome outcome,
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit,
            @RestQuery @Nullable String cursor) {
        var rows = deadLetters.newest(topic, outcome, Cursor.read(cursor, 1), limit + 1);
        return Page.of(rows, limit, row -> Cursor.of(row.id()));
    }

    @GET
    @Path("/{id}")
    public DeadLetterView one(@RestPath UUID id) {
        return deadLetters.find(id).orElseThrow(() -> unknown(id));
    }

    @POST
    @Path("/{id}/replay")
    @Transactional
    public Response replay(@RestPath UUID id, @RestHeader("Idempotency-Key") @Nullable String key) {
        return keys.once(key, "replay " + id, Map.of(), () -> Response.ok(
                        deadLetters.replay(id).orElseThrow(() -> unknown(id)))
                .build());
    }

    private static RuntimeException unknown(UUID id) {
        return Problems.notFound("dead letter " + id + " is not known");
    }
}
