package io.backline.system.nemesis;

import static io.backline.events.Streams.WAREHOUSE_FULFILMENT;
import static io.backline.events.Streams.WAREHOUSE_STOCK;

import io.backline.events.OrderEvent.OrderReadyToPick;
import io.backline.events.Streams;
import io.backline.events.WarehouseFulfilmentEvent.LineUnits;
import io.backline.events.WarehouseFulfilmentEvent.Packed;
import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseFulfilmentEvent.Shipped;
import io.backline.events.WarehouseStockEvent.StockAdjusted;
import io.backline.events.WarehouseStockEvent.StockCounted;
import io.backline.events.WarehouseStockEvent.StockOut;
import io.backline.events.WarehouseStockEvent.StockReceived;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Receives goods, counts shelves, and picks, packs and ships what it is told to, once an order. */
final class Warehouse {
    private final Courier courier;
    private final Doors bridge;
    private final Catalogue catalogue;
    private final KafkaConsumer<String, byte[]> pickLists;
    private final Thread pickers = Thread.ofPlatform().name("pickers").unstarted(this::pick);
    private final Set<UUID> picked = new HashSet<>();
    private final Set<String> bridged = ConcurrentHashMap.newKeySet();
    private final List<String> surprises;
    private volatile boolean working;

    Warehouse(Site site, Courier courier, Catalogue catalogue, List<String> surprises) {
        this.courier = courier;
        this.bridge = new Doors(site.replicasOf(io.backline.demo.invariant.Store.INVENTORY));
        this.catalogue = catalogue;
        this.surprises = surprises;
        this.pickLists = new KafkaConsumer<>(
                Map.of("bootstrap.servers", site.kafka()), new StringDeserializer(), new ByteArrayDeserializer());
    }

    void open() {
        var partitions = pickLists.partitionsFor(Streams.ORDERS.topic()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        pickLists.assign(partitions);
        pickLists.seekToBeginning(partitions);
        pickers.start();
    }

    void isWorking(boolean now) {
        working = now;
    }

    /** Ids of the events that inventory-service answered with 202. */
    Set<String> bridged() {
        return bridged;
    }

    /** About as much comes in as is ordered, so that some goods wait and some are there. */
    void receive() throws InterruptedException {
        var chance = ThreadLocalRandom.current();
        var sku = catalogue.anySku(chance);
        var at = courier.happened();
        switch (chance.nextInt(20)) {
            case 0 -> courier.tell(WAREHOUSE_STOCK, new StockCounted(sku, "MAIN", chance.nextInt(40), at));
            case 1 ->
                courier.tell(WAREHOUSE_STOCK, new StockAdjusted(sku, "MAIN", 1 - chance.nextInt(2, 5), "DAMAGED", at));
            case 2 -> courier.tell(WAREHOUSE_STOCK, new StockOut(sku, "MAIN", at));
            case 3, 4, 5, 6 -> bridge(sku, 1 + chance.nextInt(30), at);
            default -> {
                var location = chance.nextInt(4) == 0 ? "EAST" : "MAIN";
                courier.tell(WAREHOUSE_STOCK, new StockReceived(sku, location, 1 + chance.nextInt(30), at, null));
            }
        }
    }

    private void bridge(String sku, int quantity, Instant at) throws InterruptedException {
        var id = UUID.randomUUID().toString();
        var event = """
                {"specversion":"1.0","id":"%s","source":"%s","type":"io.backline.warehouse.StockReceived","datacontenttype":"application/json",
                "data":{"sku":"%s","quantity":%d,"receivedAt":"%s"}}
                """.formatted(id, Courier.SOURCE, sku, quantity, at);
        var answer = bridge.post(
                "/api/v1/warehouse-events", "application/cloudevents+json", id, event.getBytes(StandardCharsets.UTF_8));
        if (answer.statusCode() == 202) {
            bridged.add(id);
        } else {
            surprises.add("a receipt was answered " + answer.statusCode() + " "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    private void pick() {
        try (pickLists) {
            while (true) {
                pickLists.poll(Duration.ofSeconds(1)).forEach(this::readyToPick);
            }
        } catch (WakeupException closed) {
            // the warehouse closes
        }
    }

    private void readyToPick(ConsumerRecord<String, byte[]> record) {
        var type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        if (!type.equals("io.backline.OrderReadyToPick") || !working) {
            return;
        }
        try {
            if (Streams.ORDERS.read(type, record.value()) instanceof OrderReadyToPick list
                    && !list.lines().isEmpty()
                    && picked.add(list.orderId())) {
                ship(list);
            }
        } catch (IOException unreadable) {
            surprises.add("a pick list cannot be read: " + unreadable);
        }
    }

    /** Most is shipped at once, some stays in its tote, some on the packing table. */
    private void ship(OrderReadyToPick list) {
        var chance = ThreadLocalRandom.current();
        var lines = list.lines().stream()
                .map(line -> new LineUnits(line.lineNumber(), line.quantity(), line.location()))
                .toList();
        var at = courier.happened();
        var id = list.orderId();
        if (chance.nextInt(3) == 0) {
            return;
        }
        courier.tell(WAREHOUSE_FULFILMENT, new PickStarted(id, lines, at));
        if (chance.nextInt(4) > 0) {
            courier.tell(WAREHOUSE_FULFILMENT, new Packed(id, "p-" + id, lines, at));
            if (chance.nextInt(4) > 0) {
                courier.tell(WAREHOUSE_FULFILMENT, new Shipped(id, "s-" + id, null, null, lines, at));
            }
        }
    }

    void close() {
        pickLists.wakeup();
    }
}
