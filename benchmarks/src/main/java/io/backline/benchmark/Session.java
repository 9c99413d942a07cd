package io.backline.benchmark;

import static io.backline.benchmark.Figure.ACCEPTED;
import static io.backline.benchmark.Figure.ACCEPTED_P99;
import static io.backline.benchmark.Figure.ACCEPTED_WITH_VISITS;
import static io.backline.benchmark.Figure.AGEING;
import static io.backline.benchmark.Figure.ANSWERED_P50;
import static io.backline.benchmark.Figure.ANSWERED_P99;
import static io.backline.benchmark.Figure.AS_OF;
import static io.backline.benchmark.Figure.BACKLOG;
import static io.backline.benchmark.Figure.BACKLOG_BY;
import static io.backline.benchmark.Figure.BACKLOG_MEMORY;
import static io.backline.benchmark.Figure.BACKLOG_READ;
import static io.backline.benchmark.Figure.BULK;
import static io.backline.benchmark.Figure.CPU;
import static io.backline.benchmark.Figure.END_TO_END;
import static io.backline.benchmark.Figure.END_TO_END_WITH_VISITS;
import static io.backline.benchmark.Figure.FLOOR;
import static io.backline.benchmark.Figure.FLOW;
import static io.backline.benchmark.Figure.GROWTH;
import static io.backline.benchmark.Figure.HOT;
import static io.backline.benchmark.Figure.IDLE_MEMORY;
import static io.backline.benchmark.Figure.LOADED_MEMORY;
import static io.backline.benchmark.Figure.NOTICES;
import static io.backline.benchmark.Figure.RELEASE;
import static io.backline.benchmark.Figure.STOCK_OUT;

import io.backline.benchmark.Intake.Sustained;
import io.backline.demo.Places;
import io.backline.demo.invariant.Store;
import io.backline.events.WarehouseStockEvent.StockReceived;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/**
 * All runs that figures are wanted of, one after the other, on one stack; intake always, because others are compared with it. A run's figures count once
 * the invariants hold after it.
 */
final class Session implements AutoCloseable {
    private static final Demand SPREAD = new Demand("spread", "spread", 1_000, 3);
    private static final Demand ONE_SKU = new Demand("hot", "hot", 1, 3);
    private static final int PLENTY = 1_000_000;

    private final Places places;
    private final Stack stack;
    private final Length length;
    private final Progress progress;
    private final Figures figures;
    private final Set<Figure> wanted;
    private final Intake intake;
    private final Truth truth;

    Session(Places places, Stack stack, Length length, Progress progress, Figures figures, Set<Figure> wanted) {
        this.places = places;
        this.stack = stack;
        this.length = length;
        this.progress = progress;
        this.figures = figures;
        this.wanted = wanted;
        this.intake = new Intake(places);
        this.truth = new Truth(places);
    }

    void run() throws SQLException, IOException, InterruptedException {
        figures.put(IDLE_MEMORY, stack.memoryMiB());
        if (!Figure.OF_BACKLOG.containsAll(wanted)) {
            intake();
        }
        if (isWanted(GROWTH) || isWanted(Figure.OF_BACKLOG)) {
            grown();
        }
    }

    /** First what says least of the rest: for minutes yet the JVMs get better with every order. */
    private void intake() throws SQLException, IOException, InterruptedException {
        supply(SPREAD);
        supply(ONE_SKU);
        warmUp();
        if (isWanted(HOT)) {
            hot();
        }
        if (isWanted(BULK)) {
            bulk();
        }
        sustained();
        if (isWanted(ACCEPTED_P99, ANSWERED_P50, ANSWERED_P99)) {
            halfLoad();
        }
        if (isWanted(STOCK_OUT, RELEASE, NOTICES)) {
            swing();
        }
        if (isWanted(Figure.OF_VISITS)) {
            visits();
        }
    }

    /** What the JVMs are to learn: each of the paths that are measured, until it is hot. */
    void train() throws SQLException, IOException, InterruptedException {
        supply(SPREAD);
        warmUp();
        progress.tell("stock-out and restock under %,d orders of one SKU", Swing.LINES);
        try (var swing = new Swing(places)) {
            swing.begin(intake);
            truth.awaitQuiet();
            swing.stockOut();
            truth.awaitQuiet();
            swing.release();
            truth.check();
        }
    }

