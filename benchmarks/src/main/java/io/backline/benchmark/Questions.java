package io.backline.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Asks a round of questions at an even pace, whatever becomes of those before. */
final class Questions {
    private static final double PER_SECOND = 3;
    private static final int CONNECTIONS = 4;

    private final URI orderUrl;
    private final Load load;

    Questions(URI orderUrl) {
        this.orderUrl = orderUrl;
        this.load = new Load(orderUrl, CONNECTIONS);
    }

    /** Microseconds from when a question was due until it was answered. */
    record Answers(Map<Question, Histogram> micros) {
        Histogram of(Question question) {
            return micros.getOrDefault(question, Load.histogram());
        }

        /** Of all questions that count for a figure. */
        Histogram of(Figure figure) {
            var all = Load.histogram();
            micros.forEach((question, histogram) -> {
                if (question.figure() == figure) {
                    all.add(histogram);
                }
            });
            return all;
        }
    }

    /** One after the other, so many rounds of them: what answers them is to be warm. */
    void rehearse(int rounds) throws IOException {
        try (var connection = new Connection(orderUrl)) {
            for (var round = 0; round < rounds; round++) {
                for (var question : Question.ROUND) {
                    ask(connection, question);
                }
            }
        }
    }

    private static void ask(Connection connection, Question question) throws IOException {
        var answer = connection.get(question.path().apply(Instant.now()));
        if (answer.status() != 200) {
            throw new NoFigure("order-service answered " + answer.status() + " to GET /backlog" + question.name() + ": "
                    + answer.text());
        }
    }

    Answers ask(Duration time) throws InterruptedException {
        var micros = new ConcurrentHashMap<Question, Histogram>();
        load.run(Schedule.atRate(PER_SECOND, time), (connection, number, due) -> {
            var question = Question.ROUND.get((int) (number % Question.ROUND.size()));
            ask(connection, question);
            micros.computeIfAbsent(question, first -> new ConcurrentHistogram(Load.LONGEST_MICROS, Load.DIGITS))
                    .recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
        });
        return new Answers(micros);
    }
}
