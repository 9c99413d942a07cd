package io.backline.inventory.feed;

import io.backline.events.Json;
import io.backline.messaging.CloudEvent;
import io.backline.messaging.InvalidEvent;
import io.backline.messaging.KafkaDoor;
import io.backline.messaging.KafkaDoor.Guest;
import io.backline.messaging.KafkaDoor.Shut;
import io.backline.web.IdempotencyKeys;
import io.backline.web.Problems;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/warehouse-events")
@Tag(name = "warehouse events", description = "The door for warehouses without Kafka.")
class WarehouseEventsResource {
    private static final String OPERATION = "POST /warehouse-events";

    private final WarehouseEvents events;
    private final KafkaDoor door;
    private final IdempotencyKeys keys;

    WarehouseEventsResource(WarehouseEvents events, KafkaDoor door, IdempotencyKeys keys) {
        this.events = events;
        this.door = door;
        this.keys = keys;
    }

    @POST
    @Transactional
    @Consumes(CloudEvent.STRUCTURED)
    @Operation(
            summary =
                    "One CloudEvent in structured mode, or in binary mode as application/json with ce- headers, or a batch")
    @APIResponse(responseCode = "202", description = "Kafka has all of them")
    @APIResponse(responseCode = "400", description = "One is wrong, none is taken; violations name index and field")
    public Response structured(byte[] body, @RestHeader("Idempotency-Key") @Nullable String key) {
        return admit(List.of(read(() -> CloudEvent.structured(body))), key, false);
    }

    @POST
    @Transactional
    @Consumes(CloudEvent.BATCH)
    public Response batch(byte[] body, @RestHeader("Idempotency-Key") @Nullable String key) {
        return admit(read(() -> CloudEvent.batch(body)), key, true);
    }

    @POST
    @Transactional
    @Consumes(MediaType.APPLICATION_JSON)
    public Response binary(byte[] body, HttpHeaders headers, @RestHeader("Idempotency-Key") @Nullable String key) {
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        var event = read(() -> CloudEvent.binary(
                contentType, name -> headers.getHeaderString("ce-" + name), body.length == 0 ? null : body));
        return admit(List.of(event), key, false);
    }

    private Response admit(List<CloudEvent> cloudEvents, @Nullable String key, boolean isBatch) {
        var guests = read(() -> events.of(cloudEvents, isBatch));
        return keys.once(key, OPERATION, sent(guests), () -> {
            try {
                door.admit(guests);
                return Response.accepted().build();
            } catch (Shut shut) {
                throw Problems.of(Status.SERVICE_UNAVAILABLE, shut.getMessage());
            }
        });
    }

    /** What makes two requests the same: their events as understood, neither white space nor the order of fields. */
    private static List<Object> sent(List<Guest> guests) {
        return guests.stream()
                .<Object>map(guest -> new Sent(
                        guest.event().source(),
                        guest.event().id(),
                        guest.event().type(),
                        read(() -> Json.read(guest.event().data(), Object.class))))
                .toList();
    }

    private record Sent(String source, String id, String type, Object data) {}

    private static <T> T read(Callable<T> reading) {
        try {
            return reading.call();
        } catch (InvalidEvent invalid) {
            throw Problems.badRequest(invalid.violations());
        } catch (RuntimeException problem) {
            throw problem;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
