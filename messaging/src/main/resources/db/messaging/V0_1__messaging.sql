-- What is to be published, in the order it was decided. Rows leave after Kafka has them.
create table outbox (
    position   bigint generated always as identity primary key,
    topic      text        not null,
    key        bytea,
    id         uuid,
    type       text,
    time       timestamptz,
    headers    bytea,                                   -- of a message that is published as it once came; else the columns above say all
    data       bytea,                                   -- null is a tombstone
    added_at   timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Every event that was handled: it is not handled again.
create table inbox (
    source     text        not null,
    event_id   text        not null,
    at         timestamptz not null default now(),
    primary key (source, event_id)
);

-- How far each partition was read, and what became of it: position - first_offset = handled + duplicates.
create table consumed (
    topic        text   not null,
    partition    int    not null,
    first_offset bigint not null,
    position     bigint not null,
    handled      bigint not null default 0,
    duplicates   bigint not null default 0,
    primary key (topic, partition)
);

-- Messages that were not acted upon, byte for byte. DEAD_LETTER: broken or contradicting; SET_ASIDE: understood, but not for us.
create table dead_letter (
    id          uuid        primary key,
    topic       text        not null,
    partition   int         not null,
    "offset"    bigint      not null,
    key         bytea,
    headers     bytea       not null,
    value       bytea,
    outcome     text        not null check (outcome in ('DEAD_LETTER', 'SET_ASIDE')),
    field       text,
    reason      text        not null,
    at          timestamptz not null default now(),
    replayed_at timestamptz,
    unique (topic, partition, "offset", outcome)
);
create index dead_letter_outcome on dead_letter (outcome, id);

-- Messages that came before what they speak of.
create table early_message (
    position   bigint generated always as identity primary key,
    awaited    text        not null,
    source     text        not null,
    event_id   text        not null,
    came_at    timestamptz not null,
    topic      text        not null,
    partition  int         not null,
    "offset"   bigint      not null,
    key        bytea,
    headers    bytea       not null,
    value      bytea,
    kept_at    timestamptz not null default now()
);
create index early_message_awaited on early_message (awaited, topic);
create index early_message_age on early_message (kept_at);
