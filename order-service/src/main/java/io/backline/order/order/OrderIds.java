package io.backline.order.order;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** New ids of orders and what belongs to them: UUIDv7, so that they sort by the time of their making. */
public final class OrderIds {
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private OrderIds() {}

    public static UUID next() {
        return GENERATOR.generate();
    }
}
