-- What is retracted gives way to the count before it.
create index ledger_count on ledger (sku, location, at) where counted is not null;
