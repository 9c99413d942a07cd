package io.backline.order.order;

import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.told;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.awaitStage;
import static io.backline.order.order.Shop.hold;
import static io.backline.order.order.Shop.place;
import static io.backline.order.order.Shop.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hold for a date lifts itself. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class DateHoldTest {
    private static final String LONG_AGO = "2011-11-14T08:22:00Z";

    @Inject
    Jdbi jdbi;

    @Test
    void an_order_goes_on_when_the_date_of_its_hold_has_come() {
        var orderId = place(PostedOrder.of(PostedOrder.newSku(), 5));
        inventory(answers(orderId, 1, 5, 5));
        awaitLine(orderId, "allocated", 5);
        var soon = Instant.now().plus(Duration.ofSeconds(8)).truncatedTo(ChronoUnit.SECONDS);

        hold(orderId, Map.of("kind", "DATE", "reason", "away", "until", soon.toString()))
                .then()
                .statusCode(201)
                .body("stage", is("ON_HOLD"))
                .body("holds[0].until", is(soon.toString()));

        awaitStage(orderId, "READY_TO_PICK");
        assertThat(Instant.now()).isAfterOrEqualTo(soon);
        var released = told(orderId, "HoldReleased", 1).getFirst();
        assertThat(released.headers()).containsEntry("ce_time", soon.toString());
        assertThat(released.json().path("reason").asText()).isEqualTo("date reached");
        var history = Shop.history(orderId);
        assertThat(history.getString("items.find { it.what == 'HoldReleased' }.cause"))
                .isEqualTo("date reached");
        assertThat(history.getString("items.find { it.what == 'HoldReleased' }.at"))
                .isEqualTo(soon.toString());
    }

    @Test
    void an_order_of_the_past_goes_on_when_it_did() {
        var orderId = placeHeld(Map.of("kind", "DATE", "reason", "away", "until", "2011-12-01T00:00:00Z"));

        awaitStage(orderId, "AWAITING_ALLOCATION");

        assertThat(told(orderId, "HoldReleased", 1).getFirst().headers())
                .containsEntry("ce_time", "2011-12-01T00:00:00Z");
        assertThat(told(orderId, "OrderStageChanged", 2).getLast().headers())
                .containsEntry("ce_time", "2011-12-01T00:00:00Z");
    }

    @Test
    void another_hold_keeps_holding() {
        var orderId = placeHeld(
                Map.of("kind", "DATE", "reason", "away", "until", "2011-12-01T00:00:00Z"),
                Map.of("kind", "PAYMENT", "reason", "not paid"),
                Map.of("kind", "DATE", "reason", "nobody knows"));

        assertThat(told(orderId, "HoldReleased", 1)).hasSize(1);
        assertThat(Shop.order(orderId).getString("stage")).isEqualTo("ON_HOLD");
        assertThat(Shop.order(orderId).getList("holds.reason")).containsExactly("not paid", "nobody knows");
    }

    @Test
    void a_hold_that_is_lifted_just_when_its_date_comes_is_lifted_once() throws Exception {
        var orders = new ArrayList<String>();
        var lifts = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 12; i++) {
            var orderId = placeHeld(Map.of("kind", "DATE", "reason", "away", "until", "2011-12-01T00:00:00Z"));
            orders.add(orderId);
            for (var holdId : Shop.order(orderId).<String>getList("holds.holdId")) {
                lifts.add(() -> Shop.lift(orderId, holdId).statusCode());
            }
        }
        try (var crowd = Executors.newFixedThreadPool(8)) {
            for (var answer : crowd.invokeAll(lifts)) {
                assertThat(answer.get()).isIn(200, 404);
            }
        }

        for (var orderId : orders) {
            awaitStage(orderId, "AWAITING_ALLOCATION");
            assertThat(told(orderId, "HoldReleased", 1)).hasSize(1);
        }
    }

    @Test
    void an_order_that_cannot_be_saved_keeps_no_other_from_going_on() {
        run("create function stuck() returns trigger language plpgsql as 'begin raise exception ''stuck''; end'");
        run("create trigger stuck before update on orders for each row"
                + " when (old.external_id = 'stuck') execute function stuck()");
        var away = Map.of("kind", "DATE", "reason", "away", "until", "2011-12-01T00:00:00Z");
        var stuck = place(PostedOrder.of(PostedOrder.newSku(), 5)
                .with("externalId", "stuck")
                .with("placedAt", LONG_AGO)
                .with("holds", List.of(away)));

        var other = placeHeld(Map.of("kind", "DATE", "reason", "away", "until", "2011-12-02T00:00:00Z"));

        awaitStage(other, "AWAITING_ALLOCATION");
        assertThat(Shop.order(stuck).getString("stage")).isEqualTo("ON_HOLD");

        run("drop function stuck cascade");
        awaitStage(stuck, "AWAITING_ALLOCATION");
    }

    private void run(String statement) {
        jdbi.useHandle(handle -> handle.execute(statement));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2011-11-14T08:22:00Z", "1969-12-31T00:00:00Z", "2099-01-01T00:00:00Z"})
    void a_date_that_cannot_be_is_answered_by_field(String until) {
        var wrong = Map.<String, Object>of("kind", "DATE", "reason", "x", "until", until);

        post(PostedOrder.of("TEAPOT", 1)
                        .with("placedAt", LONG_AGO)
                        .with("holds", List.of(wrong))
                        .json())
                .then()
                .statusCode(422)
                .body("violations[0].field", is("holds[0].until"));
        hold(place(PostedOrder.of("TEAPOT", 1)), wrong).then().statusCode(422).body("violations[0].field", is("until"));
    }

    @Test
    void no_other_hold_has_a_date() {
        hold(
                        place(PostedOrder.of("TEAPOT", 1)),
                        Map.of(
                                "kind",
                                "FRAUD",
                                "reason",
                                "x",
                                "until",
                                Instant.now().plusSeconds(60).toString()))
                .then()
                .statusCode(422)
                .body("violations.field", is(List.of("until")))
                .body("violations[0].reason", is("is for holds of kind DATE"));
    }

    private static String placeHeld(Object... holds) {
        return place(PostedOrder.of(PostedOrder.newSku(), 5)
                .with("placedAt", LONG_AGO)
                .with("holds", List.of(holds)));
    }
}
