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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A few orders of which every single item is dated: missed, received, picked, packed, shipped, not met at home, delivered. */
record ItemSlice(Path orders, Path stock, Path items, Path failures) {
    static final int ORDERS = 36;

    private static final Pattern EXTERNAL_ID = Pattern.compile("\"externalId\":\"([^\"]+)\"");
    private static final Pattern ITEM = Pattern.compile("\"item\":\"([^\"]+)\"");
    private static final Pattern REF = Pattern.compile("\"ref\":\"([^\"]+)\"");

    static ItemSlice in(Path folder) {
        var data = Repository.data("ocel-order-management");
        if (Files.exists(data.resolve("item-stages.jsonl.gz"))) {
            return real(data, folder);
        }
        System.out.println("Real data is not at " + data + ": invented orders are replayed instead.");
        return invented(folder);
    }

    private static ItemSlice real(Path data, Path folder) {
        var orders = lines(data, "orders").subList(0, ORDERS);
        var ids = all(EXTERNAL_ID, orders);
        var stages = having(EXTERNAL_ID, ids, lines(data, "item-stages"));
        return written(
                folder,
                orders,
                having(REF, all(ITEM, stages), lines(data, "stock")),
                stages,
                having(EXTERNAL_ID, ids, lines(data, "delivery-failed")));
    }

    private static Set<String> all(Pattern pattern, List<String> lines) {
        return lines.stream().map(line -> find(pattern, line)).collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> having(Pattern pattern, Set<String> wanted, List<String> lines) {
        return lines.stream()
                .filter(line -> wanted.contains(find(pattern, line)))
                .toList();
    }

    private static String find(Pattern pattern, String line) {
        var match = pattern.matcher(line);
        return match.find() ? match.group(1) : "";
    }

    private static List<String> lines(Path data, String name) {
        var gzip = data.resolve(name + ".jsonl.gz");
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException notRead) {
            throw new UncheckedIOException(notRead);
        }
    }

    /** Every order has two of one thing and one of another; of every third an item is missed and comes a week later. */
    private static ItemSlice invented(Path folder) {
        var orders = new ArrayList<String>();
        var stock = new ArrayList<String>();
        var stages = new ArrayList<String>();
        var failures = new ArrayList<String>();
        for (var number = 1; number <= ORDERS; number++) {
            var placed = Instant.parse("2019-05-20T08:00:00Z").plus(Duration.ofHours(7L * number));
            orders.add(order(number, placed));
            for (var unit = 0; unit < 3; unit++) {
                var item = new Unit(number, number + "-" + unit, unit < 2 ? number % 5 : 5 + number % 3);
                var picked = placed.plus(Duration.ofHours(3));
                if (number % 3 == 0 && unit == 1) {
                    stock.add(item.stock("stocked-out", picked));
                    picked = picked.plus(Duration.ofDays(7));
                    stock.add(item.stock("received", picked.minusSeconds(1)));
                }
                stages.add(item.stage("picking", picked));
                stages.add(item.stage("packed", picked.plus(Duration.ofHours(20))));
                stages.add(item.stage("shipped", picked.plus(Duration.ofHours(26))));
                failures.add(item.failed(picked.plus(Duration.ofHours(40))));
                stages.add(item.stage("delivered", picked.plus(Duration.ofHours(60))));
            }
        }
        var byTime = Comparator.comparing((String line) -> line.substring(line.lastIndexOf("\"at\"")));
        stock.sort(byTime);
        stages.sort(byTime);
        failures.sort(byTime);
        return written(folder, orders, stock, stages, failures);
    }

    private static String order(int number, Instant placedAt) {
        return "{\"externalId\":\"%d\",\"placedAt\":\"%s\",\"customer\":{\"id\":\"i%d\",\"email\":\"i%d@example.com\"},\"lines\":[%s,%s]}"
                .formatted(number, placedAt, number, number, line(number % 5, 2), line(5 + number % 3, 1));
    }

    private static String line(int sku, int quantity) {
        return "{\"sku\":\"ITEM-%d\",\"quantity\":%d,\"unitPrice\":\"9.99\",\"currency\":\"EUR\"}"
                .formatted(sku, quantity);
    }

    private record Unit(int order, String id, int sku) {
        String stage(String stage, Instant at) {
            return "{\"externalId\":\"%d\",\"item\":\"%s\",\"sku\":\"ITEM-%d\",\"stage\":\"%s\",\"at\":\"%s\"}"
                    .formatted(order, id, sku, stage, at);
        }

        String failed(Instant at) {
            return "{\"externalId\":\"%d\",\"item\":\"%s\",\"at\":\"%s\"}".formatted(order, id, at);
        }

        String stock(String type, Instant at) {
            return "{\"type\":\"%s\",\"sku\":\"ITEM-%d\",\"quantity\":1,\"ref\":\"%s\",\"at\":\"%s\"}"
                    .formatted(type, sku, id, at);
        }
    }

    private static ItemSlice written(
            Path folder, List<String> orders, List<String> stock, List<String> stages, List<String> failures) {
        try {
            return new ItemSlice(
                    Files.write(folder.resolve("orders.jsonl"), orders),
                    Files.write(folder.resolve("stock.jsonl"), stock),
                    Files.write(folder.resolve("item-stages.jsonl"), stages),
                    Files.write(folder.resolve("delivery-failed.jsonl"), failures));
        } catch (IOException notWritten) {
            throw new UncheckedIOException(notWritten);
        }
    }
}
