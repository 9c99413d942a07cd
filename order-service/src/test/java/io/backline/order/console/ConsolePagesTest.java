package io.backline.order.console;

import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.delivered;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.packed;
import static io.backline.order.order.Partners.picked;
import static io.backline.order.order.Partners.shipped;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.PostedOrder.newSku;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.awaitStage;
import static io.backline.order.order.Shop.order;
import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.backline.order.order.PostedOrder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsolePagesTest {
    @TestHTTPResource
    URI console;

    @Test
    void an_order_shows_where_its_units_stand() {
        var order = place(PostedOrder.of(newSku(), 10).line(newSku(), 4));
        inventory(answers(order, 1, 10, 7));
        inventory(answers(order, 2, 4, 4));
        awaitLine(order, "allocated", 7);
        warehouse(picked(order, 5));
        warehouse(packed(order, "P-1", 4));
        warehouse(shipped(order, "S-1", 2));
        warehouse(delivered(order, "S-1"));
        awaitLine(order, "delivered", 2);

        everywhere("order", "/orders/" + order, reader -> assertThat(reader.text())
                .contains("3 backordered, 2 ready to pick, 1 picking, 2 packed, 2 delivered")
                .contains("4 ready to pick")
                .contains("notification-service does not answer")
                .contains("Delivered"));
    }

    @Test
    void orders_are_found_by_what_they_are_and_counted_as_they_are_listed() {
        var sku = newSku();
        for (var i = 0; i < 53; i++) {
            place(PostedOrder.of(sku, i + 1));
        }

        everywhere("orders", "/orders?sku=" + sku, reader -> {
            assertThat(reader.page.locator("#count").innerText()).isEqualTo("53 orders");
            var rows = reader.page.locator("#list tbody tr");
            assertThat(rows.count()).isEqualTo(50);
            reader.page.click("#next-page");
            PlaywrightAssertions.assertThat(rows).hasCount(3);
            reader.page.click("#first-page");
            PlaywrightAssertions.assertThat(rows).hasCount(50);
        });
    }

    @Test
    void an_order_is_reached_by_the_name_the_shop_gave_it() {
        var posted = PostedOrder.of(newSku(), 1);
        var order = place(posted);

        try (var reader = Reader.of(console).open("/orders")) {
            reader.page.keyboard().press("/");
            reader.page.keyboard().type(posted.externalId());
            reader.page.keyboard().press("Enter");

            reader.page.waitForURL("**/orders/" + order);
            PlaywrightAssertions.assertThat(reader.page.locator("h1")).hasText(posted.externalId());
            reader.findsNothingToComplainAbout();
        }
    }

    @Test
    void nothing_found_is_said() {
        everywhere("orders-none", "/orders?externalId=" + UUID.randomUUID(), reader -> assertThat(reader.text())
                .contains("0 orders")
                .contains("No order is like this."));
    }

    @Test
    void an_order_is_held_and_let_go() {
        var order = place(PostedOrder.of(newSku(), 2));

        try (var reader = Reader.of(console).open("/orders/" + order)) {
            var hold = reader.page.getByRole(AriaRole.REGION, named("Hold"));
            hold.getByLabel("Kind").selectOption("PAYMENT");
            hold.getByLabel("Reason").fill("card was declined");
            hold.getByLabel("Your name").fill("grace");
            button(reader, "Hold").click();

            PlaywrightAssertions.assertThat(reader.page.locator(".done")).hasText("The order is held.");
            assertThat(reader.text())
                    .contains("Held: 1 hold")
                    .contains("card was declined")
                    .contains("by grace");
            assertThat(order(order).getString("stage")).isEqualTo("ON_HOLD");
            reader.findsNothingToComplainAbout();
            reader.keep("order-held");

            reader.page.getByText("Lift", exactly()).click();
            var lift = reader.page.locator(".lift");
            lift.getByLabel("Reason").fill("paid");
            lift.getByLabel("Your name").fill("ada");
            reader.findsNothingToComplainAbout();
            button(reader, "Lift the hold").click();

            PlaywrightAssertions.assertThat(reader.page.locator(".done")).hasText("The hold is lifted.");
            assertThat(order(order).getList("holds")).isEmpty();
            PlaywrightAssertions.assertThat(reader.page.locator("#timeline")).containsText("by: ada");
        }
    }

    @Test
    void priority_is_changed_only_of_what_was_seen() {
        var order = place(PostedOrder.of(newSku(), 2));

        try (var reader = Reader.withoutScript(console).open("/orders/" + order);
                var other = Reader.of(console).open("/orders/" + order)) {
            other.page.getByLabel("Critical").check();
            button(other, "Change priority").click();
            PlaywrightAssertions.assertThat(other.page.locator(".done")).hasText("The priority is changed.");
            assertThat(order(order).getString("priority")).isEqualTo("CRITICAL");

            reader.page.getByLabel("Low").check();
            button(reader, "Change priority").click();

            PlaywrightAssertions.assertThat(reader.page.locator(".refused")).containsText("the order has version");
            assertThat(order(order).getString("priority")).isEqualTo("CRITICAL");
        }
    }

    @Test
    void a_part_is_cancelled_as_far_as_it_can_be() {
        var order = place(PostedOrder.of(newSku(), 5));

        try (var reader = Reader.of(console).open("/orders/" + order)) {
            reader.page.getByLabel("Units of line 1 to cancel").fill("3");
            var cancel = reader.page.getByRole(AriaRole.REGION, named("Cancel units"));
            cancel.getByLabel("Reason").fill("bought elsewhere");
            inventory(answers(order, 1, 5, 5));
            awaitLine(order, "allocated", 5);
            warehouse(picked(order, 4));
            awaitLine(order, "picked", 4);
            button(reader, "Cancel units").click();

            PlaywrightAssertions.assertThat(reader.page.locator(".refused"))
                    .containsText("this is more than can still be cancelled");
            assertThat(order(order).getInt("lines[0].cancelled")).isZero();

            reader.page.getByLabel("Units of line 1 to cancel, at most 1").fill("1");
            cancel.getByLabel("Reason").fill("bought elsewhere");
            button(reader, "Cancel units").click();

            PlaywrightAssertions.assertThat(reader.page.locator(".done")).isVisible();
            assertThat(order(order).getInt("lines[0].cancelled")).isEqualTo(1);
        }
    }

    @Test
    void what_happens_is_shown_without_loading_the_page_again() {
        var order = place(PostedOrder.of(newSku(), 5));

        try (var reader = Reader.of(console).open("/orders/" + order)) {
            assertThat(reader.text()).contains("5 awaiting allocation");
            reader.page.getByLabel("Your name").first().fill("still typing");

            inventory(answers(order, 1, 5, 2));

            PlaywrightAssertions.assertThat(reader.page.locator("#order"))
                    .containsText("3 backordered, 2 ready to pick");
            PlaywrightAssertions.assertThat(reader.page.locator("#timeline")).containsText("Line backordered");
            assertThat(reader.page.getByLabel("Your name").first().inputValue()).isEqualTo("still typing");
            reader.findsNothingToComplainAbout();
        }
    }

    @Test
    void a_fact_that_is_being_read_stays_open_while_the_order_goes_on() {
        var order = place(PostedOrder.of(newSku(), 5));

        try (var reader = Reader.of(console).open("/orders/" + order)) {
            reader.page.locator("#timeline summary").first().click();

            inventory(answers(order, 1, 5, 2));

            PlaywrightAssertions.assertThat(reader.page.locator("#order"))
                    .containsText("3 backordered, 2 ready to pick");
            PlaywrightAssertions.assertThat(reader.page.locator("#timeline details[open]"))
                    .hasCount(1);
            PlaywrightAssertions.assertThat(reader.page.locator("#live-state")).hasText("Paused while in use");
        }
    }

    @Test
    void foreign_text_is_only_text() {
        var evil = "<script>alert('owned')</script>\"'><img src=x onerror=alert(1)>";
        var sku = "<b>&\"'/" + UUID.randomUUID() + "</b>";
        var posted = PostedOrder.of(sku, 3)
                .with("externalId", evil + UUID.randomUUID())
                .with("customer.id", "{evil}" + evil)
                .with("holds", List.of(Map.of("kind", "FRAUD", "reason", evil)));
        var order = place(posted);
        inventory(answers(order, 1, 3, 1));
        awaitLine(order, "backordered", 2);

        try (var reader = Reader.of(console).open("/orders/" + order)) {
            assertThat(reader.text()).contains(posted.externalId()).contains("{evil}" + evil);
            reader.page.click("#sku-1");
            reader.page.waitForURL("**/backorders/**");
            PlaywrightAssertions.assertThat(reader.page.locator("h1")).hasText(sku);
            assertThat(reader.text()).contains(posted.externalId());
            reader.open("/orders?sku=" + Words.encoded(sku));
            PlaywrightAssertions.assertThat(reader.page.locator("#count")).hasText("1 order");
            reader.page.click("#c-" + order);
            reader.page.waitForURL("**/orders?customerId=**");
            assertThat(reader.page.getByLabel("Customer").inputValue()).isEqualTo("{evil}" + evil);
            reader.findsNothingToComplainAbout();
        }
    }

    @Test
    void what_waits_is_shown_by_sku_with_or_without_inventory() {
        var sku = newSku();
        var first = place(PostedOrder.of(sku, 900_000));
        var second = place(PostedOrder.of(sku, 2).with("priority", "CRITICAL"));
        inventory(answers(first, 1, 900_000, 0));
        inventory(answers(second, 1, 2, 0));
        awaitStage(first, "BACKORDERED");
        awaitStage(second, "BACKORDERED");

        everywhere("backorders", "/backorders", reader -> {
            assertThat(reader.text())
                    .contains("inventory-service does not answer")
                    .contains(sku)
                    .contains("900,002");
            reader.page.getByText(sku).click();
            PlaywrightAssertions.assertThat(reader.page.locator("#queue .count"))
                    .hasText("900,002 units wait in 2 lines of 2 orders");
            assertThat(reader.page.locator("#queue .table tbody tr").first().innerText())
                    .contains("Critical");
        });
        everywhere("backorder", "/backorders/" + sku, reader -> {});
    }

    @Test
    void a_queue_is_read_to_its_end() {
        var sku = newSku();
        var posted = PostedOrder.of(sku, 1);
        for (var line = 2; line <= 101; line++) {
            posted = posted.line(sku, 1);
        }
        var order = place(posted);
        for (var line = 1; line <= 101; line++) {
            inventory(answers(order, line, 1, 0));
        }
        awaitStage(order, "BACKORDERED");

        try (var reader = Reader.of(console).open("/backorders/" + sku)) {
            var rows = reader.page.locator("#queue .table tbody tr");
            PlaywrightAssertions.assertThat(rows).hasCount(100);
            reader.page.click("#next-page");
            PlaywrightAssertions.assertThat(rows).hasCount(1);
            reader.page.click("#first-page");
            PlaywrightAssertions.assertThat(rows).hasCount(100);
        }
    }

    @Test
    void the_backlog_counts_what_its_links_show() {
        var held = PostedOrder.of(newSku(), 2).with("holds", List.of(Map.of("kind", "FRAUD", "reason", "odd")));
        place(held);

        everywhere("backlog", "/", reader -> {
            PlaywrightAssertions.assertThat(reader.page.locator(".board .column"))
                    .hasCount(7);
            PlaywrightAssertions.assertThat(reader.page.locator("#flow canvas")).isVisible();
            var orders = reader.page.locator("#orders-ON_HOLD").innerText();
            reader.page.click("#orders-ON_HOLD");
            PlaywrightAssertions.assertThat(reader.page.locator("#count")).hasText(orders);
            reader.page.goBack();
            var lines = reader.page.locator("#lines-ON_HOLD").innerText();
            reader.page.click("#lines-ON_HOLD");
            PlaywrightAssertions.assertThat(reader.page.locator("#count")).hasText(lines);
        });
    }

    @Test
    void the_backlog_moves_while_it_is_looked_at() {
        try (var reader = Reader.of(console).open("/")) {
            var before = number(reader.page.locator("#orders-ON_HOLD strong").innerText());

            place(PostedOrder.of(newSku(), 2).with("holds", List.of(Map.of("kind", "FRAUD", "reason", "odd"))));

            PlaywrightAssertions.assertThat(reader.page.locator("#orders-ON_HOLD strong"))
                    .hasText(String.valueOf(before + 1));
            reader.findsNothingToComplainAbout();
        }
    }

    @Test
    void the_backlog_of_a_past_moment_counts_what_its_links_show() {
        var then = Instant.parse("2025-03-04T12:00:00Z");
        var before = awaitingAt(then);
        var earlier = awaitingAt(Instant.parse("2025-03-01T07:30:00Z"));
        place(PostedOrder.of(newSku(), 2)
                .with("placedAt", then.minus(Duration.ofDays(2)).toString()));
        place(PostedOrder.of(newSku(), 1)
                .with("placedAt", then.plus(Duration.ofDays(1)).toString()));
        await().until(() -> awaitingAt(then.plus(Duration.ofDays(1))) == before + 2);

        everywhere("backlog-past", "/?asOf=" + then, reader -> {
            var lines = reader.page.locator("#lines-AWAITING_ALLOCATION");
            PlaywrightAssertions.assertThat(lines).hasText(Words.count(before + 1, "line"));
            assertThat(reader.text()).contains("as it was at 4 Mar 2025, 13:00");
            assertThat(reader.page.getByLabel("As of").inputValue()).isEqualTo("2025-03-04T13:00");
            lines.click();
            PlaywrightAssertions.assertThat(reader.page.locator("#count")).hasText(Words.count(before + 1, "line"));
            assertThat(button(reader, "Hold").count()).isZero();
            reader.findsNothingToComplainAbout();

            reader.page.goBack();
            reader.page.getByText("A day later").click();
            PlaywrightAssertions.assertThat(lines).hasText(Words.count(before + 2, "line"));
            reader.page.getByLabel("As of").fill("2025-03-01T08:30");
            button(reader, "Show").click();
            PlaywrightAssertions.assertThat(lines).hasText(Words.count(earlier, "line"));
            assertThat(reader.page.url()).endsWith("/?asOf=2025-03-01T07%3A30%3A00.000Z");
            reader.page.getByText("Now", exactly()).click();
            PlaywrightAssertions.assertThat(reader.page.locator(".then")).hasCount(0);
        });
    }

    private static int awaitingAt(Instant moment) {
        return given().queryParam("asOf", moment.toString())
                .get("/api/v1/backlog")
                .path("stages.find { it.stage == 'AWAITING_ALLOCATION' }.lines");
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    private static int number(String grouped) {
        return Integer.parseInt(grouped.replace(",", ""));
    }

    @Test
    void the_worst_are_worked_on_many_at_once() {
        var sku = newSku();
        var longAgo = Instant.now().minus(Duration.ofDays(40)).toString();
        var first = place(PostedOrder.of(sku, 2).with("placedAt", longAgo).with("needBy", longAgo));
        var second = place(PostedOrder.of(sku, 3));
        inventory(answers(first, 1, 2, 0));
        inventory(answers(second, 1, 3, 0));
        awaitStage(first, "BACKORDERED");
        awaitStage(second, "BACKORDERED");

        everywhere("ageing", "/ageing?sku=" + sku, reader -> {
            PlaywrightAssertions.assertThat(reader.page.locator("#count")).hasText("2 lines");
            assertThat(reader.page.locator("#list tbody tr .id").first().getAttribute("href"))
                    .endsWith(first);
            reader.page.getByLabel("Choose all lines shown").check();
            var tools = reader.page.locator(".tools");
            tools.locator("[name=kind]").selectOption("PAYMENT");
            tools.getByLabel("Reason").fill("recall");
            tools.getByLabel("Reason").press("Enter");
            assertThat(order(first).getList("holds")).isEmpty();
            button(reader, "Hold").click();
            PlaywrightAssertions.assertThat(reader.page.locator(".done")).hasText("2 orders were held.");
            assertThat(order(first).getString("holds[0].reason")).isEqualTo("recall");
            assertThat(order(second).getString("stage")).isEqualTo("ON_HOLD");

            reader.page.getByLabel("Choose all lines shown").check();
            tools.locator("[name=lifted]").selectOption("FRAUD");
            button(reader, "Lift holds").click();
            PlaywrightAssertions.assertThat(reader.page.locator(".done"))
                    .hasText("0 orders were let go. 2 others could not be any more.");

            reader.page.getByLabel("Choose all lines shown").check();
            button(reader, "Lift holds").click();
            PlaywrightAssertions.assertThat(reader.page.locator(".done")).hasText("2 orders were let go.");
            assertThat(order(second).getList("holds")).isEmpty();

            reader.page.locator("[name=order]").first().check();
            tools.getByLabel("Priority").selectOption("CRITICAL");
            button(reader, "Change priority").click();
            PlaywrightAssertions.assertThat(reader.page.locator(".done"))
                    .hasText("1 order was given another priority.");
            assertThat(order(first).getString("priority")).isEqualTo("CRITICAL");
            assertThat(reader.page.url()).contains("sku=" + sku);
            reader.findsNothingToComplainAbout();
        });
    }

    @Test
    void a_dead_letter_shows_its_bytes_and_is_replayed() {
        var order = place(PostedOrder.of(newSku(), 1));
        warehouse(shipped(order, "<script>alert(1)</script>", 99));

        everywhere("dead-letters", "/dead-letters", reader -> {
            var row = reader.page.locator("tr", new Page.LocatorOptions().setHasText(order));
            for (var tries = 0; tries < 50 && row.count() == 0; tries++) {
                reader.page.waitForTimeout(200);
                reader.page.reload();
            }
            row.locator("a").first().click();
            PlaywrightAssertions.assertThat(reader.page.locator("h1")).hasText("Dead letter");
            assertThat(reader.text()).contains("<script>alert(1)</script>").contains("warehouse-fulfilment");
            reader.keep("dead-letter");
            reader.findsNothingToComplainAbout();

            button(reader, "Replay").click();

            PlaywrightAssertions.assertThat(reader.page.locator(".done")).isVisible();
            PlaywrightAssertions.assertThat(button(reader, "Replay")).hasCount(0);
        });
    }

    @Test
    void what_is_not_there_is_a_page_too() {
        everywhere("refusal", "/orders/" + UUID.randomUUID(), 404, reader -> assertThat(reader.text())
                .contains("There is nothing here"));
    }

    @Test
    void who_has_no_script_reads_and_acts_as_well() {
        var order = place(PostedOrder.of(newSku(), 2));
        try (var reader = Reader.withoutScript(console)) {
            for (var path : List.of("/", "/ageing", "/orders", "/orders/" + order, "/backorders", "/dead-letters")) {
                reader.open(path);
                assertThat(reader.page.locator("h1").count()).isEqualTo(1);
            }
            reader.open("/orders/" + order);
            assertThat(reader.page.locator("#order time").first().innerText()).endsWith(" UTC");
            var hold = reader.page.getByRole(AriaRole.REGION, named("Hold"));
            hold.getByLabel("Reason").fill("no script");
            button(reader, "Hold").click();
            PlaywrightAssertions.assertThat(reader.page.locator(".done")).hasText("The order is held.");
            assertThat(reader.text()).contains("no script");
        }
    }

    /** In light, in the dark and on a phone: a picture, and nothing to complain about. */
    private void everywhere(String name, String path, Consumer<Reader> check) {
        everywhere(name, path, 200, check);
    }

    private void everywhere(String name, String path, int status, Consumer<Reader> check) {
        try (var reader = Reader.of(console)) {
            look(reader.onAPhone(), name + "-phone", path, status);
            look(reader.inTheDark(), name + "-dark", path, status);
            look(reader.inTheLight(), name, path, status);
            check.accept(reader);
        }
    }

    private static void look(Reader reader, String name, String path, int status) {
        reader.open(path);
        reader.keep(name);
        // The browser itself reports a page that is refused.
        reader.complaints().removeIf(complaint -> status != 200 && complaint.contains("status of " + status));
        reader.findsNothingToComplainAbout();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator button(Reader reader, String name) {
        return reader.page.getByRole(AriaRole.BUTTON, named(name));
    }
}
