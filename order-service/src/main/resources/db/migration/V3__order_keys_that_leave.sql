-- A key is free again after a while; the channel and external id of the order are not.
alter table order_key add column created_at timestamptz not null default now();
create index order_key_age on order_key (created_at);
