package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.order.backlog.BacklogView.StageView;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** All open orders by the stage their units stand in, counted from the open visits alone. */
@ApplicationScoped
public class Backlog {
    private final Jdbi jdbi;

    Backlog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What stands where now. One statement sees one moment, so that the figures agree while orders move on. */
    public BacklogView asOf(Instant now) {
        var stages = jdbi.withHandle(handle -> {
            var found = new HashMap<BacklogStage, StageView>();
            handle.createQuery("""
                            with line as (
                                select stage, order_id, line_number, sum(units) as units, min(entered_at) as since
                                from stage_visit where left_at is null and stage not in ('DELIVERED', 'CANCELLED')
                                group by stage, order_id, line_number
                            ), standing as (
                                select line.*, units * unit_price as value, currency, need_by < :now as overdue
                                from line join order_line using (order_id, line_number) join orders using (order_id)
                            ), figures as (
                                select stage, count(*) as lines, sum(units) as units, min(since) as oldest,
                                    percentile_disc(array[0.5, 0.85, 0.95]) within group (order by since desc) as quantiles,
                                    count(*) filter (where overdue) as overdue
                                from standing group by stage
                            ), value as (
                                select stage, array_agg(currency order by currency) as currencies, array_agg(value::text order by currency) as amounts
                                from (select stage, currency, sum(value) as value from standing group by stage, currency) as by_currency group by stage
                            ), head as (
                                select stage, count(*) as orders from orders where stage not in ('DELIVERED', 'CANCELLED') group by stage
                            )
                            select stage, coalesce(orders, 0) as orders, lines, units, currencies, amounts, oldest,
                                quantiles[1] as p50, quantiles[2] as p85, quantiles[3] as p95, overdue
                            from figures join value using (stage) left join head using (stage)
                            """)
                    .bind("now", now)
                    .map((row, context) -> stage(row, now))
                    .forEach(stage -> found.put(stage.stage(), stage));
            return found;
        });
        return new BacklogView(
                now,
                Arrays.stream(BacklogStage.values())
                        .filter(BacklogStage::isOpen)
                        .map(stage -> stages.getOrDefault(stage, StageView.empty(stage)))
                        .toList());
    }

    private static StageView stage(ResultSet row, Instant now) throws SQLException {
        return new StageView(
                BacklogStage.valueOf(row.getString("stage")),
                row.getLong("orders"),
                row.getLong("lines"),
                row.getLong("units"),
                value(row),
                moment(row, "oldest"),
                age(row, "p50", now),
                age(row, "p85", now),
                age(row, "p95", now),
                row.getLong("overdue"));
    }

    private static Map<String, String> value(ResultSet row) throws SQLException {
        var currencies = (String[]) row.getArray("currencies").getArray();
        var amounts = (String[]) row.getArray("amounts").getArray();
        var value = new TreeMap<String, String>();
        for (var i = 0; i < currencies.length; i++) {
            value.put(currencies[i], amounts[i]);
        }
        return value;
    }

    /** An order may be placed a day ahead; it is not younger than new. */
    private static Duration age(ResultSet row, String since, Instant now) throws SQLException {
        var age = Duration.between(moment(row, since), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
