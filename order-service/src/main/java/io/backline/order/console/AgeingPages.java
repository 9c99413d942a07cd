package io.backline.order.console;

import static io.backline.order.console.OrderPages.orNull;
import static io.backline.order.console.OrderPages.sought;
import static io.backline.order.console.OrderPages.typed;

import io.backline.events.BacklogStage;
import io.backline.events.HoldKind;
import io.backline.events.Priority;
import io.backline.order.backlog.AgedLine;
import io.backline.order.backlog.Ageing.Wanted;
import io.backline.order.backlog.Backlog;
import io.backline.order.backlog.BacklogView.StageView;
import io.backline.order.backlog.Moment;
import io.backline.order.backlog.Question;
import io.backline.order.backlog.WorkList;
import io.backline.order.order.Hold;
import io.backline.order.order.Lift;
import io.backline.order.order.OrderChange;
import io.backline.order.order.OrderDesk;
import io.backline.order.order.OrderSearch;
import io.backline.order.order.OrderView;
import io.backline.order.order.SeenVersion;
import io.backline.web.Problems;
import io.backline.web.Violation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The lines to work on, worst first, now or at a past moment, and what can be done to many orders at once. */
@Path("/ageing")
@Produces(MediaType.TEXT_HTML)
class AgeingPages {
    private static final Logger LOG = Logger.getLogger(AgeingPages.class);
    private static final int ROWS = 100;

    private final WorkList list;
    private final Backlog backlog;
    private final OrderDesk desk;
    private final OrderSearch search;
    private final Clock clock;

    AgeingPages(WorkList list, Backlog backlog, OrderDesk desk, OrderSearch search, Clock clock) {
        this.list = list;
        this.backlog = backlog;
        this.desk = desk;
        this.search = search;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance ageing(Shown shown);
    }

    /** What is looked for, as it was typed. */
    record Sought(
            String stage,
            String channel,
            String priority,
            String location,
            String sku,
            String customerId,
            boolean overdue,
            boolean overP85,
            @Nullable Past past) {
        private Wanted at(Instant asOf) {
            var question = new Question(
                    asOf,
                    constant(BacklogStage.class, "stage", stage),
                    orNull(channel),
                    constant(Priority.class, "priority", priority),
                    orNull(location),
                    orNull(sku),
                    orNull(customerId));
            return new Wanted(question, overdue ? true : null, overP85 ? true : null);
        }

        private Link link() {
            return linkOfNow().with("asOf", past == null ? null : past.at());
        }

        private Link linkOfNow() {
            return new Link("/ageing")
                    .with("stage", stage)
                    .with("channel", channel)
                    .with("priority", priority)
                    .with("location", location)
                    .with("sku", sku)
                    .with("customerId", customerId)
                    .with("overdue", overdue ? "true" : null)
                    .with("overP85", overP85 ? "true" : null);
        }

        /** The same without a past moment. */
        public String ofNow() {
            return linkOfNow().toString();
        }

        public String everything() {
            return new Link("/ageing")
                    .with("asOf", past == null ? null : past.at())
                    .toString();
        }

        public boolean isEverything() {
            return link().toString().equals(everything());
        }
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String field, String typed) {
        try {
            return typed.isEmpty() ? null : Enum.valueOf(type, typed);
        } catch (IllegalArgumentException unknown) {
            throw Problems.badRequest(new Violation(field, "is none of those that are"));
        }
    }

    /** {@code share} is the age in thousandths of what is usual, 3 times that at most; null where nothing is usual yet. */
    record Row(AgedLine line, @Nullable Long share, String why) {
        private static final long MOST = 3_000;

        static Row of(AgedLine line) {
            var usual = line.completedP85();
            var share = usual == null
                    ? null
                    : Math.min(MOST, line.age().toMillis() * 1_000 / Math.max(1, usual.toMillis()));
            return new Row(line, share, String.join("; ", line.why()));
        }
    }

    record Rows(
            Instant asOf,
            @Nullable Long count,
            List<Row> items,
            @Nullable String next) {}

    record Shown(
            Sought sought,
            @Nullable Rows rows,
            @Nullable String trouble,
            List<BacklogStage> stages,
            List<Priority> priorities,
            List<HoldKind> kinds,
            UUID form,
            String here,
            String first,
            @Nullable String done) {}

    @GET
    public TemplateInstance ageing(
            @RestQuery @Nullable String stage,
            @RestQuery @Nullable String channel,
            @RestQuery @Nullable String priority,
            @RestQuery @Nullable String location,
            @RestQuery @Nullable String sku,
            @RestQuery @Nullable String customerId,
            @RestQuery @Nullable String overdue,
            @RestQuery @Nullable String overP85,
            @RestQuery @Nullable String asOf,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String action,
            @RestQuery @Nullable Integer done,
            @RestQuery @Nullable Integer refused,
            @RestQuery @Nullable Integer failed) {
        var sought = new Sought(
                typed(stage),
                sought("channel", channel),
                typed(priority),
                sought("location", location),
                sought("sku", sku),
                sought("customerId", customerId),
                "true".equals(overdue),
                "true".equals(overP85),
                Past.typed(asOf, now()));
        var rows = BacklogPages.ifReady(() -> rows(sought, orNull(typed(cursor))));
        return Templates.ageing(new Shown(
                sought,
                rows.found(),
                rows.trouble(),
                List.of(BacklogStage.values()).stream()
                        .filter(BacklogStage::isOpen)
                        .toList(),
                List.of(Priority.values()),
                List.of(HoldKind.values()),
                UUID.randomUUID(),
                sought.link().with("cursor", cursor).toString(),
                sought.link().toString(),
                inWords(typed(action), done, refused, failed)));
    }

