package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.order.backlog.BacklogView.StageView;
import io.backline.order.backlog.GroupsView.GroupView;
import io.backline.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** All open orders by the stage their units stand in, at any moment. */
@ApplicationScoped
public class Backlog {
    private final Bookkeeper bookkeeper;

    Backlog(Bookkeeper bookkeeper) {
        this.bookkeeper = bookkeeper;
    }

    public BacklogView asOf(Instant asOf) {
        return byStage(Question.all(asOf));
    }

    public BacklogView byStage(Question question) {
        return bookkeeper.read(book -> byStage(book, question));
    }

    static BacklogView byStage(Book book, Question question) {
        var figures = Figures.of(standing(book, question, false), By.STAGE);
        var orders = figures.ordersByTheirStage();
        return new BacklogView(
                question.asOf(),
                Arrays.stream(BacklogStage.values())
                        .filter(BacklogStage::isOpen)
                        .map(stage -> StageView.of(
                                stage,
                                orders[stage.ordinal()],
                                figures.describe(stage.ordinal()),
                                figures.yardstick(stage)))
                        .toList());
    }

    /** The cursor of a list: the moment it is of, and the last group shown. */
    GroupsView groups(Question question, By by, int limit, @Nullable Cursor from) {
        return bookkeeper.read(book -> groups(book, question, by, limit, from));
    }

    private record Last(int lines, String group) {}

    static GroupsView groups(Book book, Question question, By by, int limit, @Nullable Cursor from) {
        var figures = Figures.of(standing(book, question, by == By.LOCATION), by);
        var last = from == null ? null : new Last(from.integer(1), from.text(2));
        var order = Comparator.<Integer>comparingInt(group -> -figures.lines(group))
                .thenComparing(group -> by.nameOf(book, group));
        var page = new PriorityQueue<>(order.reversed());
        for (var group = 0; group < figures.groups(); group++) {
            if (figures.lines(group) > 0 && (last == null || isAfter(last, figures.lines(group), by, book, group))) {
                page.add(group);
                if (page.size() > limit + 1) {
                    page.remove();
                }
            }
        }
        var more = page.size() > limit;
        if (more) {
            page.remove();
        }
        var shown = new ArrayList<>(page);
        shown.sort(order);
        var groups = shown.stream()
                .map(group -> GroupView.of(by.nameOf(book, group), figures.describe(group)))
                .toList();
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
