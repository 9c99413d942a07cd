package io.backline.benchmark;

import io.backline.benchmark.Connection.Answer;
import io.backline.demo.Places;
import io.backline.demo.door.Shop;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Orders through the front door. */
final class Intake {
    static final int CONNECTIONS = 16;

    private static final int ORDERS_A_BULK = 200;
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);
    private static final String CREATED = "\"status\":201";
    private static final String ORDER_ID = "\"orderId\":\"";
    private static final int UUID_LENGTH = 36;

    private final Places places;
    private final Shop shop;
    private final Load load;

    Intake(Places places) {
        this.places = places;
        this.shop = places.shop();
        this.load = new Load(places.orderUrl(), CONNECTIONS);
    }

    /** Orders that were taken, in which time, and after which time the order service showed the last of them answered. */
    record Sustained(long orders, Duration taken, Duration answered) {
        double accepted() {
            return perSecond(taken);
        }

        double endToEnd() {
            return perSecond(answered);
        }

        Sustained and(Sustained other) {
            return new Sustained(orders + other.orders, taken.plus(other.taken), answered.plus(other.answered));
        }

        private double perSecond(Duration time) {
            return orders / (time.toNanos() / 1e9);
        }
    }

    /** As many orders as the service takes. */
    Sustained sustain(Demand demand, Duration time) throws InterruptedException {
        var began = System.nanoTime();
        var posted =
                load.run(Schedule.asMuchAsIsTaken(time), (connection, number, due) -> post(connection, demand, number));
        awaitAnswers(demand.channel());
        return new Sustained(posted.requests(), posted.took(), Duration.ofNanos(System.nanoTime() - began));
    }

    /** As many orders as the service takes by NDJSON, over as many connections. */
    Sustained bulk(Demand demand, Duration time) throws InterruptedException {
        var began = System.nanoTime();
        var posted = load.run(
                Schedule.asMuchAsIsTaken(time),
                (connection, number, due) -> postBulk(connection, demand, number * ORDERS_A_BULK, ORDERS_A_BULK));
        awaitAnswers(demand.channel());
        var answered = Duration.ofNanos(System.nanoTime() - began);
        return new Sustained(posted.requests() * ORDERS_A_BULK, posted.took(), answered);
    }

    /** So many orders and no more. */
    void place(Demand demand, int orders) throws IOException, InterruptedException {
        try (var connection = new Connection(places.orderUrl())) {
            for (var first = 0; first < orders; first += ORDERS_A_BULK) {
                postBulk(connection, demand, first, Math.min(ORDERS_A_BULK, orders - first));
            }
        }
        awaitAnswers(demand.channel());
    }

    /** Orders that were taken, in which time, and microseconds from when an order was due. */
    record Latencies(long orders, Duration taken, Histogram accepted, Histogram answered) {}

    /** Orders at a fixed rate. */
    Latencies pace(Demand demand, double perSecond, Duration time) throws InterruptedException {
        var answered = new Answered(places.stores());
        var watch = Thread.ofPlatform().name("answered").start(answered);
        try {
            var posted = load.run(
                    Schedule.atRate(perSecond, time),
                    (connection, number, due) -> answered.await(post(connection, demand, number), due));
            answered.allPosted();
            watch.join();
            if (answered.micros().getTotalCount() != posted.requests()) {
                throw new NoFigure("not every order was seen answered");
            }
            return new Latencies(posted.requests(), posted.took(), posted.micros(), answered.micros());
        } finally {
            answered.allPosted();
        }
    }

    private static UUID post(Connection connection, Demand demand, long number) throws IOException {
        var answer = connection.post("/api/v1/orders", "application/json", demand.order(number));
        if (answer.status() != 201) {
            throw unexpected(answer);
        }
        var text = answer.text();
        var at = text.indexOf(ORDER_ID) + ORDER_ID.length();
        return UUID.fromString(text.substring(at, at + UUID_LENGTH));
    }

    private static void postBulk(Connection connection, Demand demand, long first, int count) throws IOException {
        var answer = connection.post("/api/v1/orders/bulk", "application/x-ndjson", demand.orders(first, count));
        if (answer.status() != 200 || created(answer.text()) != count) {
            throw unexpected(answer);
        }
    }

    private static int created(String results) {
        var created = 0;
        for (var at = results.indexOf(CREATED); at >= 0; at = results.indexOf(CREATED, at + 1)) {
            created++;
        }
        return created;
    }

    private static NoFigure unexpected(Answer answer) {
        return new NoFigure("order-service answered " + answer.status() + ": " + answer.text());
    }

    private void awaitAnswers(String channel) {
        var until = System.nanoTime() + PATIENCE;
        while (!shop.isAnswered(channel)) {
            if (System.nanoTime() > until) {
                throw new NoFigure("orders of " + channel + " are not answered");
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }
}
