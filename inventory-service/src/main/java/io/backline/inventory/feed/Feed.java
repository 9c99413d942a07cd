package io.backline.inventory.feed;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A source that numbers its events: how far it has come and which numbers are missing below that. Where it began nobody knows, so what came first is the beginning. */
final class Feed {
    private final NavigableMap<Long, Gap> gaps = new TreeMap<>();
    private final NavigableMap<Long, Gap> opened = new TreeMap<>();
    private final Set<Long> closed = new HashSet<>();
    private @Nullable Long highest;

    /** Numbers that did not come yet, from first to last. */
    record Gap(
            long first,
            long last,
            Instant noticedAt,
            @Nullable Instant reportedAt) {}

    Feed(@Nullable Long highest, Collection<Gap> gaps) {
        this.highest = highest;
        gaps.forEach(gap -> this.gaps.put(gap.first(), gap));
    }

    @Nullable
    Long highest() {
        return highest;
    }

    Collection<Gap> gaps() {
        return gaps.values();
    }

    /** Gaps that are new since they were read, or shorter. */
    Collection<Gap> opened() {
        return opened.values();
    }

    /** Where gaps that were read began and begin no more. */
    Set<Long> closed() {
        return closed;
    }

    void saw(long number, Instant now) {
        if (highest == null || number == highest + 1) {
            highest = number;
        } else if (number > highest) {
            open(new Gap(highest + 1, number - 1, now, null));
            highest = number;
        } else {
            fill(number);
        }
    }

    private void fill(long number) {
        var around = gaps.floorEntry(number);
        if (around != null && number <= around.getValue().last()) {
            var gap = gaps.remove(around.getKey());
            opened.remove(gap.first());
            closed.add(gap.first());
            open(new Gap(gap.first(), number - 1, gap.noticedAt(), gap.reportedAt()));
            open(new Gap(number + 1, gap.last(), gap.noticedAt(), gap.reportedAt()));
        }
    }

    private void open(Gap gap) {
        if (gap.first() <= gap.last()) {
            gaps.put(gap.first(), gap);
            opened.put(gap.first(), gap);
            closed.remove(gap.first());
        }
    }
}
