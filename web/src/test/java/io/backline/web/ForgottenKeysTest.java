package io.backline.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
@TestProfile(ForgottenKeysTest.SoonForgotten.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForgottenKeysTest {
    private final String key = UUID.randomUUID().toString();
    private final UUID basket = UUID.randomUUID();

    public static class SoonForgotten implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("backline.idempotency-keys.keep", "5s", "backline.purge.every", "1s");
        }
    }

    @Test
    void a_key_is_free_again_after_its_time() {
        assertThat(fill()).isEqualTo(201);

        await().atMost(Duration.ofSeconds(20)).until(() -> fill() == 201);
    }

    private int fill() {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"basketId\":\"%s\",\"items\":[{\"sku\":\"TEA\",\"quantity\":1}]}".formatted(basket))
                .post("/baskets")
                .statusCode();
    }
}
