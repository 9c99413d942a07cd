package io.backline.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What a channel's customers order: one unit a line, of SKUs drawn by the number of the order, so that a run can be repeated. */
record Demand(String channel, String sku, int skus, int lines) {
    /** All SKUs that may be ordered. */
    List<String> all() {
        return IntStream.range(0, skus).mapToObj(this::named).toList();
    }

    private String named(int number) {
        return sku + "-" + number;
    }

    Demand onChannel(String other) {
        return new Demand(other, sku, skus, lines);
    }

    byte[] order(long number) {
        return text(number).getBytes(StandardCharsets.UTF_8);
    }

    /** Orders of consecutive numbers, one a line. */
    byte[] orders(long first, int count) {
        var text = new StringBuilder(count * 400);
        for (var number = first; number < first + count; number++) {
            text.append(text(number)).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String text(long number) {
        var text = new StringBuilder(400)
                .append("{\"channel\":\"")
                .append(channel)
                .append("\",\"externalId\":\"")
                .append(number)
                .append(
                        "\",\"currency\":\"EUR\",\"shipTo\":{\"country\":\"DE\",\"postalCode\":\"10115\"},\"customer\":{\"id\":\"")
                .append(channel)
                .append('-')
                .append(number)
                .append("\",\"email\":\"c")
                .append(number)
                .append("@example.org\",\"name\":\"Ada Example\"},\"lines\":[");
        var random = new SplittableRandom(number);
        for (var line = 0; line < lines; line++) {
            text.append(line == 0 ? "" : ",")
                    .append("{\"sku\":\"")
                    .append(named(random.nextInt(skus)))
                    .append("\",\"quantity\":1,\"unitPrice\":\"24.90\"}");
        }
        return text.append("]}").toString();
    }
}
