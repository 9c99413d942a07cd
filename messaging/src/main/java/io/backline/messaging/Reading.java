package io.backline.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a channel, and does in one go whatever has come while it was at work: who comes alone does not wait for company, and the more there is to do, the less
 * each costs. The connector goes on polling meanwhile and gets a record or two at a time; one transaction for each of its polls would cost several times as much.
 */
public final class Reading implements Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> {
    private static final Logger LOG = Logger.getLogger(Reading.class);

    /** Records in one go, or one poll if it has more. When so many wait for their turn no more are asked for. */
    private static final int MOST = 500;

    private final Consumer<List<ConsumerRecord<byte[], byte[]>>> work;
    private final BlockingQueue<Message<ConsumerRecords<byte[], byte[]>>> polls = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread thread;
    private Flow.@Nullable Subscription channel;

    /** Does {@code work} until it fails, which ends the channel. */
    Reading(String topic, Consumer<List<ConsumerRecord<byte[], byte[]>>> work) {
        this.work = work;
        this.thread = Thread.ofPlatform().name("reading " + topic).daemon().unstarted(this::read);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        channel = subscription;
        thread.start();
        subscription.request(1);
    }

    @Override
    public void onNext(Message<ConsumerRecords<byte[], byte[]>> poll) {
        polls.add(poll);
        if (waiting.addAndGet(records(poll)) < MOST) {
            askForMore();
        }
    }

    private void askForMore() {
        if (channel != null) {
            channel.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.error("a channel has ended", failure);
        stop();
    }

    @Override
    public void onComplete() {
        stop();
    }

    void stop() {
        thread.interrupt();
    }

    private void read() {
        try {
            while (true) {
                handle(nextPolls());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Message<ConsumerRecords<byte[], byte[]>>> nextPolls() throws InterruptedException {
        var next = new ArrayList<Message<ConsumerRecords<byte[], byte[]>>>();
        next.add(polls.take());
        var records = records(next.getFirst());
        for (var more = polls.peek(); more != null && records + records(more) <= MOST; more = polls.peek()) {
            next.add(polls.remove());
            records += records(more);
        }
        var left = waiting.addAndGet(-records);
        if (left < MOST && left + records >= MOST) {
            askForMore();
        }
        return next;
    }

    private void handle(List<Message<ConsumerRecords<byte[], byte[]>>> next) throws InterruptedException {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        next.forEach(poll -> poll.getPayload().forEach(records::add));
        try {
            work.accept(records);
        } catch (Throwable failure) {
            next.forEach(poll -> poll.nack(failure));
            throw new InterruptedException(failure.toString());
        }
        next.forEach(Message::ack);
    }

    private static int records(Message<ConsumerRecords<byte[], byte[]>> poll) {
        return poll.getPayload().count();
    }
}
