package io.backline.order.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PointsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void days_are_those_of_the_zone_when_its_clocks_change() {
        assertThat(starts("2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z", "P1D", BERLIN))
                .containsExactly("2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
        assertThat(starts("2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z", "P1D", BERLIN))
                .containsExactly("2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    }

    @Test
    void hours_are_those_of_the_clock_on_the_wall_no_matter_what_it_shows() {
        assertThat(starts("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "PT6H", BERLIN))
                .containsExactly(
                        "2026-10-24T22:00:00Z",
                        "2026-10-25T04:00:00Z",
                        "2026-10-25T10:00:00Z",
                        "2026-10-25T16:00:00Z",
                        "2026-10-25T22:00:00Z");
    }

    @Test
    void months_are_as_long_as_they_are() {
        assertThat(starts("2026-01-31T00:00:00Z", "2026-05-01T00:00:00Z", "P1M", ZoneId.of("UTC")))
                .containsExactly(
                        "2026-01-31T00:00:00Z", "2026-02-28T00:00:00Z", "2026-03-31T00:00:00Z", "2026-04-30T00:00:00Z");
    }

    @Test
    void a_day_that_a_zone_left_out_is_no_point() {
        // Samoa went from 29 to 31 December 2011
        assertThat(starts("2011-12-28T10:00:00Z", "2012-01-01T10:00:00Z", "P1D", ZoneId.of("Pacific/Apia")))
                .containsExactly(
                        "2011-12-28T10:00:00Z", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z");
    }

    @Test
    void the_last_point_ends_with_the_window() {
        var points = points("2026-01-01T00:00:00Z", "2026-01-02T12:00:00Z", "P1D", BERLIN);

        assertThat(points.count()).isEqualTo(2);
        assertThat(points.to()).isEqualTo(Book.micros(Instant.parse("2026-01-02T12:00:00Z")));
        assertThat(points.whole().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PT15M, UTC", "PT37M, UTC", "P1D, Europe/Berlin", "P1M, UTC", "P366D, UTC", "P1W, Pacific/Apia"})
    void every_moment_of_the_window_is_in_the_point_that_covers_it(String step, ZoneId zone) {
        var from = Instant.parse("2011-12-20T00:00:00Z");
        var points = points(from.toString(), from.plus(Duration.ofDays(10)).toString(), step, zone);
        if (!step.contains("T")) {
            points = points(from.toString(), from.plus(Duration.ofDays(900)).toString(), step, zone);
        }

        for (var point = 0; point < points.count(); point++) {
            var end = point + 1 < points.count() ? points.start(point + 1) : points.to();
            for (var moment : List.of(points.start(point), (points.start(point) + end) / 2, end - 1)) {
                assertThat(points.at(moment)).isEqualTo(point);
            }
        }
    }

    @Test
    void more_than_a_thousand_points_are_none() {
        var from = Instant.parse("2026-01-01T00:00:00Z");
        var hour = Step.read("PT1H").orElseThrow();

        assertThat(Points.of(from, from.plus(Duration.ofHours(1_000)), hour, BERLIN)
                        .orElseThrow()
                        .count())
                .isEqualTo(1_000);
        assertThat(Points.of(from, from.plus(Duration.ofHours(1_000)).plusMillis(1), hour, BERLIN))
                .isEmpty();
        assertThatThrownBy(() -> Points.of(from, from, hour, BERLIN)).hasMessageContaining("ends after it begins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT15M", "PT1H", "P1D", "P1W", "P1M", "P1Y", "P366D", "PT8784H", "P1DT12H"})
    void a_step_is_a_quarter_hour_to_a_leap_year(String step) {
        assertThat(Step.read(step)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT14M59S",
                "P367D",
                "PT8785H",
                "P2Y",
                "P1M-1D",
                "P0D",
                "-P1D",
                "PT0S",
                "1 day",
                "",
                "P",
                "T",
                "P999999999Y"
            })
    void anything_else_is_no_step(String step) {
        assertThat(Step.read(step)).isEmpty();
    }

    private static Points points(String from, String to, String step, ZoneId zone) {
        return Points.of(Instant.parse(from), Instant.parse(to), Step.read(step).orElseThrow(), zone)
                .orElseThrow();
    }

    private static List<String> starts(String from, String to, String step, ZoneId zone) {
        var points = points(from, to, step, zone);
        return IntStream.range(0, points.count())
                .mapToObj(point -> Book.instant(points.start(point)).toString())
                .toList();
    }
}
