package io.backline.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads over REST what was not acted upon. */
public final class DeadLetters {
    private DeadLetters() {}

    /** Waits until so many messages with this key are put aside, and returns them, newest first. */
    public static List<Map<String, Object>> await(String topic, String key, int count) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(of(topic, key))
                .hasSize(count));
        return of(topic, key);
    }

    public static void replay(Map<String, Object> deadLetter) {
        given().post("/api/v1/dead-letters/" + deadLetter.get("id") + "/replay")
                .then()
                .statusCode(200);
    }

    private static List<Map<String, Object>> of(String topic, String key) {
        List<Map<String, Object>> newest = given().queryParam("topic", topic)
                .queryParam("limit", 500)
                .get("/api/v1/dead-letters")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
        return newest.stream().filter(letter -> keyOf(letter).equals(key)).toList();
    }

    private static String keyOf(Map<String, Object> letter) {
        return String.valueOf(letter.get("key"));
    }
}
