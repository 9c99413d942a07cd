package io.backline.order.backlog;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact sum of products that need not fit into 64 bits: units times a price in millionths. */
final class Sum {
    private static final int PRICE_DECIMALS = 6;

    private long high;
    private long low;

    void add(long units, long price) {
        var before = low;
        low += units * price;
        high += Math.multiplyHigh(units, price) + (Long.compareUnsigned(low, before) < 0 ? 1 : 0);
    }

    /** In the currency's unit, with its minor units at least. */
    BigDecimal amount(int decimals) {
        var unsigned = new BigInteger(Long.toUnsignedString(low));
        var sum = BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned);
        var exact = new BigDecimal(sum, PRICE_DECIMALS).stripTrailingZeros();
        return exact.scale() < decimals ? exact.setScale(decimals) : exact;
    }
}
