package io.backline.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Tells, and waits until what was told can be seen. */
final class Teller {
    private static final Duration AT_ONCE = Duration.ofSeconds(15);

    /** The quiet time of notices is 30 s unless it is configured. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private final PrintStream out;
    private final Instant began = Instant.now();

    Teller(PrintStream out) {
        this.out = out;
    }

    /** What was told did not come. */
    static final class Disappointed extends RuntimeException {
        Disappointed(String expected, String seen) {
            super("Expected: " + expected + "\nSeen:     " + seen);
        }
    }

    void chapter(String title) {
        out.println();
        out.println(title);
        out.println("-".repeat(title.length()));
    }

    void says(String sentence) {
        out.println(sentence);
    }

    void quotes(JsonNode notice) {
        var mail = notice.path("mail");
        out.println("    Subject: " + mail.path("subject").asText());
        mail.path("text").asText().strip().lines().forEach(line -> out.println("    | " + line));
    }

    void expect(String what, BooleanSupplier isSo, Supplier<?> seen) {
        await(what, isSo, seen, AT_ONCE);
    }

    /** Answers how long it took. */
    Duration expectSoon(String what, BooleanSupplier isSo, Supplier<?> seen) {
        return await(what, isSo, seen, SOON);
    }

    private Duration await(String what, BooleanSupplier isSo, Supplier<?> seen, Duration patience) {
        var asked = Instant.now();
        while (!isSo.getAsBoolean()) {
            if (Instant.now().isAfter(asked.plus(patience))) {
                throw new Disappointed(what, String.valueOf(seen.get()));
            }
            pause();
        }
        var took = Duration.between(asked, Instant.now());
        out.printf(Locale.ROOT, "  ✓ %s (%s)%n", what, told(took));
        return took;
    }

    /** The whole story fits in a minute. */
    boolean hasTimeFor(Duration duration) {
        return Duration.between(began, Instant.now()).plus(duration).compareTo(Duration.ofSeconds(50)) < 0;
    }

    private static String told(Duration took) {
        return took.toMillis() < 1_000 ? took.toMillis() + " ms" : took.toSeconds() + " s";
    }

    void end() {
        out.println();
        out.println("The end, after " + told(Duration.between(began, Instant.now()))
                + ". Replay real data: ./backline demo --help");
    }

    void failed(Disappointed disappointed) {
        out.println();
        out.println("The story went wrong.");
        out.println(disappointed.getMessage());
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