    private boolean isWanted(Figure... some) {
        return isWanted(Set.of(some));
    }

    private boolean isWanted(Set<Figure> some) {
        return some.stream().anyMatch(wanted::contains);
    }

    private double floor() throws SQLException, InterruptedException {
        var stores = places.stores();
        var floor = new Floor(stores.orderUrl(), stores.user(), stores.password());
        var perSecond = floor.measure(Intake.CONNECTIONS, length.floor().dividedBy(4), length.floor());
        progress.tell("floor: %,.0f orders/s straight into PostgreSQL", perSecond);
        return perSecond;
    }

    private void supply(Demand demand) throws SQLException {
        try (var warehouse = places.warehouse("/benchmark")) {
            var now = Instant.now();
            for (var sku : demand.all()) {
                warehouse.tell(new StockReceived(sku, "MAIN", PLENTY, now, null), "receipt-" + sku, now);
            }
            warehouse.flush();
        }
        truth.awaitQuiet();
    }

    /** In bulk first: code is compiled after so many orders, not after so many seconds. What is taken in an eighth of the time is answered in half of it. */
    private void warmUp() throws SQLException, InterruptedException {
        progress.tell("warm-up");
        var inBulk = length.warmUp().dividedBy(8);
        intake.bulk(SPREAD.onChannel("warm-up-in-bulk"), inBulk);
        var warm = intake.sustain(SPREAD.onChannel("warm-up"), length.warmUp().minus(inBulk));
        progress.tell("warm: %,.0f orders/s", warm.endToEnd());
        truth.awaitQuiet();
    }

    /** A machine is not as quick at one time as at another: the floor is that of just before and just after. */
    private void sustained() throws SQLException, InterruptedException {
        var before = floor();
        figures.put(FLOOR, before);
        progress.tell("accepted, endToEnd: orders on %,d SKUs, as many as are taken", SPREAD.skus());
        var cpuBefore = stack.cpuMillis();
        var run = intake.sustain(SPREAD, length.run());
        var cpu = stack.cpuMillis() - cpuBefore;
        verified(SPREAD, run);
        figures.put(FLOOR, (before + floor()) / 2);
        figures.put(ACCEPTED, run.accepted());
        figures.put(END_TO_END, run.endToEnd());
        figures.put(CPU, cpu / run.orders());
    }

