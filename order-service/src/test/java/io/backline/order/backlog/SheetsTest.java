package io.backline.order.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SheetsTest {
    private final Sheets sheets = new Sheets();

    @Test
    void the_next_scan_writes_on_the_sheets_of_the_last() {
        var first = new ArrayList<int[]>();
        try (var pad = sheets.pad()) {
            first.add(pad.ints(100));
            first.add(pad.ints(1_000));
        }

        try (var pad = sheets.pad()) {
            assertThat(pad.ints(90)).isSameAs(first.get(0));
            assertThat(pad.ints(90)).isSameAs(first.get(1));
            assertThat(pad.ints(90)).isNotIn(first).hasSizeGreaterThanOrEqualTo(90);
        }
    }

    @Test
    void two_scans_at_once_write_on_sheets_of_their_own() {
        try (var before = sheets.pad()) {
            before.longs(10);
            before.bytes(10);
        }

        try (var one = sheets.pad();
                var other = sheets.pad()) {
            assertThat(one.longs(10)).isNotSameAs(other.longs(10));
            assertThat(one.bytes(10)).isNotSameAs(other.bytes(10));
        }
    }

    @Test
    void zeros_are_zeros_whatever_was_written_there() {
        try (var pad = sheets.pad()) {
            Arrays.fill(pad.ints(50), 7);
        }

        try (var pad = sheets.pad()) {
            assertThat(Arrays.stream(pad.zeros(50)).limit(50)).containsOnly(0);
        }
    }

    @Test
    void a_sheet_that_is_too_short_makes_room_for_a_longer_one() {
        int[] tooShort;
        try (var pad = sheets.pad()) {
            tooShort = pad.ints(10);
        }
        int[] longer;
        try (var pad = sheets.pad()) {
            longer = pad.ints(20);
        }

        try (var pad = sheets.pad()) {
            assertThat(pad.ints(5)).isSameAs(longer);
            assertThat(pad.ints(5)).isNotSameAs(tooShort);
        }
    }

    @Test
    void no_more_is_kept_than_two_scans_take() {
        var taken = new ArrayList<int[]>();
        try (var pad = sheets.pad()) {
            for (var i = 0; i < 30; i++) {
                taken.add(pad.ints(10));
            }
        }

        try (var pad = sheets.pad()) {
            var again = 0;
            for (var i = 0; i < 30; i++) {
                var sheet = pad.ints(10);
                again += taken.stream().anyMatch(other -> other == sheet) ? 1 : 0;
            }
            assertThat(again).isEqualTo(22);
        }
    }
}
