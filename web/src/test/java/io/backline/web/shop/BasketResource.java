package io.backline.web.shop;

import io.backline.web.Cursor;
import io.backline.web.IdempotencyKeys;
import io.backline.web.Limit;
import io.backline.web.Page;
import io.backline.web.Problems;
import io.backline.web.UnlimitedBody;
import io.backline.web.Violation;
import io.backline.web.shop.Basket.Colour;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/baskets")
class BasketResource {
    private final IdempotencyKeys keys;
    private final AtomicInteger filled = new AtomicInteger();

    BasketResource(IdempotencyKeys keys) {
        this.keys = keys;
    }

    record Filled(UUID basketId, int number, @Nullable Instant at) {}

    @POST
    @Transactional
    public Response fill(@Valid @NotNull Basket basket, @RestHeader("Idempotency-Key") @Nullable String key) {
        return keys.once(key, "fill", basket, () -> {
            if (basket.items().getFirst().sku().equals("SOLD-OUT")) {
                throw Problems.conflict("sold out", Map.of("left", 0));
            }
            return Response.created(URI.create("/baskets/" + basket.basketId()))
                    .entity(new Filled(basket.basketId(), filled.incrementAndGet(), basket.at()))
                    .build();
        });
    }

    @GET
    public Page<Integer> list(
            @RestQuery @Nullable UUID basketId,
            @RestQuery @Nullable Colour colour,
            @RestQuery @Nullable Instant placedBefore,
            @RestQuery @Nullable Boolean open,
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit,
            @RestQuery @Nullable String cursor) {
        var after = Cursor.read(cursor, 1);
        var start = after == null ? 0 : after.integer(0) + 1;
        var rows =
                IntStream.range(start, Math.min(120, start + limit + 1)).boxed().toList();
        return Page.of(rows, limit, Cursor::of);
    }

    @GET
    @Path("/{basketId}")
    public Map<String, String> one(@RestPath String basketId) {
        if (basketId.equals("crash")) {
            throw new IllegalStateException("a secret of the house");
        }
        return Map.of("basketId", basketId);
    }

    @POST
    @Path("/refused")
    public Response refuse() {
        throw Problems.unprocessable("too much", List.of(new Violation("items[3].quantity", "is more than there is")));
    }

    @POST
    @Path("/bytes")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public Map<String, Long> count(InputStream body) throws IOException {
        return Map.of("bytes", body.transferTo(java.io.OutputStream.nullOutputStream()));
    }

    @POST
    @Path("/stream")
    @UnlimitedBody
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public Map<String, Long> countAll(InputStream body) throws IOException {
        return Map.of("bytes", body.transferTo(java.io.OutputStream.nullOutputStream()));
    }
}
