-- What was asked for, and the stage it stands in. The row is the lock of the order.
create table orders (
    order_id      uuid        primary key,
    channel       text        not null,
    external_id   text        not null,
    fingerprint   text        not null,                 -- of the body it was posted with: the same id with another body is refused
    customer_id   text        not null,
    placed_at     timestamptz not null,
    currency      text        not null,
    country       text        not null,
    region        text,
    postal_code   text,
    essential_by  timestamptz,
    rule_set      text,
    ship_by       timestamptz,
    priority      text        not null,
    need_by       timestamptz,
    shipping      text        not null,
    stage         text        not null,
    version       int         not null,
    pick_revision int         not null,
    unique (external_id, channel)
);
create index orders_newest on orders (placed_at desc, order_id desc);
create index orders_of_stage on orders (stage, placed_at desc, order_id desc);
create index orders_of_customer on orders (customer_id, placed_at desc, order_id desc);

-- Idempotency-Keys of POST /orders. They stand here, not with the keys of other requests, because orders are posted by the hundred.
create table order_key (
    key         text primary key,
    fingerprint text not null,
    order_id    uuid not null
);

-- Counters of the units of a line, each at most the one before it, and what they follow from.
create table order_line (
    order_id      uuid        not null references orders,
    line_number   int         not null,
    sku           text        not null,
    unit_price    numeric     not null check (unit_price >= 0),
    backorder     text        not null,
    substitutes   jsonb       not null,
    ordered       int         not null,
    cancelled     int         not null check (cancelled >= 0),
    allocated     int         not null,
    picked        int         not null,
    packed        int         not null,
    shipped       int         not null,
    delivered     int         not null check (delivered >= 0),
    returned      int         not null check (returned between 0 and ordered),
    backordered   int         not null generated always as (case when answer is null then 0 else ordered - cancelled - allocated end) stored,
    answer        jsonb,                                -- what inventory said last; null until it has
    progress      jsonb       not null,                 -- what the warehouse told, by location
    waiting_since timestamptz,
    release_key   timestamptz not null,                 -- placedAt − class·age₀, the place in the queue
    primary key (order_id, line_number),
    constraint counters_in_order check (
        ordered - cancelled >= allocated and allocated >= picked and picked >= packed and packed >= shipped and shipped >= delivered)
);
create index order_line_of_sku on order_line (sku, order_id);
create index order_line_waiting on order_line (release_key, order_id, line_number) where backordered > 0;
create index order_line_waiting_of_sku on order_line (sku, release_key, order_id, line_number) where backordered > 0;

create table hold (
    hold_id   uuid        primary key,
    order_id  uuid        not null references orders,
    kind      text        not null,
    reason    text        not null,
    since     timestamptz not null,
    lifted_at timestamptz
);
create index hold_active on hold (order_id) where lifted_at is null;

create table shipment (
    order_id     uuid  not null references orders,
    shipment_id  text  not null,
    units        jsonb not null,                        -- by line, as far as they count; none yet if only the delivery is known
    delivered_at timestamptz,
    primary key (order_id, shipment_id)
);

-- Which units stood in which stage from when to when. Open visits are what stands where now: every unit of a line is in exactly one.
create table stage_visit (
    visit_id    bigint generated always as identity primary key,
    order_id    uuid        not null,
    line_number int         not null,
    stage       text        not null,
    units       int         not null check (units > 0),
    entered_at  timestamptz not null,
    left_at     timestamptz check (left_at >= entered_at),
    foreign key (order_id, line_number) references order_line
);
create index stage_visit_open on stage_visit (order_id) where left_at is null;
create index stage_visit_backlog on stage_visit (stage, entered_at) where left_at is null and stage not in ('DELIVERED', 'CANCELLED');

-- Every fact of an order, in the order it became known.
create table order_fact (
    position bigint generated always as identity primary key,
    order_id uuid        not null references orders,
    at       timestamptz not null,
    what     text        not null,
    cause    text        not null,
    detail   jsonb       not null
);
create index order_fact_of_order on order_fact (order_id, position);
