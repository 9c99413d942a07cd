package io.backline.system.nemesis;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What is sold: a few goods that everybody wants, and many others. */
final class Catalogue {
    private static final int HOT = 3;

    private final List<String> skus =
            IntStream.range(0, 150).mapToObj(number -> "NEMESIS-" + number).toList();

    /** One in six is hot. */
    String anySku(RandomGenerator chance) {
        return skus.get(chance.nextInt(chance.nextInt(6) == 0 ? HOT : skus.size()));
    }
}
