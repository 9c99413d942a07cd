package io.backline.order.console;

import io.backline.events.BacklogStage;
import io.backline.order.backlog.Backlog;
import io.backline.order.backlog.BacklogView;
import io.backline.order.backlog.BacklogView.StageView;
import io.backline.order.backlog.FlowView.StageFlow;
import io.backline.order.backlog.ForecastView.StageForecast;
import io.backline.order.backlog.Moment;
import io.backline.order.backlog.Overview;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The whole backlog on one page. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
class BacklogPages {
    private final Backlog backlog;
    private final Overview overview;
    private final Clock clock;

    BacklogPages(Backlog backlog, Overview overview, Clock clock) {
        this.backlog = backlog;
        this.overview = overview;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance backlog(Shown shown);
    }

    /** Without a board as long as there is {@code trouble}: while a service that was just started reads its orders. */
    record Shown(
            @Nullable Past past,
            @Nullable Board board,
            @Nullable String trouble) {
        public String here() {
            return new Link("/").with("asOf", past == null ? null : past.at()).toString();
        }
    }

    record Board(
            Instant asOf,
            long orders,
            long units,
            Map<String, String> value,
            List<Column> columns,
            Overview.View outlook,
            List<Day> days) {
        public boolean isBottleneck(BacklogStage stage) {
            var bottleneck = outlook.bottleneck().bottleneck();
            return bottleneck != null && bottleneck.stage() == stage;
        }

        static Board of(@Nullable Past past, BacklogView view, Overview.View outlook) {
            var value = new TreeMap<String, BigDecimal>();
            view.stages().forEach(stage -> stage.value()
                    .forEach((currency, amount) -> value.merge(currency, new BigDecimal(amount), BigDecimal::add)));
            var shown = new TreeMap<String, String>();
            value.forEach((currency, amount) -> shown.put(currency, amount.toPlainString()));
            return new Board(
                    view.asOf(),
                    view.stages().stream().mapToLong(StageView::orders).sum(),
                    view.stages().stream().mapToLong(StageView::units).sum(),
                    shown,
                    view.stages().stream()
                            .map(stage -> new Column(
                                    stage,
                                    Ages.of(stage),
                                    flowOf(outlook, stage),
                                    forecastOf(outlook, stage),
                                    past == null ? null : past.at()))
                            .toList(),
                    outlook,
                    Day.listOf(outlook));
        }
    }

    private static StageFlow flowOf(Overview.View outlook, StageView stage) {
        return outlook.flow().stages().stream()
                .filter(flow -> flow.stage() == stage.stage())
                .findFirst()
                .orElseThrow();
    }

    private static StageForecast forecastOf(Overview.View outlook, StageView stage) {
        return outlook.forecast().stages().stream()
                .filter(forecast -> forecast.stage() == stage.stage())
                .findFirst()
                .orElseThrow();
    }

    record Column(
            StageView stage,
            @Nullable Ages ages,
            StageFlow flow,
            StageForecast forecast,
            @Nullable Instant asOf) {
        public String allLines() {
            return lines().toString();
        }

        public String linesOverP85() {
            return lines().with("overP85", "true").toString();
        }

        public String linesOverdue() {
            return lines().with("overdue", "true").toString();
        }

        private Link lines() {
            return new Link("/ageing").with("stage", stage.stage().name()).with("asOf", asOf);
        }

        /** Units that leave a day. */
        public String perDay() {
            return String.format(Locale.UK, flow.throughputPerDay() < 10 ? "%,.1f" : "%,.0f", flow.throughputPerDay());
        }
    }

    /** A day of the cumulative flow: what stood in each stage at its end, first the last one, and what had left by then. */
    record Day(Instant at, List<Long> wip, long left) {
        static List<Day> listOf(Overview.View outlook) {
            var days = new ArrayList<Day>();
            for (var day = 0; day < outlook.left().size(); day++) {
                var wip = new ArrayList<Long>();
                var at = outlook.asOf();
                for (var group : outlook.flow().series()) {
                    var point = group.points().get(day);
                    wip.add(point.wip());
                    at = point.at();
                }
                days.add(new Day(at, wip, outlook.left().get(day)));
            }
            return days;
        }
    }

    /** Ages drawn beside each other, in thousandths of the longest; {@code usual} is what 85 % of those that have left took. */
    record Ages(long p50, long p85, long p95, @Nullable Long usual) {
        private static final long WIDTH = 1_000;

        static @Nullable Ages of(StageView stage) {
            if (stage.ageP50() == null || stage.ageP85() == null || stage.ageP95() == null) {
                return null;
            }
            var longest = Stream.of(stage.ageP95(), stage.completedP85() == null ? Duration.ZERO : stage.completedP85())
                    .mapToLong(Duration::toSeconds)
                    .max()
                    .orElse(0);
            return new Ages(
                    share(stage.ageP50(), longest),
                    share(stage.ageP85(), longest),
                    share(stage.ageP95(), longest),
                    stage.completedP85() == null ? null : share(stage.completedP85(), longest));
        }

        private static long share(Duration age, long longest) {
            return longest == 0 ? 0 : age.toSeconds() * WIDTH / longest;
        }
    }

    @GET
    public TemplateInstance backlog(@RestQuery @Nullable String asOf) {
        var now = Moment.now(clock);
        var past = Past.typed(asOf, now);
        var board = ifReady(() -> past == null
                ? Board.of(null, backlog.now(), overview.ofNow(now))
                : Board.of(past, backlog.asOf(past.at()), overview.asOf(past.at())));
        return Templates.backlog(new Shown(past, board.found(), board.trouble()));
    }

    /** That the service still reads its orders, or has other work, is no refusal, but a matter of time. */
    static <T> Answer<T> ifReady(Supplier<T> figures) {
        try {
            return Answer.of(figures.get());
        } catch (HttpProblem problem) {
            if (problem.getStatusCode() == 503) {
                return Answer.trouble(problem.getDetail() == null ? "not now" : problem.getDetail());
            }
            throw problem;
        }
    }
}
