package io.backline.order.backlog;

import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.backline.order.order.PostedOrder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutlookTest {
    /** A time that no other test knows of. */
    private static final Instant BEGIN = Instant.parse("1987-03-02T09:00:00Z");

    private static final String TWENTY_DAYS_LATER = "1987-03-22T12:00:00Z";

    @Test
    void what_only_comes_does_not_clear_and_is_named() {
        for (var day = 0; day < 20; day++) {
            place(PostedOrder.of(PostedOrder.newSku(), 3)
                    .with("placedAt", BEGIN.plus(Duration.ofDays(day)).toString()));
        }
        await().until(() -> backlog(TWENTY_DAYS_LATER).getInt("stages[1].units") == 60);

        var forecast = forecast(TWENTY_DAYS_LATER);
        assertThat(forecast.getLong("seed")).isEqualTo(ClearingForecast.SEED);
        assertThat(forecast.getInt("historyDays")).isEqualTo(14);
        assertThat(forecast.getInt("total.orders")).isEqualTo(20);
        assertThat(forecast.getBoolean("total.clearing")).isFalse();
        assertThat(forecast.getString("total.why")).isEqualTo("1 more orders arrive a day than leave; not clearing");
        var awaiting = "stages.find { it.stage == 'AWAITING_ALLOCATION' }.";
        assertThat(forecast.getInt(awaiting + "units")).isEqualTo(60);
        assertThat(forecast.getString(awaiting + "why"))
                .isEqualTo("3 more units arrive a day than leave; not clearing");
        assertThat(forecast.getInt(awaiting + "backTest.origins")).isEqualTo(6);
        assertThat(forecast.getString("stages.find { it.stage == 'PACKED' }.p95"))
                .isEqualTo("1987-03-22");

        var found = read("/api/v1/backlog/bottleneck?asOf=" + TWENTY_DAYS_LATER);
        assertThat(found.getList("stages")).hasSize(7);
        assertThat(found.getString("bottleneck.stage")).isEqualTo("AWAITING_ALLOCATION");
        assertThat(found.getDouble("bottleneck.wipSlopePerDay")).isEqualTo(3);
        assertThat(found.getString("evidence"))
                .isEqualTo(
                        "AWAITING_ALLOCATION grew by 3 units a day over 20 days, from 3 to 60, while 0 units a day left it"
                                + " throughout: less than the 3 that came");
    }

    @Test
    void the_units_are_those_of_the_backlog() {
        var now = Instant.now().toString();
        var forecast = forecast(now);
        var backlog = backlog(now);

        for (var stage = 0; stage < 7; stage++) {
            assertThat(forecast.getInt("stages[" + stage + "].units"))
                    .isEqualTo(backlog.getInt("stages[" + stage + "].units"));
        }
    }

    @Test
    void the_same_question_gets_the_same_answer() {
        assertThat(forecast(TWENTY_DAYS_LATER).prettify())
                .isEqualTo(forecast(TWENTY_DAYS_LATER).prettify());
        given().get("/api/v1/backlog/forecast?seed=7").then().statusCode(200).body("seed", is(7));
    }

    @Test
    void what_cannot_be_answered_is_refused() {
        given().get("/api/v1/backlog/bottleneck?days=9").then().statusCode(400);
        given().get("/api/v1/backlog/bottleneck?days=367").then().statusCode(400);
        given().get("/api/v1/backlog/forecast?seed=x").then().statusCode(400);
        given().get("/api/v1/backlog/forecast?asOf=2999-01-01T00:00:00Z").then().statusCode(400);
        given().get("/api/v1/backlog/forecast?asOf=1969-12-31T00:00:00Z").then().statusCode(400);
        given().get("/api/v1/backlog/bottleneck?days=10").then().statusCode(200).body("stages", hasSize(7));
        given().get("/api/v1/backlog/forecast?asOf=1970-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("total.orders", is(0))
                .body("total.clearing", is(true))
                .body("total.backTest.hitP50", nullValue());
    }

    private static JsonPath forecast(String asOf) {
        return read("/api/v1/backlog/forecast?asOf=" + asOf);
    }

    private static JsonPath backlog(String asOf) {
        return read("/api/v1/backlog?asOf=" + asOf);
    }

    private static JsonPath read(String path) {
        return given().get(path).then().statusCode(200).extract().jsonPath();
    }
}
