package io.backline.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.benchmark.Intake.Latencies;
import io.backline.benchmark.Questions.Answers;
import io.backline.demo.Places;
import io.backline.events.Json;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;

/** The questions about the backlog of a store that has grown, while orders go on coming in. */
final class Backlog {
    private static final double ORDERS_PER_SECOND = 200;
    /** A service that takes longer was not under this load. */
    private static final double LATE = 1.05;

    /** Until the JVM of a service that has just started has compiled what orders need of it; before, it does not take so many. */
    private static final int MINUTES_UNTIL_WARM = 5;

    private static final int ROUNDS_UNTIL_WARM = 8;

    private final Places places;
    private final OrderService orderService;
    private final Intake intake;
    private final Truth truth;
    private final Progress progress;

    Backlog(Places places, OrderService orderService, Intake intake, Truth truth, Progress progress) {
        this.places = places;
        this.orderService = orderService;
        this.intake = intake;
        this.truth = truth;
        this.progress = progress;
    }

    /** How long the order service took to read the backlog, what it holds then, and what came of the questions. */
    record Measured(double readSeconds, double memoryMiB, Answers answers) {}

    /** The order service has to start anew, because it reads its backlog then. */
    Measured measure(Demand demand, Duration trial, Duration time)
            throws SQLException, IOException, InterruptedException {
        progress.tell("backlog: order-service, which holds %,.0f MiB, starts anew", orderService.memoryMiB());
        var restart = orderService.restart();
        var memory = orderService.memoryMiB();
        progress.tell(
                "ready after %.1f s, with the backlog after %.1f s, holds %,.0f MiB",
                restart.readySeconds(), restart.backlogSeconds(), memory);
        recount("");
        recount(asOf(30));
        recount(asOf(200));
        warm(demand);
        new Questions(places.orderUrl()).rehearse(ROUNDS_UNTIL_WARM);
        progress.tell("backlog: questions and %,.0f orders/s", ORDERS_PER_SECOND);
        ask(demand.onChannel("backlog-trial"), trial);
        truth.awaitQuiet();
        var run = ask(demand, time);
        tell(run);
        truth.checkOrders(demand.channel(), run.orders.orders());
        truth.check();
        recount("");
        return new Measured(restart.backlogSeconds(), memory, run.answers);
    }

    private void warm(Demand demand) throws SQLException, InterruptedException {
        for (var minute = 1; minute <= MINUTES_UNTIL_WARM; minute++) {
            var run = intake.sustain(demand.onChannel("backlog-minute-" + minute), Duration.ofMinutes(1));
            progress.tell("backlog: %,.0f orders/s end to end in minute %d", run.endToEnd(), minute);
        }
        truth.awaitQuiet();
    }

    /** Throws unless the service counts what the rows say; nothing may be on its way. */
    private void recount(String query) throws SQLException, IOException {
        try (var connection = new Connection(places.orderUrl())) {
            var answer = connection.get("/api/v1/backlog" + query);
            if (answer.status() != 200) {
                throw new NoFigure("order-service answered " + answer.status() + " to GET /backlog" + query + ": "
                        + answer.text());
            }
            var differences = new Recount(places.stores()).differences(Json.read(answer.body(), JsonNode.class));
            if (!differences.isEmpty()) {
                throw new NoFigure(String.join("\n", differences));
            }
        }
        progress.tell("GET /backlog%s agrees with its rows", query);
    }

    private static String asOf(int daysAgo) {
        return "?asOf=" + Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(daysAgo));
    }

    /** What came of the orders and of the questions that were asked meanwhile. */
    private record Run(Latencies orders, Answers answers) {}

    private Run ask(Demand demand, Duration time) throws InterruptedException {
        var questions = new Questions(places.orderUrl());
        try (var beside = Executors.newSingleThreadExecutor()) {
            var asking = beside.submit((Callable<Answers>) () -> questions.ask(time));
            var orders = intake.pace(demand, ORDERS_PER_SECOND, time);
            return new Run(orders, asking.get());
        } catch (ExecutionException failed) {
            throw new NoFigure("the questions broke off: " + failed.getCause());
        }
    }

    /** Tells what came of a run; throws if its orders came slower than they were meant to. */
    private void tell(Run run) {
        var orders = run.orders;
        progress.tell(
                "%,d orders in %.1f s, taken after %,.0f ms (p99), answered after %,.0f ms",
                orders.orders(),
                orders.taken().toMillis() / 1e3,
                millis(orders.accepted(), 99),
                millis(orders.answered(), 99));
        Question.all().forEach(question -> tell(question, run.answers.of(question)));
        if (orders.taken().toMillis() > LATE * 1e3 * orders.orders() / ORDERS_PER_SECOND) {
            throw new NoFigure("fewer than %,.0f orders/s were taken".formatted(ORDERS_PER_SECOND));
        }
    }

    private void tell(Question question, Histogram micros) {
        progress.tell(
                "GET /backlog%-24s p50 %,6.0f ms, p99 %,6.0f ms, %,d answers",
                question.name(), millis(micros, 50), millis(micros, 99), micros.getTotalCount());
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
