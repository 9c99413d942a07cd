-- Sources that number their events: how far each has come, and which numbers are still missing below that.
create table feed (
    source   text   primary key,
    highest  bigint not null,
    sku      text collate "C" not null                -- of the last stock event, to report a gap under
);

create table feed_gap (
    source      text   not null references feed,
    first       bigint not null,
    last        bigint not null,
    noticed_at  timestamptz not null default now(),
    reported_at timestamptz,
    primary key (source, first),
    check (first <= last)
);
create index feed_gap_to_report on feed_gap (noticed_at) where reported_at is null;
