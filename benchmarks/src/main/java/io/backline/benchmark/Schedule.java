package io.backline.benchmark;

import java.time.Duration;

/**
 * When each request is to be sent, whatever became of those before: a service that stalls meets all that were due meanwhile, and their waiting counts. Times
 * are nanoseconds from the beginning.
 */
record Schedule(double nanosBetween, long nanos) {
    static Schedule atRate(double perSecond, Duration time) {
        return new Schedule(1e9 / perSecond, time.toNanos());
    }

    /** Always one more is due: how much is taken is up to the service. */
    static Schedule asMuchAsIsTaken(Duration time) {
        return new Schedule(0, time.toNanos());
    }

    /** When the request of this number, counted from 0, is due; one that is always due is due now. */
    long dueAt(long number, long now) {
        return nanosBetween == 0 ? now : (long) (number * nanosBetween);
    }

    boolean isOver(long due) {
        return due >= nanos;
    }
}
