package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.order.backlog.BacklogView.StageView;
import io.backline.order.backlog.GroupsView.GroupView;
import io.backline.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All open orders by the stage their units stand in, at any moment. */
@ApplicationScoped
public class Backlog {
    private static final List<BacklogStage> OPEN =
            Arrays.stream(BacklogStage.values()).filter(BacklogStage::isOpen).toList();

    private final Bookkeeper bookkeeper;
    private final Clock clock;

    Backlog(Bookkeeper bookkeeper, Clock clock) {
        this.bookkeeper = bookkeeper;
        this.clock = clock;
    }

    public BacklogView now() {
        return byStage(() -> Question.all(Moment.now(clock)));
    }

    public BacklogView asOf(Instant asOf) {
        return byStage(() -> Question.all(asOf));
    }

    /** Asked when its turn has come. */
    public BacklogView byStage(Supplier<Question> question) {
        return bookkeeper.read(book -> byStage(book, question.get()));
    }

    static BacklogView byStage(Book book, Question question) {
        try (var standing = standing(book, question, false)) {
            var figures = Figures.of(standing, By.STAGE);
            var orders = standing.ordersByTheirStage();
            var described = figures.describe(OPEN.stream().map(Enum::ordinal).toList());
            var stages = new ArrayList<StageView>();
            for (var i = 0; i < described.size(); i++) {
                var stage = OPEN.get(i);
                stages.add(StageView.of(stage, orders[stage.ordinal()], described.get(i), figures.yardstick(stage)));
            }
            return new BacklogView(question.asOf(), stages);
        }
    }

    /** The cursor of a list: the moment it is of, and the last group shown. */
    GroupsView groups(Supplier<Question> question, By by, int limit, @Nullable Cursor from) {
        return bookkeeper.read(book -> groups(book, question.get(), by, limit, from));
    }

    private record Last(int lines, String group) {}

    static GroupsView groups(Book book, Question question, By by, int limit, @Nullable Cursor from) {
        try (var standing = standing(book, question, by == By.LOCATION)) {
            return groups(Figures.of(standing, by), book, question, by, limit, from);
        }
    }

    private static GroupsView groups(
            Figures figures, Book book, Question question, By by, int limit, @Nullable Cursor from) {
        var last = from == null ? null : new Last(from.integer(1), from.text(2));
        var order = Comparator.<Integer>comparingInt(group -> -figures.lines(group))
                .thenComparing(group -> by.nameOf(book, group));
        var page = new PriorityQueue<>(order.reversed());
        for (var group = 0; group < figures.groups(); group++) {
            if (figures.lines(group) == 0 || last != null && !isAfter(last, figures.lines(group), by, book, group)) {
                continue;
            }
            if (page.size() <= limit) {
                page.add(group);
            } else if (order.compare(group, page.element()) < 0) {
                page.remove();
                page.add(group);
            }
        }
        var more = page.size() > limit;
        if (more) {
            page.remove();
        }
        var shown = new ArrayList<>(page);
        shown.sort(order);
        var described = figures.describe(shown);
        var groups = new ArrayList<GroupView>();
        for (var i = 0; i < described.size(); i++) {
            groups.add(GroupView.of(by.nameOf(book, shown.get(i)), described.get(i)));
        }
        var next = more
                ? Cursor.of(
                                question.asOf(),
                                groups.getLast().lines(),
                                groups.getLast().group())
                        .toString()
                : null;
        return new GroupsView(question.asOf(), by, groups, next);
    }

    private static boolean isAfter(Last last, int lines, By by, Book book, int group) {
        return lines < last.lines()
                || lines == last.lines() && by.nameOf(book, group).compareTo(last.group()) > 0;
    }

    private static Standing standing(Book book, Question question, boolean byLocation) {
        return Standing.of(book, Book.micros(question.asOf()), new Filter(book, question), byLocation);
    }
}
