package io.backline.order.backlog;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How figures are said in sentences: as many digits as mean something. */
final class InWords {
    private InWords() {}

    /** 0.04, 3.2, 95: two digits below one, one decimal below ten, whole from there on. */
    static String figure(double figure) {
        var size = Math.abs(figure);
        var exact = BigDecimal.valueOf(figure);
        var rounded = size < 1
                ? exact.round(new MathContext(2, RoundingMode.HALF_UP))
                : exact.setScale(size < 10 ? 1 : 0, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
