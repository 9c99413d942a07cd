package io.backline.notification.notice;

import io.backline.events.OrderEvent.OrderBackordered;
import io.backline.messaging.Rows;
import io.backline.messaging.Values;
import io.backline.messaging.Writes;
import io.backline.notification.notice.WaitingOrder.Line;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The orders that have or had waiting units. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class WaitingOrders {
    private final Writes writes;
    private final Jdbi jdbi;

    WaitingOrders(Writes writes, Jdbi jdbi) {
        this.writes = writes;
        this.jdbi = jdbi;
    }

    /** Makes rows for orders that are named as waiting for the first time. */
    void register(List<OrderBackordered> named) {
        jdbi.useHandle(handle -> Rows.of(handle.createUpdate("""
                        insert into waiting_order (order_id, customer_id, external_id)
                        select distinct on (order_id) * from unnest(:orders, :customers, :externals) as named (order_id, customer_id, external_id)
                        order by order_id
                        on conflict do nothing
                        """), named)
                .ids("orders", OrderBackordered::orderId)
                .texts("customers", OrderBackordered::customerId)
                .texts("externals", OrderBackordered::externalId)
                .statement()
                .execute());
    }

    /** Those of the given orders that have or had waiting units, locked in sorted order until the transaction ends. */
    Map<UUID, WaitingOrder> lock(Collection<UUID> orderIds) {
        return read(orderIds, """
                select order_id, customer_id from waiting_order where order_id = any(:orders) order by order_id for update
                """);
    }

    /** The same of orders that are locked already. */
    Map<UUID, WaitingOrder> ofLocked(Collection<UUID> orderIds) {
        return read(orderIds, "select order_id, customer_id from waiting_order where order_id = any(:orders)");
    }

    void save(Collection<WaitingOrder> orders) {
        record Row(UUID orderId, Line line) {}
        var rows = orders.stream()
                .flatMap(order -> order.lines().map(line -> new Row(order.orderId(), line)))
                .toList();
        writes.add("delete from waiting_line where order_id = any(:orders)", orders)
                .ids("orders", WaitingOrder::orderId);
        writes.add("""
                        insert into waiting_line (order_id, line_number, sku, waiting, told)
                        select * from unnest(:orders, :lines, :skus, :waiting, :told)
                        """, rows)
                .ids("orders", Row::orderId)
                .numbers("lines", row -> row.line().number())
                .texts("skus", row -> row.line().sku())
                .numbers("waiting", row -> row.line().waiting())
                .numbers("told", row -> row.line().told());
    }

    private Map<UUID, WaitingOrder> read(Collection<UUID> orderIds, String select) {
        return jdbi.withHandle(handle -> {
            var customers = handle.createQuery(select)
                    .bind("orders", Values.ids(orderIds))
                    .map((row, context) ->
                            Map.entry(row.getObject("order_id", UUID.class), row.getString("customer_id")))
                    .list();
            var lines = linesOf(handle, column(customers, Map.Entry::getKey));
            return customers.stream()
                    .map(order -> new WaitingOrder(
                            order.getKey(), order.getValue(), lines.getOrDefault(order.getKey(), List.of())))
                    .collect(Collectors.toMap(WaitingOrder::orderId, Function.identity()));
        });
    }

    private static Map<UUID, List<Line>> linesOf(Handle handle, List<UUID> orderIds) {
        record Row(UUID orderId, Line line) {}
        return handle.createQuery("""
                        select order_id, line_number, sku, waiting, told from waiting_line where order_id = any(:orders)
                        """)
                .bind("orders", Values.ids(orderIds))
                .map((row, context) -> new Row(
                        row.getObject("order_id", UUID.class),
                        new Line(
                                row.getInt("line_number"),
                                row.getString("sku"),
                                row.getInt("waiting"),
                                row.getInt("told"))))
                .collect(Collectors.groupingBy(Row::orderId, Collectors.mapping(Row::line, Collectors.toList())));
    }

    private static <R, T> List<T> column(Collection<R> rows, Function<R, T> value) {
        return rows.stream().map(value).toList();
    }
}
