package io.backline.benchmark;

import io.backline.benchmark.Intake.Sustained;
import io.backline.demo.invariant.Stores;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What it costs the intake that every visit of a stage is a row: the same orders with and without these rows, in turn, so that a better minute of the machine
 * helps both. Without them each is dropped before it is stored, so there is none to be read or changed either. What the service does differently then comes
 * to nothing: a line that is answered enters the same stage, whether or not it is seen leaving another. What it takes to make the rows and to send them is
 * spent in both.
 */
final class Visits {
    /** Not by a rule: it would hold for a session that has prepared the statement even after it is dropped. */
    private static final String LEAVE_OUT = """
            create function left_out() returns trigger language plpgsql as 'begin return null; end';
            create trigger left_out before insert on stage_visit for each row execute function left_out();
            """;

    private static final String WRITE = """
            drop trigger left_out on stage_visit;
            drop function left_out;
            """;

    /** What was left out is written, so that the invariants can be checked: all units are ready to be picked, as there is plenty. */
    private static final String CATCH_UP = """
            insert into stage_visit (order_id, line_number, stage, location, units, entered_at)
            select order_id, line_number, 'READY_TO_PICK', location, (stand ->> 'allocated')::int, placed_at
            from orders join order_line using (order_id) cross join lateral jsonb_each(progress -> 'locations') as lies (location, stand)
            where channel = '%s'
            """;

    /** Neither a machine that becomes quicker nor one that becomes slower favours one of them. */
    private static final boolean[] WITH = {true, false, false, true, false, true, true, false};

    private static final Sustained NOTHING = new Sustained(0, Duration.ZERO, Duration.ZERO);

    private final Stores stores;
    private final Stack stack;
    private final Intake intake;
    private final Truth truth;
    private final Progress progress;

    Visits(Stores stores, Stack stack, Intake intake, Truth truth, Progress progress) {
        this.stores = stores;
        this.stack = stack;
        this.intake = intake;
        this.truth = truth;
        this.progress = progress;
    }

    /** What is reached with these rows ÷ without them. */
    record Shares(double accepted, double endToEnd) {}

    Shares measure(Demand demand, Duration time) throws SQLException, InterruptedException {
        var with = NOTHING;
        var without = NOTHING;
        for (var i = 0; i < WITH.length; i++) {
            if (WITH[i]) {
                with = with.and(run(demand.onChannel("with-visits-" + i), time));
            } else {
                without = without.and(runWithout(demand.onChannel("without-visits-" + i), time));
            }
        }
        truth.check();
        return new Shares(with.accepted() / without.accepted(), with.endToEnd() / without.endToEnd());
    }

    private Sustained runWithout(Demand demand, Duration time) throws SQLException, InterruptedException {
        execute(LEAVE_OUT);
        var run = run(demand, time);
        execute(WRITE);
        execute(CATCH_UP.formatted(demand.channel()));
        return run;
    }

    private Sustained run(Demand demand, Duration time) throws SQLException, InterruptedException {
        var before = stack.cpuMillis();
        var run = intake.sustain(demand, time);
        var cpu = stack.cpuMillis() - before;
        truth.checkOrders(demand.channel(), run.orders());
        truth.awaitQuiet();
        progress.tell(
                "%s: %,.0f/s accepted, %,.0f/s end to end, %.2f ms of CPU an order",
                demand.channel(), run.accepted(), run.endToEnd(), cpu / run.orders());
        return run;
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(stores.orderUrl(), stores.user(), stores.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
