-- What a POST was answered under the key its caller chose.
create table idempotency_key (
    operation   text not null,
    key         text not null,
    fingerprint text not null,
    status      int,
    location    text,
    body        json,
    created_at  timestamptz not null default now(),
    primary key (operation, key)
);
create index idempotency_key_age on idempotency_key (created_at);
