package io.backline.benchmark;

import java.time.Duration;

/** How long a session takes: long runs say more, and rehearse what nobody has done before; short ones are for whoever changes the code. */
record Length(
        Duration warmUp, Duration floor, Duration run, Duration bulk, int rehearsals, Duration questions, int orders) {
    /** How many orders a store has, of which the goals speak. */
    static final int ORDERS_OF_GOAL = 1_000_000;

    static final Length FULL = new Length(
            Duration.ofSeconds(160),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            2,
            Duration.ofMinutes(5),
            ORDERS_OF_GOAL);
    static final Length QUICK = new Length(
            Duration.ofSeconds(12),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            0,
            Duration.ofSeconds(20),
            10_000);

    Length withOrders(int orders) {
        return new Length(warmUp, floor, run, bulk, rehearsals, questions, orders);
    }
}
