package io.backline.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.demo.invariant.Store;
import io.backline.demo.invariant.Stores;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts the backlog of a moment once more, the long way: what stood where, row by row, whatever the service keeps besides. */
final class Recount {
    private static final String STANDING = """
            with standing as (
                select order_id, line_number, stage, sum(units) as units,
                    array_position(array['ON_HOLD', 'AWAITING_ALLOCATION', 'BACKORDERED', 'READY_TO_PICK', 'PICKING', 'PACKED', 'SHIPPED'], stage) as place
                from stage_visit where entered_at <= ? and (left_at is null or left_at > ?)
                group by order_id, line_number, stage
            ), backlog as (
                select * from standing where place is not null
            ), head as (
                select distinct on (order_id) order_id, stage from backlog order by order_id, place
            )
            select stage, 'orders' as what, count(*) as amount from head group by stage
            union all select stage, 'lines', count(*) from backlog group by stage
            union all select stage, 'units', sum(units) from backlog group by stage
            union all select backlog.stage, currency, sum(units * unit_price)
                from backlog join order_line using (order_id, line_number) join orders using (order_id) group by backlog.stage, currency
            """;

    private final Stores stores;

    Recount(Stores stores) {
        this.stores = stores;
    }

    /** What the service answers and the rows do not say, or say otherwise. */
    List<String> differences(JsonNode answer) throws SQLException {
        var told = told(answer);
        var counted = counted(Instant.parse(answer.path("asOf").asText()));
        var differences = new ArrayList<String>();
        var all = new TreeSet<>(told.keySet());
        all.addAll(counted.keySet());
        for (var figure : all) {
            var says = told.getOrDefault(figure, BigDecimal.ZERO);
            var counts = counted.getOrDefault(figure, BigDecimal.ZERO);
            if (says.compareTo(counts) != 0) {
                differences.add("%s as of %s: %s are told and %s counted"
                        .formatted(figure, answer.path("asOf").asText(), says, counts));
            }
        }
        return differences;
    }

    private static Map<String, BigDecimal> told(JsonNode answer) {
        var told = new TreeMap<String, BigDecimal>();
        for (var stage : answer.path("stages")) {
            var name = stage.path("stage").asText() + " ";
            for (var what : List.of("orders", "lines", "units")) {
                told.put(name + what, new BigDecimal(stage.path(what).asText()));
            }
            stage.path("value")
                    .properties()
                    .forEach(value -> told.put(
                            name + value.getKey(),
                            new BigDecimal(value.getValue().asText())));
        }
        return told;
    }

    private Map<String, BigDecimal> counted(Instant asOf) throws SQLException {
        var counted = new TreeMap<String, BigDecimal>();
        try (var connection = stores.open(Store.ORDER);
                var statement = connection.prepareStatement(STANDING)) {
            statement.setTimestamp(1, Timestamp.from(asOf));
            statement.setTimestamp(2, Timestamp.from(asOf));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    counted.put(rows.getString("stage") + " " + rows.getString("what"), rows.getBigDecimal("amount"));
                }
            }
        }
        return counted;
    }
}
