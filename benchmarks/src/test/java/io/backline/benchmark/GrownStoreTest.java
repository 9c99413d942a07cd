package io.backline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.demo.invariant.Invariants;
import io.backline.demo.invariant.Store;
import io.backline.demo.invariant.Stores;
import io.backline.events.BacklogStage;
import io.backline.events.Json;
import io.backline.localstack.LocalStack;
import io.backline.localstack.testing.ServiceTables;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A small one is made as the large one is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GrownStoreTest {
    private static Stores stores;

    @BeforeAll
    static void aStoreOf10000Orders() throws SQLException, IOException, InterruptedException {
        stores = new Stores(
                tables(Store.ORDER), tables(Store.INVENTORY), tables(Store.NOTIFICATION), "postgres", "postgres");
        new GrownStore(stores, new GrownStore.Size(10_000, 2_000)).generate();
    }

    private static String tables(Store store) throws SQLException, IOException {
        return ServiceTables.create(LocalStack.shared(), store.service());
    }

    @Test
    void every_invariant_holds_over_it() throws SQLException {
        assertThat(new Invariants(stores).check()).isEmpty();
    }

    @Test
    void so_many_orders_are_open_as_are_wanted_and_some_stand_in_every_stage() throws SQLException {
        assertThat(number("select count(*) from orders")).isEqualTo(10_000);
        assertThat(number("select count(*) from orders where stage not in ('DELIVERED', 'CANCELLED')"))
                .isEqualTo(2_000);
        assertThat(stores.rows(Store.ORDER, "select distinct stage from orders"))
                .extracting(row -> row.get("stage"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(BacklogStage.values()).map(Enum::name).toList());
    }

    @Test
    void a_million_orders_have_ten_million_visits() throws SQLException {
        assertThat(number("select count(*) from stage_visit")).isBetween(100_000L, 120_000L);
    }

    @Test
    void from_its_order_on_every_unit_is_somewhere_at_any_time() throws SQLException {
        assertThat(stores.rows(Store.ORDER, """
                        with move as (
                            select order_id, line_number, entered_at as at, units from stage_visit
                            union all select order_id, line_number, left_at, -units from stage_visit where left_at is not null
                        ), change as (
                            select order_id, line_number, at, sum(units) as units from move group by order_id, line_number, at
                        )
                        select * from change join order_line using (order_id, line_number) join orders using (order_id)
                        where units <> case when at = placed_at then ordered else 0 end or at > now()
                        """)).isEmpty();
    }

    @Test
    void a_visit_says_where_units_lie_if_they_lie_at_a_location() throws SQLException {
        assertThat(number("""
                        select count(*) from stage_visit
                        where stage in ('READY_TO_PICK', 'PICKING', 'PACKED') and location is null
                            or stage not in ('READY_TO_PICK', 'PICKING', 'PACKED', 'ON_HOLD') and location is not null
                        """)).isZero();
        assertThat(number("select count(distinct location) from stage_visit where left_at is null"))
                .isEqualTo(5);
    }

    @Test
    void the_recount_finds_a_single_unit_that_is_told_and_not_there() throws SQLException, IOException {
        var stages = stores.rows(Store.ORDER, """
                select json_agg(json_build_object('stage', stage, 'orders', orders, 'lines', lines, 'units', units)) as stages from (
                    select stage, count(distinct (order_id, line_number)) as lines, sum(units) as units,
                        (select count(*) from orders where orders.stage = stage_visit.stage) as orders
                    from stage_visit where left_at is null and stage not in ('DELIVERED', 'CANCELLED') group by stage
                ) as counted
                """).getFirst().get("stages");
        var recount = new Recount(stores);

        assertThat(recount.differences(answer(stages)))
                .allMatch(difference -> difference.matches("\\w+ (EUR|USD|JPY) as of.*"));
        assertThat(recount.differences(answer(stages.replaceFirst("(\"stage\" : \"PACKED\".*?\"units\" : )", "$11"))))
                .anyMatch(difference -> difference.startsWith("PACKED units"));
    }

    private static JsonNode answer(String stages) throws IOException {
        return Json.read(
                ("{\"asOf\": \"2999-01-01T00:00:00Z\", \"stages\": " + stages + "}").getBytes(), JsonNode.class);
    }

    private static long number(String query) throws SQLException {
        return stores.number(Store.ORDER, query);
    }
}
