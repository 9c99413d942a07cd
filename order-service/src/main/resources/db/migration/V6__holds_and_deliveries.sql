-- Who set a hold and when it ends by itself; who lifted it and why.
alter table hold
    add column set_by text,
    add column until timestamptz,
    add column lifted_by text,
    add column lift_reason text;
create index hold_due on hold (until) where lifted_at is null and until is not null;

-- When a delivery failed last; it may be told before the shipment, as a delivery may.
alter table shipment add column failed_at timestamptz;
