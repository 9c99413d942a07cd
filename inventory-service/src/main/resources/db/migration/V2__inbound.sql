-- What was told of inbound shipments, in order of arrival. Append only.
create table inbound_fact (
    position    bigint generated always as identity primary key,
    inbound_id  text not null,
    sku         text collate "C" not null references sku,
    kind        text not null check (kind in ('SCHEDULED', 'RESCHEDULED', 'CANCELLED')),
    supplier_id text,
    location    text collate "C",
    quantity    int,
    expected_at timestamptz,
    source      text not null,
    event_id    text not null,
    told_at     timestamptz not null default now()
);
create index inbound_fact_of_inbound on inbound_fact (sku, inbound_id, position);
create index inbound_fact_by_event on inbound_fact (source, event_id);

-- What that comes to: one row for each shipment that was scheduled. Nothing here is available.
create table inbound (
    inbound_id  text not null,
    sku         text collate "C" not null references sku,
    supplier_id text not null,
    location    text collate "C" not null,
    quantity    int  not null,                        -- announced; 0 is cancelled
    expected_at timestamptz not null,
    primary key (sku, inbound_id)
);
create index inbound_by_date on inbound (expected_at, sku, inbound_id);
