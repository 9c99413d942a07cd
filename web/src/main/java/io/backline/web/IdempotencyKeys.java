package io.backline.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Makes a repeated POST answer as the first one did. The key is written in the transaction that does the work, so there is never one without the other. It is
 * forgotten after {@code backline.idempotency-keys.keep}.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class IdempotencyKeys {
    private static final int LONGEST = 255;

    private final Jdbi jdbi;
    private final ObjectMapper json;

    IdempotencyKeys(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    @Produces
    @Singleton
    static Remembered remembered(
            @ConfigProperty(name = "backline.idempotency-keys.keep", defaultValue = "7d") Duration keep) {
        return new Remembered(keep, """
                delete from idempotency_key where ctid = any(array(
                    select ctid from idempotency_key where created_at < :before order by created_at limit :most for update skip locked))
                """);
    }

    /** What an earlier request with a key was answered; {@code sameBody} is false if it asked for something else. */
    public record Earlier(
            boolean sameBody,
            int status,
            @Nullable String location,
            @Nullable String body) {

        /** What was created then is merely found now: 201 becomes 200. */
        public Response replayed() {
            if (!sameBody) {
                throw otherBody();
            }
            var response = Response.status(status == 201 ? 200 : status);
            if (location != null) {
                response.location(URI.create(location));
            }
            return body == null
                    ? response.build()
                    : response.entity(body)
                            .type(MediaType.APPLICATION_JSON_TYPE)
                            .build();
        }
    }

    /** Does the work unless this operation was done under the key before; without a key it simply does the work. */
    public Response once(@Nullable String key, String operation, Object parsedBody, Supplier<Response> work) {
        if (key == null) {
            return work.get();
        }
        var earlier =
                claim(operation, Map.of(checked(key), fingerprint(parsedBody))).get(key);
        if (earlier != null) {
            return earlier.replayed();
        }
        var response = work.get();
        answered(operation, Map.of(key, response));
        return response;
    }

    /** A key is 1 to 255 printable ASCII characters; anything else is a 400. */
    public static String checked(String key) {
        if (key.isEmpty() || key.length() > LONGEST || !key.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw Problems.badRequest(new Violation("Idempotency-Key", "must be 1 to 255 printable ASCII characters"));
        }
        return key;
    }

    /** Takes the keys that nobody used yet and returns the earlier answers of the others. Waits for who is at work under one of the keys. */
    public Map<String, Earlier> claim(String operation, Map<String, String> fingerprints) {
        var wanted = new TreeMap<>(fingerprints);
        return jdbi.withHandle(handle -> {
            var claimed = handle.createQuery("""
                            insert into idempotency_key (operation, key, fingerprint)
                            select :operation, key, fingerprint from unnest(:keys, :fingerprints) as wanted (key, fingerprint)
                            on conflict do nothing
                            returning key
                            """)
                    .bind("operation", operation)
                    .bindArray("keys", String.class, wanted.keySet())
                    .bindArray("fingerprints", String.class, wanted.values())
                    .mapTo(String.class)
                    .set();
            if (claimed.size() == wanted.size()) {
                return Map.<String, Earlier>of();
            }
            wanted.keySet().removeAll(claimed);
            var earlier = handle.createQuery("""
                            select key, fingerprint, status, location, body from idempotency_key
                            where operation = :operation and key = any(:keys)
                            """)
                    .bind("operation", operation)
                    .bindArray("keys", String.class, wanted.keySet())
                    .map((row, context) -> Map.entry(
                            row.getString("key"),
                            new Earlier(
                                    row.getString("fingerprint").equals(wanted.get(row.getString("key"))),
                                    row.getInt("status"),
                                    row.getString("location"),
                                    row.getString("body"))))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, HashMap::new));
            wanted.keySet().removeAll(earlier.keySet());
            if (!wanted.isEmpty()) { // forgotten since the first look, and free again
                earlier.putAll(claim(operation, wanted));
            }
            return earlier;
        });
    }

    /** Remembers what the claimed keys were answered. */
    public void answered(String operation, Map<String, Response> responses) {
        var keys = new ArrayList<String>();
        var statuses = new ArrayList<Integer>();
        var locations = new ArrayList<@Nullable String>();
        var bodies = new ArrayList<@Nullable String>();
        responses.forEach((key, response) -> {
            keys.add(key);
            statuses.add(response.getStatus());
            locations.add(
                    response.getLocation() == null
                            ? null
                            : response.getLocation().toString());
            bodies.add(response.hasEntity() ? write(response.getEntity()) : null);
        });
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update idempotency_key as mine set status = answer.status, location = answer.location, body = answer.body::json
                        from unnest(:keys, :statuses, :locations, :bodies) as answer (key, status, location, body)
                        where mine.operation = :operation and mine.key = answer.key
                        """)
                .bind("operation", operation)
                .bindArray("keys", String.class, keys)
                .bindArray("statuses", Integer.class, statuses)
                .bindArray("locations", String.class, locations)
                .bindArray("bodies", String.class, bodies)
                .execute());
    }

    /** Bodies are compared as they were understood: neither the order of fields nor white space makes another body. */
    public String fingerprint(Object parsedBody) {
        try {
            var canonical = json.writeValueAsBytes(sorted(json.valueToTree(parsedBody)));
            return Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var fields = new LinkedHashMap<String, JsonNode>();
                object.properties().stream()
                        .sorted(Comparator.comparing(Map.Entry::getKey))
                        .forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
                yield new ObjectNode(json.getNodeFactory(), fields);
            }
            case ArrayNode array -> {
                var items = json.createArrayNode();
                array.forEach(item -> items.add(sorted(item)));
                yield items;
            }
            case DecimalNode decimal ->
                DecimalNode.valueOf(decimal.decimalValue().stripTrailingZeros());
            default -> node;
        };
    }

    private String write(Object entity) {
        try {
            return entity instanceof String text ? text : json.writeValueAsString(entity);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static RuntimeException otherBody() {
        return Problems.unprocessable(
                "this Idempotency-Key was used with another body",
                new Violation("Idempotency-Key", "was used with another body"));
    }
}
