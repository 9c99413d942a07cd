-- Where customers are reached. With sent_mail the only personal data here; both go when a customer is erased.
create table contact (
    customer_id text        primary key,
    email       text        not null,
    name        text,
    locale      text,
    time_zone   text,
    heard_at    timestamptz not null default now()
);

-- An order that has or had waiting units. Its row is the lock of all that is decided about its notices.
create table waiting_order (
    order_id    uuid primary key,
    customer_id text not null,
    external_id text not null
);

-- What waits now, and what of it the customer was told. News is the difference.
create table waiting_line (
    order_id    uuid not null references waiting_order,
    line_number int  not null check (line_number > 0),
    sku         text not null,
    waiting     int  not null check (waiting >= 0),
    told        int  not null check (told >= 0),
    primary key (order_id, line_number),
    check (waiting > 0 or told > 0)
);

-- A row from the first change on. Until it is settled its words may change; from then on it is only sent.
create table notice (
    notice_id   uuid        primary key,
    order_id    uuid        not null references waiting_order,
    customer_id text        not null,
    kind        text        not null check (kind in ('BACKORDERED', 'RELEASED')),
    state       text        not null check (state in ('WAITING', 'SENT', 'FAILED', 'WITHDRAWN')),
    at          timestamptz not null,                    -- the event time of the first change
    due_at      timestamptz not null,                    -- while WAITING: end of the quiet time, then next attempt or end of the sender's lease
    settled_at  timestamptz,
    content     json,
    earlier     uuid[]      not null default '{}',       -- notices of the order before this one, for the thread
    attempts    int         not null default 0,
    sent_at     timestamptz,
    failure     text,
    check (settled_at is null or content is not null),
    check ((state = 'SENT') = (sent_at is not null))
);
create unique index notice_open on notice (order_id) where state = 'WAITING' and settled_at is null;
create index notice_due on notice (due_at) where state = 'WAITING';
create index notice_order on notice (order_id, notice_id);
create index notice_customer on notice (customer_id, notice_id);

-- The mail as it was handed over, or refused.
create table sent_mail (
    notice_id   uuid  primary key references notice,
    customer_id text  not null,
    recipient   text  not null,
    subject     text  not null,
    text        text  not null,
    html        text  not null,
    headers     json  not null
);
create index sent_mail_customer on sent_mail (customer_id);
