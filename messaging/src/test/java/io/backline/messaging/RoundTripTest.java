package io.backline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoundTripTest {
    private static final String HANG =
            "insert into kettle (name, boiled, degrees) select name, 1, 90 from unnest(:names) as name";
    private static final String HANGING = "select name from kettle where name = any(:names) order by name desc";

    private final RoundTrip trip = new RoundTrip();
    private final String one = "one " + UUID.randomUUID();
    private final String two = "two " + UUID.randomUUID();

    @Inject
    Jdbi jdbi;

    @Inject
    Writes writes;

    @Test
    void each_statement_sees_what_those_before_it_did() {
        var both = List.of(one, two);
        var before = trip.add(HANGING).bind("names", Values.texts(both)).map(row -> row.getString(1));
        trip.add(HANG).bind("names", Values.texts(List.of(one)));
        var between = trip.add(HANGING).bind("names", Values.texts(both)).map(row -> row.getString(1));
        trip.add(HANG + " returning name").bind("names", Values.texts(List.of(two)));
        var after = trip.add(HANGING).bind("names", Values.texts(both)).map(row -> row.getString(1));

        trip.make(jdbi);

        assertThat(before.rows()).isEmpty();
        assertThat(between.rows()).containsExactly(one);
        assertThat(after.rows()).containsExactly(two, one);
    }

    @Test
    void rows_of_one_are_taken_before_those_of_the_next() {
        var taken = new ArrayList<String>();
        trip.add("select 'first' as word").each(row -> taken.add(row.getString("word")));
        trip.add("select word from unnest(:words::text[]) as word")
                .bind("words", Values.texts(List.of("second", "third")))
                .each(row -> taken.add(taken.size() + " " + row.getString("word")));

        trip.make(jdbi);

        assertThat(taken).containsExactly("first", "1 second", "2 third");
    }

    @Test
    void a_colon_in_quotes_or_in_a_cast_is_no_parameter() {
        var words = trip.add("select 'HH24:MI:SS ' || :word::text || ' :word'")
                .bind("word", Values.text("now"))
                .map(row -> row.getString(1));

        trip.make(jdbi);

        assertThat(words.rows()).containsExactly("HH24:MI:SS now :word");
    }

    @Test
    void rows_of_what_gives_none_are_not_waited_for() {
        trip.add("update kettle set boiled = boiled where name = 'none'").map(row -> row.getString(1));

        assertThatThrownBy(() -> trip.make(jdbi)).hasStackTraceContaining("gives no rows: update kettle");
    }

    @Test
    void what_speaks_of_no_rows_is_not_sent() {
        var none = trip.add("this is no SQL", List.<String>of())
                .texts("names", name -> name)
                .statement()
                .map(row -> row.getString(1));

        trip.make(jdbi);

        assertThat(none.rows()).isEmpty();
    }

    @Test
    void one_that_fails_is_the_last_and_all_are_undone() {
        trip.add(HANG).bind("names", Values.texts(List.of(one)));
        var missing = trip.add("select missing from kettle").map(row -> row.getString(1));
        var after = trip.add(HANGING).bind("names", Values.texts(List.of(one))).map(row -> row.getString(1));

        assertThatThrownBy(() -> trip.make(jdbi)).hasMessageContaining("missing");

        assertThatThrownBy(missing::rows).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(after::rows).isInstanceOf(IllegalStateException.class);
        assertThat(hanging()).isEmpty();
    }

    @Test
    void a_trip_can_be_made_again_with_something_new() {
        trip.add(HANG).bind("names", Values.texts(List.of(one)));
        trip.make(jdbi);
        trip.add(HANG).bind("names", Values.texts(List.of(two)));
        trip.make(jdbi);
        trip.make(jdbi);

        assertThat(hanging()).containsExactly(two, one);
    }

    @Test
    void writes_are_sent_when_the_transaction_ends_and_not_before() {
        QuarkusTransaction.requiringNew().run(() -> {
            writes.add(HANG, List.of(one)).texts("names", name -> name);
            writes.add(HANG, List.of(two)).texts("names", name -> name);
            assertThat(hanging()).isEmpty();
        });

        assertThat(hanging()).containsExactly(two, one);
    }

    @Test
    void a_write_that_fails_undoes_the_transaction() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    jdbi.useHandle(handle -> handle.execute("insert into kettle values (?, 1, 90)", one));
                    writes.add(HANG, List.of(two)).texts("names", name -> name);
                    writes.add(HANG, List.of(one)).texts("names", name -> name);
                }))
                .hasStackTraceContaining("duplicate key")
                .satisfies(failure -> assertThat(Trouble.of(failure)).isEqualTo(Trouble.BROKEN));

        assertThat(hanging()).isEmpty();
    }

    private List<String> hanging() {
        return jdbi.withHandle(handle -> handle.createQuery(HANGING)
                .bind("names", Values.texts(List.of(one, two)))
                .mapTo(String.class)
                .list());
    }
}
