package io.backline.order.backlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What came, what went, and what is there at the end of each point, by group. */
public final class Series {
    private final Points points;
    private final int count;
    private final long from;
    private final long to;
    private final long[] before;
    private final long[] arrivals;
    private final long[] departures;

    /** {@code wip} is what is there when the point ends: that of the point before, more by arrivals and less by departures. */
    public record Point(Instant at, long arrivals, long departures, long wip) {}

    Series(int groups, Points points) {
        this.points = points;
        count = points.count();
        from = points.from();
        to = points.to();
        before = new long[groups];
        arrivals = new long[Math.multiplyExact(groups, count)];
        departures = new long[arrivals.length];
    }

    void arrive(int group, long at, long units) {
        if (at < from) {
            before[group] += units;
        } else if (at < to) {
            arrivals[group * count + points.at(at)] += units;
        }
    }

    void leave(int group, long at, long units) {
        if (at < from) {
            before[group] -= units;
        } else if (at < to) {
            departures[group * count + points.at(at)] += units;
        }
    }

    /** Nothing was there, and nothing came. */
    boolean isIdle(int group) {
        return before[group] == 0 && arrivals(group) == 0 && departures(group) == 0;
    }

    long arrivals(int group) {
        return sum(arrivals, group);
    }

    long departures(int group) {
        return sum(departures, group);
    }

    private long sum(long[] units, int group) {
        var sum = 0L;
        for (var point = 0; point < count; point++) {
            sum += units[group * count + point];
        }
        return sum;
    }

    List<Point> of(int group) {
        var told = new ArrayList<Point>(count);
        var wip = before[group];
        for (var point = 0; point < count; point++) {
            var came = arrivals[group * count + point];
            var went = departures[group * count + point];
            wip += came - went;
            told.add(new Point(Book.instant(points.start(point)), came, went, wip));
        }
        return told;
    }
}
