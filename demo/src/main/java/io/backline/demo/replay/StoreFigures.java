package io.backline.demo.replay;

/** What stands in the databases, summed up. */
final class StoreFigures {
    static final String ORDERS = """
            select (select count(*) from orders) as orders,
                (select count(*) from orders where stage not in ('DELIVERED', 'CANCELLED')) as "orders open",
                coalesce(sum(ordered), 0) as "units ordered",
                coalesce(sum(cancelled), 0) as "units cancelled",
                coalesce(sum(allocated), 0) as "units allocated",
                coalesce(sum(backordered), 0) as "units backordered",
                coalesce(sum(shipped), 0) as "units shipped"
            from order_line
            """;

    static final String NOTICES = "select state, count(*) as notices from notice group by state order by state";

    private StoreFigures() {}
}
