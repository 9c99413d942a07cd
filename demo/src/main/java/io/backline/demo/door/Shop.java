package io.backline.demo.door;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.events.BacklogStage;
import io.backline.events.Json;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A shop's view of order-service: posts orders, follows them, cancels. */
public final class Shop {
    private final Door orders;

    public Shop(URI url, Duration patience) {
        this.orders = new Door("order-service", url, patience);
    }

    /** What became of a posted order. */
    public record Answer(Outcome outcome, @Nullable UUID orderId, String reason) {
        public enum Outcome {
            ACCEPTED,
            KNOWN,
            REFUSED
        }
    }

    public String readiness() {
        return orders.readiness();
    }

    /** Posts one order and answers as the service did. */
    public Answer place(Object order, String idempotencyKey) {
        var reply = orders.post("/api/v1/orders", "application/json", idempotencyKey, Json.write(order));
        return answer(reply.status(), reply.json(), reply.repeated());
    }

    /**
     * Posts orders as NDJSON, one answer each, in order; their events leave the service in the same order. Repeated after a failure: channel and external
     * id make it the same orders.
     */
    public List<Answer> placeAll(List<byte[]> orders) {
        var body = new ByteArrayOutputStream();
        for (var order : orders) {
            body.writeBytes(order);
            body.write('\n');
        }
        var reply = this.orders.post("/api/v1/orders/bulk", "application/x-ndjson", "", body.toByteArray());
        if (!reply.isSuccess()) {
            throw new DoorException("order-service answered " + reply.status() + " to /orders/bulk: " + reply.text());
        }
        var results = reply.jsonLines();
        if (results.size() != orders.size()) {
            throw new DoorException(
                    "order-service gave " + results.size() + " results for " + orders.size() + " orders");
        }
        return IntStream.range(0, results.size())
                .mapToObj(i -> answer(results.get(i).path("status").asInt(), results.get(i), reply.repeated()))
                .toList();
    }

    private static Answer answer(int status, JsonNode body, boolean repeated) {
        var order = body.path("order").isObject() ? body.path("order") : body;
        return switch (status) {
            case 201 ->
                new Answer(
                        Answer.Outcome.ACCEPTED,
                        UUID.fromString(order.path("orderId").asText()),
                        "");
            case 200 ->
                new Answer(
                        repeated ? Answer.Outcome.ACCEPTED : Answer.Outcome.KNOWN,
                        UUID.fromString(order.path("orderId").asText()),
                        "");
            default -> new Answer(Answer.Outcome.REFUSED, null, reason(status, body));
        };
    }

    /** The first violation, without line numbers so that equal reasons count together. */
    private static String reason(int status, JsonNode body) {
        var problem = body.path("problem").isObject() ? body.path("problem") : body;
        var violation = problem.path("violations").path(0);
        return violation.isMissingNode()
                ? status + " "
                        + problem.path("detail").asText(problem.path("title").asText("refused"))
                : violation.path("field").asText().replaceAll("\\[\\d+]", "[]") + " "
                        + violation.path("reason").asText();
    }

    public JsonNode order(UUID orderId) {
        return orders.get("/api/v1/orders/" + orderId);
    }

    /** Every fact of an order, in the order they became known. */
    public List<JsonNode> history(UUID orderId) {
        var facts = new ArrayList<JsonNode>();
        var path = "/api/v1/orders/" + orderId + "/history";
        var page = orders.get(path, "limit", "500");
        page.path("items").forEach(facts::add);
        while (page.hasNonNull("next")) {
            page = orders.get(path, "limit", "500", "cursor", page.path("next").asText());
            page.path("items").forEach(facts::add);
        }
        return facts;
    }

    public Optional<JsonNode> find(String channel, String externalId) {
        var items = orders.get("/api/v1/orders", "channel", channel, "externalId", externalId)
                .path("items");
        return StreamSupport.stream(items.spliterator(), false).findFirst();
    }

    /** Whether inventory has answered all orders of this channel. */
    public boolean isAnswered(String channel) {
        return !hasAny(channel, BacklogStage.AWAITING_ALLOCATION);
    }

    /** Whether an order of this channel stands in the stage. */
    public boolean hasAny(String channel, BacklogStage stage) {
        return !orders.get("/api/v1/orders", "channel", channel, "stage", stage.name(), "limit", "1")
                .path("items")
                .isEmpty();
    }

    public JsonNode backlog() {
        return orders.get("/api/v1/backlog");
    }

    /** The backlog of one channel as it was at that moment. */
    public JsonNode backlog(String channel, Instant asOf) {
        return orders.get("/api/v1/backlog", "channel", channel, "asOf", asOf.toString());
    }

    /** Cancels a whole order, or the lines named; answers the status. */
    public int cancel(UUID orderId, Object cancellation, String idempotencyKey) {
        return orders.post(
                        "/api/v1/orders/" + orderId + "/cancellations",
                        "application/json",
                        idempotencyKey,
                        Json.write(cancellation))
                .status();
    }
}
