package io.backline.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.demo.Places;
import io.backline.demo.door.NoticeBoard;
import io.backline.demo.door.Shop;
import io.backline.demo.door.StockRoom;
import io.backline.demo.door.Warehouse;
import io.backline.events.WarehouseFulfilmentEvent.Delivered;
import io.backline.events.WarehouseFulfilmentEvent.LineUnits;
import io.backline.events.WarehouseFulfilmentEvent.Packed;
import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseFulfilmentEvent.Shipped;
import io.backline.events.WarehouseStockEvent;
import io.backline.events.WarehouseStockEvent.StockOut;
import io.backline.events.WarehouseStockEvent.StockReceived;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Three customers and a teapot: what Backline is for, told while it happens. Every sentence is checked through a door before the next one is told. */
public final class Story {
    private final Shop shop;
    private final StockRoom stockRoom;
    private final NoticeBoard noticeBoard;
    private final Places places;
    private final Teller teller;

    /** Each telling has a teapot and customers of its own. */
    private final String run = Long.toString(Instant.now().getEpochSecond(), 36);

    private final String teapot = "TEAPOT-" + run;

    public Story(Places places, PrintStream out) {
        this.places = places;
        this.shop = places.shop();
        this.stockRoom = places.stockRoom();
        this.noticeBoard = places.noticeBoard();
        this.teller = new Teller(out);
    }

    /** The exit code: 0 if everything came as told, 1 at the first thing that did not. */
    public int tell() {
        try (var warehouse = places.warehouse("/demo/story")) {
            play(warehouse);
            teller.end();
            return 0;
        } catch (Teller.Disappointed disappointed) {
            teller.failed(disappointed);
            return 1;
        }
    }

    private void play(Warehouse warehouse) {
        teller.chapter("A good morning");
        tell(warehouse, new StockReceived(teapot, "MAIN", 3, now(), null), "opening");
        teller.says("The warehouse has 3 teapots.");
        teller.expect("3 teapots available", () -> available() == 3, this::stock);

        var ada = place("ada", 2, "NORMAL");
        teller.says("Ada orders 2. They are hers at once, and the warehouse is told to pick them.");
        teller.expect("Ada's order is READY_TO_PICK", () -> stage(ada).equals("READY_TO_PICK"), () -> order(ada));
        teller.expect("1 teapot available", () -> available() == 1, this::stock);

        pick(warehouse, ada);
        teller.says("A picker puts Ada's 2 into a tote.");
        teller.expect("Ada's order is PICKING", () -> stage(ada).equals("PICKING"), () -> order(ada));

        teller.chapter("More orders than teapots");
        var ben = place("ben", 2, "NORMAL");
        teller.says("Ben orders 2. One is there for him, the other waits: that is a backorder.");
        teller.expect("1 of Ben's units waits", () -> backordered(ben) == 1, () -> order(ben));

        var cleo = place("cleo", 2, "HIGH");
        teller.says("Cleo orders 2 with high priority. Nothing is left, so both wait, but before Ben's.");
        teller.expect("Cleo's order is BACKORDERED", () -> stage(cleo).equals("BACKORDERED"), () -> order(cleo));
        teller.expect("the queue is Cleo, then Ben", () -> queue().equals(List.of(cleo, ben)), this::queue);

        teller.chapter("The shelf is empty");
        tell(warehouse, new StockOut(teapot, "MAIN", now()), "stock-out");
        teller.says(
                "Somebody stands before an empty shelf: the last teapot is gone. Ben's allocation is taken back; Ada's"
                        + " are in the tote and stay hers.");
        teller.expect("both of Ben's units wait", () -> backordered(ben) == 2, () -> order(ben));
        teller.expect("Ada's order is still PICKING", () -> stage(ada).equals("PICKING"), () -> order(ada));

        teller.says("Ben and Cleo are told by mail, once each, when it has been quiet about their orders for a while.");
        var quietTime = teller.expectSoon("a mail to Ben", () -> sent(ben).size() == 1, () -> notices(ben));
        teller.expectSoon("a mail to Cleo", () -> sent(cleo).size() == 1, () -> notices(cleo));
        teller.quotes(sent(ben).getFirst());
        teller.expect("no mail to Ada", () -> notices(ada).isEmpty(), () -> notices(ada));

        teller.chapter("Teapots come back");
        tell(warehouse, new StockReceived(teapot, "MAIN", 3, now(), null), "first restock");
        teller.says("3 teapots arrive. Nobody presses a button: Cleo gets her 2 first, Ben 1.");
        teller.expect("Cleo's order is READY_TO_PICK", () -> stage(cleo).equals("READY_TO_PICK"), () -> order(cleo));
        teller.expect("1 of Ben's units waits", () -> backordered(ben) == 1, () -> order(ben));

        tell(warehouse, new StockReceived(teapot, "MAIN", 2, now(), null), "second restock");
        teller.says("2 more arrive: one completes Ben's order, one is free to sell.");
        teller.expect("Ben's order is READY_TO_PICK", () -> stage(ben).equals("READY_TO_PICK"), () -> order(ben));
        teller.expect("1 teapot available", () -> available() == 1, this::stock);

        tellOfRelease(quietTime, ben, cleo);

        teller.chapter("Delivered");
        ship(warehouse, ada);
        teller.says("Ada's teapots are packed, shipped and delivered.");
        teller.expect("Ada's order is DELIVERED", () -> stage(ada).equals("DELIVERED"), () -> order(ada));
        teller.expect("5 teapots on hand, 4 of them allocated, 1 available", this::booksAgree, this::stock);
    }

