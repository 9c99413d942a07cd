-- Picked units that are not the line's any more: not wanted, or found missing. missing sums what all short picks told.
alter table line add column unwanted int not null default 0;
alter table line add column missing int not null default 0 check (missing >= 0);
alter table allocation add column missing_picked int not null default 0 check (missing_picked >= 0);
