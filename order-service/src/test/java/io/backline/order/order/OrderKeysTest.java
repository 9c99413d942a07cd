package io.backline.order.order;

import static io.backline.order.order.Shop.post;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OrderKeysTest.SoonForgotten.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderKeysTest {
    private final PostedOrder order = PostedOrder.of("TEAPOT", 1);
    private final PostedOrder another = PostedOrder.of("TEAPOT", 2);

    public static class SoonForgotten implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("backline.idempotency-keys.keep", "5s", "backline.purge.every", "1s");
        }
    }

    @Test
    void a_key_is_free_again_after_its_time_and_the_order_keeps_its_name() {
        var key = UUID.randomUUID().toString();
        String orderId = post(order, key).then().statusCode(201).extract().path("orderId");

        await().atMost(Duration.ofSeconds(20)).until(() -> post(another, key).statusCode() == 201);

        post(order.json()).then().statusCode(200).body("orderId", equalTo(orderId));
    }
}
