-- The same orders in every database: ids and times follow from the number of the order.
set session_replication_role = replica; -- what is written here refers to what is written here
set synchronous_commit = off;
set jit = off;

create temporary view grown as
    select number,
        (lpad(to_hex(:first + number * :between), 12, '0') || '70008000000000000000')::uuid as order_id,
        to_timestamp((:first + number * :between) / 1000.0) as placed_at,
        case when number <= :closed then 'DELIVERED' when number <= :closed + :open - :waiting then 'READY_TO_PICK' else 'BACKORDERED' end as stage
    from generate_series(1::bigint, :closed + :open) as number;

-- Of an order that waits it is the first line. All lines that wait are for one SKU, and no other line is for it.
create temporary view grown_line as
    select number, order_id, placed_at, line_number,
        case when stage = 'BACKORDERED' and line_number > 1 then 'READY_TO_PICK' else stage end as stage,
        case when stage = 'BACKORDERED' and line_number = 1 then 'grown-0' else 'grown-' || 1 + (number * 7 + line_number * 331) % (:skus - 1) end as sku,
        (stage = 'BACKORDERED' and line_number = 1)::int as waiting,
        (stage = 'DELIVERED')::int as delivered
    from grown cross join generate_series(1, 3) as line_number;

