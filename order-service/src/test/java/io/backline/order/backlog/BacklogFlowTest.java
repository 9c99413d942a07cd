package io.backline.order.backlog;

import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.picked;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.Shop.awaitStage;
import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.backline.order.order.PostedOrder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class BacklogFlowTest {
    private static final String FLOW = "/api/v1/backlog/flow";
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    @Test
    void units_flow_from_stage_to_stage_on_the_days_of_their_events() {
        var channel = "channel-" + UUID.randomUUID();
        var placedAt = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);
        var order = place(
                PostedOrder.of(PostedOrder.newSku(), 5).with("channel", channel).with("placedAt", placedAt.toString()));
        inventory(answers(order, 1, 5, 5));
        awaitStage(order, "READY_TO_PICK");
        warehouse(picked(order, 2));

        var asked = Map.of("channel", channel, "zone", AUCKLAND.getId());
        await().until(() -> wip(flow(asked), "PICKING") == 2);
        var flow = flow(asked);

        assertThat(flow.getString("step")).isEqualTo("P1D");
        assertThat(flow.getString("zone")).isEqualTo("Pacific/Auckland");
        assertThat(flow.getString("by")).isEqualTo("stage");
        var firstDay =
                LocalDate.now(AUCKLAND).minusDays(27).atStartOfDay(AUCKLAND).toInstant();
        assertThat(flow.getString("from")).isEqualTo(firstDay.toString());
        var days = flow.<String>getList("orders.at");
        assertThat(days).hasSize(28).startsWith(firstDay.toString());
        var came = placedAt.atZone(AUCKLAND)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant()
                .toString();
        assertPoint(flow, "AWAITING_ALLOCATION", came, 5, 0, 5);
        assertPoint(flow, "AWAITING_ALLOCATION", days.getLast(), 0, 5, 0);
        assertPoint(flow, "READY_TO_PICK", days.getLast(), 5, 2, 3);
        assertPoint(flow, "PICKING", days.getLast(), 2, 0, 2);
        assertThat(flow.getInt("orders.wip.last()")).isEqualTo(1);
        var awaiting = flow.getString("stages.find { it.stage == 'AWAITING_ALLOCATION' }.meanTime");
        assertThat(Duration.parse(awaiting)).isBetween(Duration.ofDays(3), Duration.ofDays(4));
        assertThat(flow.getDouble("flowEfficiency")).isZero();
    }

    @Test
    void the_whole_backlog_flows_by_what_it_is_divided_by() {
        var customer = "customer-" + UUID.randomUUID();
        var sku = PostedOrder.newSku();
        var order = place(PostedOrder.of(sku, 4).line("CUP", 3).with("customer.id", customer));

        await().until(() -> flow(Map.of("customerId", customer)).getInt("orders.wip.last()") == 1);
        var flow = flow(Map.of("customerId", customer, "by", "sku", "step", "PT24H"));

        assertThat(order).isNotNull();
        assertThat(flow.<String>getList("series.group")).containsExactly(sku, "CUP");
        assertThat(flow.getInt("series[0].points.arrivals.last()")).isEqualTo(4);
        assertThat(flow.getInt("series[1].points.wip.last()")).isEqualTo(3);
        assertThat(flow.<String>getList("stages.stage")).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z | from | must be before to, and in the past",
                "from=2999-01-02T00:00:00Z                         | from | must be before to, and in the past",
                "from=1969-12-31T23:00:00Z&step=P366D              | from | must not be before 1970",
                "from=yesterday                                    | from | must be an RFC 3339 time with offset",
                "step=PT1M                                         | step | must be an ISO 8601 duration, PT15M to P366D",
                "step=daily                                        | step | must be an ISO 8601 duration, PT15M to P366D",
                "zone=Mars/Phobos                                  | zone | must be a time zone as in Europe/Berlin",
                "by=age  | by | 'must be one of stage, channel, priority, location, sku, customer'",
                "by=mood | by | 'must be one of stage, channel, priority, location, sku, customer'",
                "bye=sku | bye | is not a query parameter here"
            })
    void what_cannot_be_told_is_refused_with_the_reason(String query, String parameter, String reason) {
        given().get(FLOW + "?" + query)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(parameter))
                .body("violations.reason", hasItem(reason));
    }

    @Test
    void more_than_a_thousand_points_are_too_many() {
        given().get(FLOW + "?step=PT15M")
                .then()
                .statusCode(422)
                .body("detail", is("at most 1,000 points are told; take longer steps or a shorter window"))
                .body("violations[0].field", is("step"));
    }

    private static JsonPath flow(Map<String, String> asked) {
        return given().queryParams(asked)
                .get(FLOW)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static int wip(JsonPath flow, String stage) {
        return flow.getInt("series.find { it.group == '" + stage + "' }.points.wip.last()");
    }

    private static void assertPoint(JsonPath flow, String stage, String at, int arrivals, int departures, int wip) {
        var point = flow.<String, Object>getMap(
                "series.find { it.group == '%s' }.points.find { it.at == '%s' }".formatted(stage, at));
        assertThat(point)
                .as(stage)
                .isEqualTo(Map.of("at", at, "arrivals", arrivals, "departures", departures, "wip", wip));
    }
}