    /** A second quiet time of half a minute would be dull: then it is enough that the mails are on their way. */
    private void tellOfRelease(Duration quietTime, UUID ben, UUID cleo) {
        if (teller.hasTimeFor(quietTime)) {
            teller.says("And both are told that their orders are on their way out.");
            teller.expectSoon("a second mail to Cleo", () -> sent(cleo).size() == 2, () -> notices(cleo));
            teller.expectSoon("a second mail to Ben", () -> sent(ben).size() == 2, () -> notices(ben));
            teller.quotes(sent(ben).getLast());
        } else {
            teller.says("And both will be told so, when it has been quiet about their orders for another "
                    + quietTime.toSeconds() + " s.");
            teller.expect(
                    "a mail to Cleo that says RELEASED is on its way", () -> isOnItsWay(cleo), () -> notices(cleo));
            teller.expect("a mail to Ben that says RELEASED is on its way", () -> isOnItsWay(ben), () -> notices(ben));
        }
    }

    private boolean isOnItsWay(UUID order) {
        return notices(order).stream()
                .anyMatch(notice -> notice.path("kind").asText().equals("RELEASED")
                        && List.of("WAITING", "SENT")
                                .contains(notice.path("state").asText()));
    }

    private UUID place(String customer, int quantity, String priority) {
        var order = new Order(
                "story",
                run + "-" + customer,
                new Customer(customer + "-" + run, customer + "." + run + "@example.org", customer),
                new ShipTo("DE"),
                "EUR",
                priority,
                List.of(new Line(teapot, quantity, "24.90")));
        var answer = shop.place(order, run + "-" + customer);
        var orderId = answer.orderId();
        if (orderId == null) {
            throw new Teller.Disappointed("the order of " + customer + " is accepted", answer.reason());
        }
        return orderId;
    }

    private record Order(
            String channel,
            String externalId,
            Customer customer,
            ShipTo shipTo,
            String currency,
            String priority,
            List<Line> lines) {}

    private record Customer(String id, String email, String name) {}

    private record ShipTo(String country) {}

    private record Line(String sku, int quantity, String unitPrice) {}

    private void tell(Warehouse warehouse, WarehouseStockEvent event, String id) {
        warehouse.tell(event, run + " " + id, now());
        warehouse.flush();
    }

    private void pick(Warehouse warehouse, UUID order) {
        warehouse.tell(new PickStarted(order, units(2), now()), run + " pick", now());
        warehouse.flush();
    }

    private void ship(Warehouse warehouse, UUID order) {
        warehouse.tell(new Packed(order, "P-" + run, units(2), now()), run + " pack", now());
        warehouse.tell(new Shipped(order, "S-" + run, "Post", null, units(2), now()), run + " ship", now());
        warehouse.tell(new Delivered(order, "S-" + run, now()), run + " delivery", now());
        warehouse.flush();
    }

    private static List<LineUnits> units(int quantity) {
        return List.of(new LineUnits(1, quantity, null));
    }

    private JsonNode stock() {
        return stockRoom.stock(teapot);
    }

    private long available() {
        return stock().path("available").asLong(-1);
    }

    private boolean booksAgree() {
        var stock = stock();
        return stock.path("onHand").asLong() == 5
                && stock.path("allocated").asLong() == 4
                && stock.path("available").asLong() == 1
                && stock.path("backordered").asLong() == 0;
    }

    private List<UUID> queue() {
        return stockRoom
                .queue(teapot)
                .path("items")
                .valueStream()
                .map(line -> UUID.fromString(line.path("orderId").asText()))
                .toList();
    }

    private JsonNode order(UUID order) {
        return shop.order(order);
    }

    private String stage(UUID order) {
        return order(order).path("stage").asText();
    }

    private long backordered(UUID order) {
        return order(order).path("lines").path(0).path("backordered").asLong(-1);
    }

    private List<JsonNode> notices(UUID order) {
        return noticeBoard.ofOrder(order);
    }

    /** Mails that left, in the order they left. */
    private List<JsonNode> sent(UUID order) {
        return notices(order).stream()
                .filter(notice -> notice.path("state").asText().equals("SENT"))
                .sorted(java.util.Comparator.comparing(
                        notice -> notice.path("sentAt").asText()))
                .map(notice -> noticeBoard.notice(notice.path("noticeId").asText()))
                .toList();
    }

    private static Instant now() {
        return Instant.now();
    }
}
