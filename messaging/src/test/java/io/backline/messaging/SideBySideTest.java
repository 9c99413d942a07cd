package io.backline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(30)
class SideBySideTest {
    private final List<List<ConsumerRecord<byte[], byte[]>>> done = new CopyOnWriteArrayList<>();

    @Test
    void every_other_partition_of_a_large_batch_is_done_by_another_thread_in_its_order() throws Exception {
        var bothAreAtWork = new CyclicBarrier(2);
        var batch = records(300, 1, 3, 5, 8);

        new SideBySide("test", half -> {
                    meet(bothAreAtWork);
                    done.add(half);
                })
                .on(batch);

        assertThat(done).containsExactlyInAnyOrder(of(batch, 1, 5), of(batch, 3, 8));
    }

    @Test
    void a_small_batch_or_one_of_one_partition_is_done_in_one_go() throws Exception {
        var work = new SideBySide("test", done::add);
        var small = records(199, 0, 1);
        var ofOne = records(500, 4);

        work.on(small);
        work.on(ofOne);

        assertThat(done).containsExactly(small, ofOne);
    }

    @Test
    void it_fails_where_one_side_does_when_the_other_has_ended() {
        var batch = records(300, 0, 1);

        assertThatThrownBy(() -> new SideBySide("test", half -> {
                            if (half.getFirst().partition() == 0) {
                                throw new IllegalStateException("broken");
                            }
                            done.add(half);
                        })
                        .on(batch))
                .hasMessage("broken");

        assertThat(done).containsExactly(of(batch, 1));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException(alone);
        }
    }

    /** In turn. */
    private static List<ConsumerRecord<byte[], byte[]>> records(int count, int... partitions) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var i = 0; i < count; i++) {
            records.add(new ConsumerRecord<>("teapots", partitions[i % partitions.length], i, null, null));
        }
        return records;
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(
            List<ConsumerRecord<byte[], byte[]>> records, Integer... partitions) {
        return records.stream()
                .filter(record -> List.of(partitions).contains(record.partition()))
                .toList();
    }
}
