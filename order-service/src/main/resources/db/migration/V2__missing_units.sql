-- Units that short picks told missing, in all; what inventory said last also says which of them had been picked.
alter table order_line add column missing int not null default 0 check (missing >= 0);
update order_line set answer = jsonb_build_object('locations', answer) where answer is not null;
