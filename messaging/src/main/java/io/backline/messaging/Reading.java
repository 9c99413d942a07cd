package io.backline.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a channel, and does in one go whatever has come while it was at work: the more there is to do, the less each costs. The connector goes on polling
 * meanwhile and gets a record or two at a time; one transaction for each of its polls would cost several times as much. What is urgent does not wait for company
 * though it comes alone; what is not waits for it a moment.
 */
public final class Reading implements Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> {
    private static final Logger LOG = Logger.getLogger(Reading.class);

    /** Records in one go. When so many wait for their turn no more are asked for; with those of the last poll it may be twice as many. */
    private static final int MOST = 500;

    /** So many do not wait for more. */
    private static final int ENOUGH = 100;

    private static final Duration LONGEST_REST = Duration.ofMillis(50);

    /** How long records wait of which none is urgent. */
    private static final Duration COMPANY = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Message<ConsumerRecords<byte[], byte[]>> END = Message.of(ConsumerRecords.empty());

    private Work work;
    private final Predicate<ConsumerRecord<byte[], byte[]>> urgent;
    private final BlockingDeque<Message<ConsumerRecords<byte[], byte[]>>> polls = new LinkedBlockingDeque<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread thread;
    private Flow.@Nullable Subscription channel;
    /** When a rest as long as the last work will be over. */
    private long rested = System.nanoTime();

    private volatile Until until = Until.IT_FAILS;

    /** What is done with records; it returns when they are done, and throws if they will not be. */
    interface Work {
        void on(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException;
    }

    /** How long it goes on. */
    private enum Until {
        IT_FAILS,
        IT_GIVES_UP,
        WHAT_IS_AT_WORK_IS_DONE
    }

    /** Does {@code work} until it fails, which ends the channel. */
    Reading(String topic, Predicate<ConsumerRecord<byte[], byte[]>> urgent, Work work) {
        this.urgent = urgent;
        this.work = work;
        this.thread = Thread.ofPlatform().name("reading " + topic).daemon().unstarted(this::read);
    }

    /** From now on large batches are done by two threads, see {@link SideBySide}: for a stream whose events concern nothing but their own key. */
    public Reading sideBySide() {
        work = new SideBySide(thread.getName(), work);
        return this;
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
        if (waiting.addAndGet(count(poll)) < MOST) {
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
        polls.add(END);
    }

    @Override
    public void onComplete() {
        polls.add(END);
    }

    /** From now on it is no failure to give up: what is not done comes again to the next process. What can be done is done, as the connector waits for it. */
    void mayGiveUp() {
        if (until == Until.IT_FAILS) {
            until = Until.IT_GIVES_UP;
        }
    }

    /** Begins nothing more; returns when what was at work is done, or has had its time. */
    void end() throws InterruptedException {
        until = Until.WHAT_IS_AT_WORK_IS_DONE;
        polls.add(END);
        if (thread.isAlive() && !thread.join(PATIENCE)) {
            thread.interrupt();
        }
    }

    private void read() {
        var next = List.<Message<ConsumerRecords<byte[], byte[]>>>of();
        try {
            for (next = nextPolls(); !next.isEmpty() && until != Until.WHAT_IS_AT_WORK_IS_DONE; next = nextPolls()) {
                var began = System.nanoTime();
                work.on(records(next));
                next.forEach(Message::ack);
                var ended = System.nanoTime();
                rested = ended + Math.min(ended - began, LONGEST_REST.toNanos());
            }
        } catch (Throwable failure) {
            if (until == Until.IT_FAILS) {
                fail(next, failure);
            } else {
                LOG.infof("%s gives up: %s", thread.getName(), failure);
            }
        }
    }

    /** The connector closes the channel of who cannot go on, and the service is no longer live. */
    private void fail(List<Message<ConsumerRecords<byte[], byte[]>>> next, Throwable failure) {
        LOG.errorf(failure, "%s has ended", thread.getName());
        next.stream().limit(1).forEach(poll -> poll.nack(failure));
        if (channel != null) {
            channel.cancel();
        }
    }

    /** None at the end. */
    private List<Message<ConsumerRecords<byte[], byte[]>>> nextPolls() throws InterruptedException {
        var next = new ArrayList<Message<ConsumerRecords<byte[], byte[]>>>();
        var records = 0;
        var first = polls.take();
        var notAfter = System.nanoTime() + COMPANY.toNanos();
        for (var more = first; more != null; more = polls.poll(notAfter - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            if (more == END || !next.isEmpty() && records + count(more) > MOST) {
                polls.addFirst(more);
                break;
            }
            next.add(more);
            records += count(more);
            if (records >= ENOUGH) {
                notAfter = System.nanoTime();
            } else if (isUrgent(more)) {
                notAfter = rested;
            }
        }
        var left = waiting.addAndGet(-records);
        if (left < MOST && left + records >= MOST) {
            askForMore();
        }
        return next;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(List<Message<ConsumerRecords<byte[], byte[]>>> polls) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        polls.forEach(poll -> poll.getPayload().forEach(records::add));
        return records;
    }

    private boolean isUrgent(Message<ConsumerRecords<byte[], byte[]>> poll) {
        for (var record : poll.getPayload()) {
            if (urgent.test(record)) {
                return true;
            }
        }
        return false;
    }

    private static int count(Message<ConsumerRecords<byte[], byte[]>> poll) {
        return poll.getPayload().count();
    }
}
