package io.backline.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Some days' orders and stock, few enough for a test. */
record Slice(Path ordersFile, Path stockFile, long orders, int speed) {
    private static final Pattern ORDERED = Pattern.compile("\"placedAt\":\"2011-11-(1[4-9]|2[01])T");
    private static final Pattern STOCKED = Pattern.compile("\"at\":\"2011-11-(1[4-9]|2[01])T");

    /** Eight days of a real wholesaler's orders with its opening stock and first restock, in about half a minute. */
    static Optional<Slice> ofRealData(Path folder) {
        var orders = Repository.data("uci-online-retail/orders.jsonl.gz");
        var stock = Repository.data("uci-online-retail/stock.derived.jsonl.gz");
        if (!Files.exists(orders) || !Files.exists(stock)) {
            System.out.println("Real data is not at " + orders + ": the kill test plays an invented day instead.");
            return Optional.empty();
        }
        var days = lines(orders, line -> ORDERED.matcher(line).find());
        var goods = lines(stock, line -> STOCKED.matcher(line).find());
        return Optional.of(written(folder, days, goods, 20_000));
    }

    /** A day of a shop that has too little of everything, always the same one. */
    static Slice invented(Path folder) {
        var random = new Random(20_111_114);
        var begin = Instant.parse("2011-11-14T08:00:00Z");
        var stock = new ArrayList<String>();
        for (var sku = 0; sku < 40; sku++) {
            stock.add(received(sku, 20, begin, "opening"));
        }
        var orders = new ArrayList<String>();
        for (var number = 0; number < 200; number++) {
            var at = begin.plus(Duration.ofMinutes(3L * number + 1));
            orders.add(order(number, at, random));
            if (number % 2 == 1) {
                stock.add(received(random.nextInt(40), 1 + random.nextInt(20), at, "PO-" + number));
            }
        }
        return written(folder, orders, stock, 1_800);
    }

    private static String received(int sku, int quantity, Instant at, String ref) {
        return "{\"type\":\"received\",\"sku\":\"KILL-%d\",\"quantity\":%d,\"at\":\"%s\",\"ref\":\"%s\"}"
                .formatted(sku, quantity, at, ref);
    }

    private static String order(int number, Instant at, Random random) {
        var lines = new ArrayList<String>();
        for (var line = 0; line < 1 + random.nextInt(12); line++) {
            lines.add("{\"sku\":\"KILL-%d\",\"quantity\":%d,\"unitPrice\":\"1.65\",\"currency\":\"GBP\"}"
                    .formatted(random.nextInt(40), 1 + random.nextInt(6)));
        }
        return "{\"externalId\":\"%d\",\"placedAt\":\"%s\",\"customer\":{\"id\":\"k%d\",\"email\":\"k%d@example.com\"},\"country\":\"France\",\"lines\":[%s]}"
                .formatted(number, at, number, number, String.join(",", lines));
    }

    private static Slice written(Path folder, List<String> orders, List<String> stock, int speed) {
        try {
            return new Slice(
                    Files.write(folder.resolve("orders.jsonl"), orders),
                    Files.write(folder.resolve("stock.jsonl"), stock),
                    orders.size(),
                    speed);
        } catch (IOException notWritten) {
            throw new UncheckedIOException(notWritten);
        }
    }

    private static List<String> lines(Path gzip, Predicate<String> wanted) {
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
            return reader.lines().filter(wanted).toList();
        } catch (IOException notRead) {
            throw new UncheckedIOException(notRead);
        }
    }
}