    private void halfLoad() throws SQLException, InterruptedException {
        var rate = figures.of(END_TO_END).orElseThrow().value() / 2;
        progress.tell("latencies: %,.0f orders/s", rate);
        var demand = SPREAD.onChannel("half-load");
        var run = intake.pace(demand, rate, length.run());
        truth.checkOrders(demand.channel(), run.orders());
        truth.check();
        figures.put(ACCEPTED_P99, millis(run.accepted(), 99));
        figures.put(ANSWERED_P50, millis(run.answered(), 50));
        figures.put(ANSWERED_P99, millis(run.answered(), 99));
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    private void hot() throws SQLException, InterruptedException {
        progress.tell("hot: orders on one SKU, as many as are taken");
        var run = intake.sustain(ONE_SKU, length.run());
        verified(ONE_SKU, run);
        figures.put(HOT, run.endToEnd());
    }

    private void bulk() throws SQLException, InterruptedException {
        progress.tell("bulk: orders by NDJSON");
        var demand = SPREAD.onChannel("bulk");
        var run = intake.bulk(demand, length.bulk());
        verified(demand, run);
        figures.put(BULK, run.accepted());
    }

    private void swing() throws SQLException, IOException, InterruptedException {
        progress.tell("stock-out and restock under %,d orders of one SKU", Swing.LINES);
        try (var swing = new Swing(places)) {
            swing.begin(intake);
            truth.awaitQuiet();
            for (var i = 0; i < length.rehearsals(); i++) {
                rehearse(swing);
            }
            var notices = new Notices(places.stores());
            var stockOut = swing.stockOut();
            progress.tell("every line waits after %.1f s; its customers are told", stockOut);
            var perMinute = notices.perMinute(Swing.LINES);
            noteMemory();
            truth.awaitQuiet();
            progress.tell("%,.0f mails a minute; a restock", perMinute);
            var release = swing.release();
            progress.tell("every line is released after %.1f s", release);
            truth.check();
            figures.put(STOCK_OUT, stockOut);
            figures.put(NOTICES, perMinute);
            figures.put(RELEASE, release);
        }
    }

    /** As the orders of a run are warmed up by orders, a stock-out and a restock are by a stock-out and a restock. */
    private void rehearse(Swing swing) throws SQLException {
        progress.tell("rehearsed: every line waits after %.1f s", swing.stockOut());
        truth.awaitQuiet();
        progress.tell("rehearsed: every line is released after %.1f s", swing.release());
        truth.awaitQuiet();
    }

    private void visits() throws SQLException, InterruptedException {
        progress.tell("acceptedWithVisits, endToEndWithVisits: as many orders as are taken, with and without visits");
        var shares = new Visits(places.stores(), stack, intake, truth, progress)
                .measure(SPREAD, length.run().dividedBy(2));
        figures.put(ACCEPTED_WITH_VISITS, shares.accepted());
        figures.put(END_TO_END_WITH_VISITS, shares.endToEnd());
    }

    /** What is asked of a store that has grown; for growth it has so many closed orders as else there are in all. */
    private void grown() throws SQLException, IOException, InterruptedException {
        var open = length.orders() / 5;
        var size = new GrownStore.Size(isWanted(GROWTH) ? length.orders() + open : length.orders(), open);
        progress.tell("writing a store of %,d orders, of which %,d are open", size.orders(), size.open());
        var store = new GrownStore(places.stores(), size);
        store.generate();
        readOneOfEachStage();
        if (isWanted(GROWTH)) {
            growth(store);
        }
        if (isWanted(Figure.OF_BACKLOG)) {
            backlog(store);
        }
    }

    /** The services must understand what was written past them. */
    private void readOneOfEachStage() throws SQLException {
        var examples = places.stores().rows(Store.ORDER, """
                select distinct on (stage) stage, order_id from orders where fingerprint = 'grown' order by stage, placed_at
                """);
        for (var example : examples) {
            var order = places.shop().order(UUID.fromString(example.getOrDefault("order_id", "")));
            if (!order.path("stage").asText().equals(example.get("stage"))) {
                throw new NoFigure(example + " of the grown store is read as " + order);
            }
        }
    }

    private void growth(GrownStore store) throws SQLException, InterruptedException {
        progress.tell("growth: as many orders as are taken");
        var demand = store.demand("growth", SPREAD.skus());
        var run = intake.sustain(demand, length.run());
        verified(demand, run);
        putOfStore(GROWTH, run.endToEnd() / figures.of(END_TO_END).orElseThrow().value());
    }

    private void backlog(GrownStore store) throws SQLException, IOException, InterruptedException {
        var backlog = new Backlog(places, new OrderService(places, stack), intake, truth, progress);
        var measured = backlog.measure(store.demand("backlog", Integer.MAX_VALUE), length.run(), length.questions());
        noteMemory();
        putOfStore(BACKLOG_READ, measured.readSeconds());
        putOfStore(BACKLOG_MEMORY, measured.memoryMiB());
        for (var figure : Set.of(BACKLOG, BACKLOG_BY, AS_OF, FLOW, AGEING)) {
            putOfStore(figure, millis(measured.answers().of(figure), 99));
        }
    }

    /** The goals speak of a store that has this size. */
    private void putOfStore(Figure figure, double value) {
        if (length.orders() >= Length.ORDERS_OF_GOAL) {
            figures.put(figure, value);
        } else {
            figures.tell(figure, value);
        }
    }

    private void verified(Demand demand, Sustained run) throws SQLException {
        noteMemory();
        progress.tell(
                "%s: %,d orders, %,.0f/s accepted, %,.0f/s end to end; checking the invariants",
                demand.channel(), run.orders(), run.accepted(), run.endToEnd());
        truth.checkOrders(demand.channel(), run.orders());
        truth.check();
    }

    private void noteMemory() {
        var before = figures.of(LOADED_MEMORY).map(Figures.Measured::value).orElse(0.0);
        figures.put(LOADED_MEMORY, Math.max(before, stack.memoryMiB()));
    }

    @Override
    public void close() {
        truth.close();
    }
}
