-- Names sort by their bytes: locks are taken in one order, and locations tie as they do in Java.

-- One row a SKU, made on first mention: who decides about the SKU holds its lock.
create table sku (
    sku           text collate "C" primary key,
    backordered   bigint not null default 0 check (backordered >= 0),   -- units that wait, of lines that may wait
    policy        text   not null default 'PRIORITY_WITH_AGEING',
    mentioned_at  timestamptz not null default now()
);

create table stock_item (
    sku        text collate "C" not null references sku,
    location   text collate "C" not null,
    shelf      bigint not null,                       -- the ledger's sum; below 0 where a receipt is missing
    counted_at timestamptz,
    picked     bigint not null check (picked >= 0),   -- in totes, not shipped
    allocated  bigint not null,                       -- unshipped units spoken for by lines: on the shelf and in totes
    on_hand    bigint generated always as (greatest(shelf, 0) + picked) stored,
    gained_at  timestamptz not null,                  -- the latest event time of a gain
    primary key (sku, location),
    check (allocated between picked and greatest(shelf, 0) + picked)
);

-- Append only. Of one location: shelf = the last count by event time plus the movements after it, retracted ones left out.
create table ledger (
    position      bigint generated always as identity primary key,
    sku           text collate "C" not null references sku,
    location      text collate "C" not null,
    kind          text   not null,
    counted       bigint,
    shelf_change  bigint not null,
    picked_change bigint not null,
    at            timestamptz not null,               -- when it happened
    source        text   not null,
    event_id      text   not null,
    order_id      uuid,
    line_number   int,
    remark        text,                               -- an adjustment's reason, a receipt's inbound shipment
    told_at       timestamptz not null default now()
);
create index ledger_by_time on ledger (sku, location, at, position);
create index ledger_by_sku on ledger (sku, position);
create index ledger_by_event on ledger (source, event_id);
create index ledger_receipt_of_inbound on ledger (sku, remark) where kind = 'RECEIVED' and remark is not null;
create index ledger_implied_pick on ledger (order_id) where kind = 'PICK_IMPLIED';

-- Events that are to be read as if they had never been, also when they come later.
create table retraction (
    source       text not null,
    event_id     text not null,
    sku          text collate "C" not null references sku,
    reason       text not null,
    retracted_at timestamptz not null default now(),
    primary key (source, event_id)
);

-- An order line as inventory knows it. requested = ordered - cancelled; allocated, picked and shipped are cumulative.
create table line (
    order_id    uuid not null,
    line_number int  not null,
    sku         text collate "C" not null references sku,
    ordered     int  not null,
    requested   int  not null,
    refuse      boolean not null,                     -- never queues
    allocated   int  not null,
    picked      int  not null,
    shipped     int  not null,
    placed_at   timestamptz not null,
    release_key timestamptz not null,
    since       timestamptz not null,                 -- the latest event time among the causes of what the line has
    primary key (order_id, line_number),
    check (ordered >= requested and requested >= allocated and allocated >= picked and picked >= shipped and shipped >= 0)
);
create index line_waiting on line (sku, release_key, order_id, line_number) where requested > allocated and not refuse;

-- What a line has, by location; told_… as the warehouse told, picked as a later step implies. SKU and release key are the line's, for the index below.
create table allocation (
    order_id    uuid not null,
    line_number int  not null,
    location    text collate "C" not null,
    sku         text collate "C" not null,
    release_key timestamptz not null,
    allocated   int  not null,
    told_picked int  not null,
    told_packed int  not null,
    shipped     int  not null,
    picked      int  generated always as (greatest(told_picked, told_packed, shipped)) stored,
    primary key (order_id, line_number, location),
    foreign key (order_id, line_number) references line,
    check (allocated >= greatest(told_picked, told_packed, shipped) and least(told_picked, told_packed, shipped) >= 0)
);
create index allocation_unpicked on allocation (sku, location, release_key, order_id, line_number) where allocated > picked;
