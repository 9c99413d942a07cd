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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;

/** The questions about the backlog of a store that has grown, while orders go on coming in. */
final class Backlog {
    static final double ORDERS_PER_SECOND = 200;
    /** A service that takes longer was not under this load. */
    private static final double LATE = 1.05;

    private static final List<Integer> RECOUNTED_DAYS_AGO = List.of(30, 200);

    private final Places places;
    private final Intake intake;
    private final Progress progress;

    Backlog(Places places, Intake intake, Progress progress) {
        this.places = places;
        this.intake = intake;
        this.progress = progress;
    }

    /** Throws unless the service counts what the rows say, now and at moments that have passed; nothing may be on its way. */
    void recount() throws SQLException, IOException {
        var recount = new Recount(places.stores());
        try (var connection = new Connection(places.orderUrl())) {
            recount(recount, connection, "");
            for (var days : RECOUNTED_DAYS_AGO) {
                var then = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(days));
                recount(recount, connection, "?asOf=" + then);
            }
        }
    }

    private void recount(Recount recount, Connection connection, String query) throws SQLException, IOException {
        var answer = connection.get("/api/v1/backlog" + query);
        if (isUnknown(answer.status())) {
            progress.tell("not recounted, because order-service does not know it: GET /backlog%s", query);
            return;
        }
        var differences = recount.differences(Json.read(answer.body(), JsonNode.class));
        if (!differences.isEmpty()) {
            throw new NoFigure(String.join("\n", differences));
        }
        progress.tell("GET /backlog%s agrees with its rows", query);
    }

    /** A question that is not there yet, or one of which a part is not. */
    static boolean isUnknown(int status) {
        return status == 404 || status == 400;
    }

    /** What came of the orders and of the questions that were asked meanwhile. */
    record Run(Latencies orders, Answers answers) {}

    Run ask(Demand demand, Duration time) throws InterruptedException {
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
    void tell(Run run) {
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
        if (micros.getTotalCount() == 0) {
            progress.tell("GET /backlog%-24s is not known to order-service", question.name());
        } else {
            progress.tell(
                    "GET /backlog%-24s p50 %,6.0f ms, p99 %,6.0f ms, %,d answers",
                    question.name(), millis(micros, 50), millis(micros, 99), micros.getTotalCount());
        }
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
