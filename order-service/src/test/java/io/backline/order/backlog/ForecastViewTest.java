package io.backline.order.backlog;

import static io.backline.events.BacklogStage.PICKING;
import static io.backline.order.backlog.SomeFlow.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.backline.events.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ForecastViewTest {
    private static final Instant NOON = MONDAY.plusDays(28).atTime(12, 0).toInstant(ZoneOffset.UTC);

    private final SomeFlow orders = SomeFlow.from(500).days(28, 20, 30).day(5, 5);
    private final SomeFlow growing = SomeFlow.from(134).days(28, 107, 95).day(50, 30);

    @Test
    void a_forecast_tells_the_whole_in_orders_and_each_open_stage_in_units() {
        var view = read(ForecastView.of(NOON, 7, orders.told(), Map.of(PICKING, growing.told())));

        assertThat(view.at("/seed").asLong()).isEqualTo(7);
        assertThat(view.at("/historyDays").asInt()).isEqualTo(28);
        assertThat(view.at("/total/orders").asLong()).isEqualTo(220);
        assertThat(view.at("/total/p85").asText()).isEqualTo(MONDAY.plusDays(50).toString());
        assertThat(view.at("/total/backTest/origins").asInt()).isEqualTo(14);
        assertThat(view.at("/stages")).hasSize(7);
        var picking = view.at("/stages/" + PICKING.ordinal());
        assertThat(picking.at("/stage").asText()).isEqualTo("PICKING");
        assertThat(picking.at("/units").asLong()).isEqualTo(490);
        assertThat(picking.at("/clearing").asBoolean()).isFalse();
        assertThat(picking.at("/why").asText()).isEqualTo("12 more units arrive a day than leave; not clearing");
    }

    @Test
    void a_bottleneck_is_told_over_whole_days() {
        var view = read(BottleneckView.of(NOON, 28, Map.of(PICKING, growing.told())));

        assertThat(view.at("/from").asText()).isEqualTo(MONDAY.toString());
        assertThat(view.at("/until").asText()).isEqualTo(MONDAY.plusDays(28).toString());
        assertThat(view.at("/bottleneck/stage").asText()).isEqualTo("PICKING");
        assertThat(view.at("/bottleneck/wip").asLong()).isEqualTo(470);
        assertThat(view.at("/stages/" + PICKING.ordinal())).isEqualTo(view.at("/bottleneck"));
        assertThat(List.copyOf(view.at("/bottleneck").properties()))
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "stage",
                        "wip",
                        "wipSlopePerDay",
                        "growing",
                        "departuresSlopePerDay",
                        "throughputPerDay",
                        "evidence");
    }

    private static JsonNode read(Object view) {
        return Json.strict(JsonMapper.builder()).build().valueToTree(view);
    }
}
