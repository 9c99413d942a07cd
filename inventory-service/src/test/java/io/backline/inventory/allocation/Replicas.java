package io.backline.inventory.allocation;

import static io.backline.events.Streams.ORDERS;
import static io.backline.events.Streams.WAREHOUSE_FULFILMENT;
import static io.backline.events.Streams.WAREHOUSE_STOCK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.EventStream;
import io.backline.localstack.testing.CloudEvent;
import io.backline.messaging.Inbox;
import io.backline.messaging.Message;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Many replicas of the service. Each handles messages as its listeners do, but beside the others: every message is a partition and a transaction of its own. */
@Singleton
class Replicas {
    private static final int REPLICAS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Inbox inbox;
    private final DemandDesk demand;
    private final SupplyDesk supply;
    private final FulfilmentDesk fulfilment;
    private final AtomicInteger partitions = new AtomicInteger(1_000);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Replicas(Inbox inbox, DemandDesk demand, SupplyDesk supply, FulfilmentDesk fulfilment) {
        this.inbox = inbox;
        this.demand = demand;
        this.supply = supply;
        this.fulfilment = fulfilment;
    }

    Callable<Object> ordered(CloudEvent event) {
        return () -> handle(event, ORDERS, demand::apply);
    }

    Callable<Object> stocked(CloudEvent event) {
        return () -> handle(event, WAREHOUSE_STOCK, supply::apply);
    }

    Callable<Object> fulfilled(CloudEvent event) {
        return () -> handle(event, WAREHOUSE_FULFILMENT, fulfilment::apply);
    }

    /** Returns when all are handled. None may be in another's way: the inbox would try again what deadlocked, so failures count at the first try. */
    void handleAtOnce(List<Callable<Object>> messages) throws Exception {
        failures.clear();
        try (var replicas = Executors.newFixedThreadPool(REPLICAS)) {
            var handled = replicas.invokeAll(messages, PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(failures).isEmpty();
            for (var each : handled) {
                each.get();
            }
        }
    }

    private <E> Object handle(CloudEvent event, EventStream<E> stream, Consumer<List<Message<E>>> desk) {
        inbox.handle(
                batchOf(event, stream.topic()),
                stream,
                messages -> {
                    try {
                        desk.accept(messages);
                    } catch (RuntimeException failure) {
                        failures.add(failure.toString());
                        throw failure;
                    }
                },
                numbers -> {});
        return event;
    }

    private List<ConsumerRecord<byte[], byte[]>> batchOf(CloudEvent event, String topic) {
        var headers = new RecordHeaders();
        event.binaryHeaders().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return List.of(new ConsumerRecord<>(
                topic,
                partitions.incrementAndGet(),
                0,
                System.currentTimeMillis(),
                TimestampType.LOG_APPEND_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                event.key().getBytes(UTF_8),
                event.data().getBytes(UTF_8),
                headers,
                Optional.empty()));
    }
}