    private Rows rows(Sought sought, @Nullable String cursor) {
        var from = WorkList.cursor(cursor);
        var asOf = from == null ? momentOf(sought) : Moment.of(from.instant(0), now());
        var wanted = sought.at(asOf);
        var page = list.page(() -> wanted, ROWS, from);
        var next = page.next();
        return new Rows(
                asOf,
                count(sought, wanted),
                page.items().stream().map(Row::of).toList(),
                next == null ? null : sought.link().with("cursor", next).toString());
    }

    private Instant momentOf(Sought sought) {
        return sought.past() == null ? now() : sought.past().at();
    }

    /** As the backlog counts them; it does not count lines that are both. */
    private @Nullable Long count(Sought sought, Wanted wanted) {
        if (sought.overdue() && sought.overP85()) {
            return null;
        }
        return backlog.byStage(wanted::question).stages().stream()
                .mapToLong(stage -> count(sought, stage))
                .sum();
    }

    private static long count(Sought sought, StageView stage) {
        if (sought.overdue()) {
            return stage.overdue();
        }
        return sought.overP85() ? stage.overP85() : stage.lines();
    }

    private static @Nullable String inWords(
            String action, @Nullable Integer done, @Nullable Integer refused, @Nullable Integer failed) {
        var what =
                switch (action) {
                    case "hold" -> "held";
                    case "lift" -> "let go";
                    case "priority" -> "given another priority";
                    default -> null;
                };
        if (what == null || done == null) {
            return null;
        }
        var sentence = done == 1 ? "1 order was " + what + "." : Words.grouped(done) + " orders were " + what + ".";
        if (refused != null && refused > 0) {
            sentence += " " + Words.count(refused, "other") + " could not be any more.";
        }
        return failed == null || failed == 0
                ? sentence
                : sentence + " " + Words.grouped(failed) + " failed: try again.";
    }

    /** Each order by itself: what one refuses, or where one fails, does not keep the others. */
    @POST
    public Response act(
            @RestForm @Nullable UUID form,
            @RestForm @Nullable List<UUID> order,
            @RestForm String action,
            @RestForm @Nullable HoldKind kind,
            @RestForm @Nullable String lifted,
            @RestForm @Nullable String reason,
            @RestForm @Nullable Priority priority,
            @RestForm @Nullable String by,
            @RestForm @Nullable String back) {
        Set<UUID> chosen = new LinkedHashSet<>(order == null ? List.of() : order);
        if (chosen.isEmpty()) {
            throw Problems.badRequest(new Violation("order", "choose at least one line"));
        }
        if (chosen.size() > ROWS) {
            throw Problems.badRequest(new Violation("order", "choose at most " + ROWS + " orders"));
        }
        var deed = deed(
                action,
                form,
                kind,
                constant(HoldKind.class, "lifted", typed(lifted)),
                OrderPages.reasonOrNull(reason),
                priority,
                OrderPages.named(by));
        var refused = 0;
        var failed = 0;
        for (var orderId : chosen) {
            try {
                deed.to(orderId);
            } catch (HttpProblem refusal) {
                refused++;
            } catch (RuntimeException failure) {
                LOG.warnf(failure, "Could not %s order %s", action, orderId);
                failed++;
            }
        }
        var to = typed(back).startsWith("/ageing") ? typed(back) : "/ageing";
        var separator = to.contains("?") ? "&" : "?";
        return Response.seeOther(URI.create(to + separator + "action=" + action + "&done="
                        + (chosen.size() - refused - failed) + "&refused=" + refused + "&failed=" + failed))
                .build();
    }

    private interface Deed {
        void to(UUID orderId);
    }

    private Deed deed(
            String action,
            @Nullable UUID form,
            @Nullable HoldKind kind,
            @Nullable HoldKind lifted,
            @Nullable String reason,
            @Nullable Priority priority,
            String by) {
        return switch (action) {
            case "hold" -> {
                if (reason == null || kind == null) {
                    throw Problems.badRequest(new Violation("reason", "say why these orders are held"));
                }
                yield orderId -> desk.hold(
                        orderId,
                        new SeenVersion(null),
                        new Hold(OrderPages.holdId(form, orderId), kind, reason, now(), by, null));
            }
            case "lift" ->
                orderId -> holdsOf(orderId, lifted)
                        .forEach(hold ->
                                desk.lift(orderId, new SeenVersion(null), new Lift(hold.holdId(), now(), by, reason)));
            case "priority" -> {
                if (priority == null) {
                    throw Problems.badRequest(new Violation("priority", "choose one"));
                }
                yield orderId ->
                        desk.change(orderId, new SeenVersion(null), new OrderChange(priority, null, null, by, null));
            }
            default -> throw Problems.badRequest(new Violation("action", "is not done here"));
        };
    }

    private List<Hold> holdsOf(UUID orderId, @Nullable HoldKind kind) {
        var holds = search.find(orderId).map(OrderView::of).map(OrderView::holds).orElse(List.of()).stream()
                .filter(hold -> kind == null || hold.kind() == kind)
                .toList();
        if (holds.isEmpty()) {
            throw Problems.notFound("order " + orderId + " has no such hold");
        }
        return holds;
    }

    private Instant now() {
        return Moment.now(clock);
    }
}
