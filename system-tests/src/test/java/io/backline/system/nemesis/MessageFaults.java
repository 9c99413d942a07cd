package io.backline.system.nemesis;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.backline.demo.invariant.Store;
import io.backline.events.Streams;
import io.backline.events.WarehouseStockEvent.StockReceived;
import io.backline.system.nemesis.Courier.Manner;
import io.backline.system.nemesis.Fault.Cure;
import io.backline.system.nemesis.Fault.Missed;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** Messages as they come in real life: twice, backwards, days late, cut off, huge, all over again, and thousands at once. */
final class MessageFaults {
    private static final int CUT_OFF = 50;
    private static final int FOUR_MB = 4_000_000;
    private static final int TEN_MB = 10_000_000;

    private MessageFaults() {}

    static List<Fault> all(Scale scale, Trade trade) {
        var all = new ArrayList<Fault>();
        Arrays.stream(Manner.values())
                .filter(manner -> manner != Manner.ORDINARY)
                .map(manner -> brought(manner, trade))
                .forEach(all::add);
        all.add(cutOff(trade));
        all.add(huge(trade));
        Arrays.stream(Store.values()).map(service -> replayed(service, scale)).forEach(all::add);
        all.add(storm(scale, trade));
        return all;
    }

    private static Fault brought(Manner manner, Trade trade) {
        return new Fault("messages: " + manner.words(), (site, chance) -> {
            var courier = trade.courier();
            courier.become(manner);
            SECONDS.sleep(8);
            return () -> courier.become(Manner.ORDINARY);
        });
    }

    private static Fault cutOff(Trade trade) {
        return new Fault("messages: cut off in the middle", (site, chance) -> {
            var whole = Streams.WAREHOUSE_STOCK.write(receipt("NEMESIS-1", 1_000));
            for (var i = 0; i < CUT_OFF; i++) {
                var part = Arrays.copyOf(whole, chance.nextInt(whole.length));
                trade.courier().bring(Streams.WAREHOUSE_STOCK, part).get();
            }
            return Cure.NONE_NEEDED;
        });
    }

    /** Whatever Kafka takes of it must be put aside; what it does not take never was. */
    private static Fault huge(Trade trade) {
        return new Fault("messages: of 4 MB and of 10 MB", (site, chance) -> {
            for (var stream : List.of(Streams.WAREHOUSE_STOCK, Streams.WAREHOUSE_FULFILMENT)) {
                trade.courier().bring(stream, blanks(FOUR_MB)).get();
                try {
                    trade.courier().bring(stream, blanks(TEN_MB)).get();
                } catch (ExecutionException tooLarge) {
                    // the topic's limit says so
                }
            }
            return Cure.NONE_NEEDED;
        });
    }

    private static byte[] blanks(int length) {
        return " ".repeat(length).getBytes(StandardCharsets.US_ASCII);
    }

    /** Everything once more, from the first record on; in a long run, where that would take most of the time, from far back. */
    private static Fault replayed(Store service, Scale scale) {
        return new Fault(service.service() + ": all topics again from offset 0", (site, chance) -> {
                    site.replicasOf(service).forEach(Replica::standDown);
                    try (var admin = Admin.create(Map.of("bootstrap.servers", site.kafka()))) {
                        var group = service.service();
                        awaitNobodyIn(group, admin);
                        var offsets = admin.listConsumerGroupOffsets(group)
                                .partitionsToOffsetAndMetadata()
                                .get();
                        offsets.replaceAll((partition, read) ->
                                new OffsetAndMetadata(Math.max(0, read.offset() - scale.replayOfPartition())));
                        admin.alterConsumerGroupOffsets(group, offsets).all().get();
                    }
                    return () -> site.replicasOf(service).forEach(Replica::letGo);
                })
                .within(Duration.ofSeconds(60));
    }

    /** Who had to be killed is a member until its session ends. */
    private static void awaitNobodyIn(String group, Admin admin) throws Exception {
        var until = Instant.now().plusSeconds(30);
        while (!admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get()
                .members()
                .isEmpty()) {
            if (Instant.now().isAfter(until)) {
                throw new Missed(group + " was stopped, and is still in its consumer group");
            }
            Thread.sleep(200);
        }
    }

    /** Very many lines wait for one SKU, and all of it comes at once. */
    private static Fault storm(Scale scale, Trade trade) {
        return new Fault("messages: restock for " + scale.storm() + " waiting lines", (site, chance) -> {
            var sku = "STORM-" + chance.nextInt(1_000_000);
            trade.customers().orderMuchOf(sku, scale.storm());
            awaitQueue(site, sku, scale.storm());
            trade.courier().tell(Streams.WAREHOUSE_STOCK, receipt(sku, scale.storm()));
            return Cure.NONE_NEEDED;
        });
    }

    private static StockReceived receipt(String sku, int quantity) {
        return new StockReceived(sku, "MAIN", quantity, Instant.now(), null);
    }

    private static void awaitQueue(Site site, String sku, int lines) throws SQLException, Missed, InterruptedException {
        var until = Instant.now().plusSeconds(60);
        var query = "select coalesce(sum(backordered), 0) from sku where sku = '" + sku + "'";
        while (site.stores().number(Store.INVENTORY, query) < lines) {
            if (Instant.now().isAfter(until)) {
                throw new Missed("the queue of " + lines + " lines did not stand within a minute");
            }
            SECONDS.sleep(1);
        }
    }
}
