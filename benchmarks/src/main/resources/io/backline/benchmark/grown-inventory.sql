insert into sku (sku) select 'grown-' || number from generate_series(0, :skus - 1) as number on conflict do nothing;
update sku set backordered = :waiting where sku = 'grown-0';

insert into line (order_id, line_number, sku, ordered, requested, refuse, allocated, picked, shipped, placed_at, release_key, since)
select order_id, line_number, sku, 1, 1, false, 1 - waiting, delivered, delivered, placed_at, placed_at, placed_at from grown_line;

insert into allocation (order_id, line_number, location, sku, release_key, allocated, told_picked, told_packed, shipped)
select order_id, line_number, 'MAIN', sku, placed_at, 1, delivered, delivered, delivered from grown_line where waiting = 0;

insert into ledger (sku, location, kind, shelf_change, picked_change, at, source, event_id)
select sku, 'MAIN', 'RECEIVED', 100000000, 0, to_timestamp(:first / 1000.0), '/benchmark/growth', sku from sku where sku like 'grown-%' and sku <> 'grown-0';

insert into stock_item (sku, location, shelf, picked, allocated, gained_at)
select sku, 'MAIN', 100000000, 0, sum(allocated - shipped), to_timestamp(:first / 1000.0) from allocation where sku like 'grown-%' group by sku;

analyze;
