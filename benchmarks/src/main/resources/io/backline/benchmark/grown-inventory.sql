insert into sku (sku) select 'grown-' || number from generate_series(0, :skus - 1) as number
union all select 'grown-out-' || number from generate_series(0, :skus / 40 - 1) as number;

insert into line (order_id, line_number, sku, ordered, requested, refuse, allocated, picked, shipped, placed_at, release_key, since)
select order_id, line_number, sku, quantity, quantity - cancelled, false, allocated, picked, shipped, pg_temp.moment(placed), pg_temp.moment(release_key),
    pg_temp.moment(answered)
from grown_line;

insert into allocation (order_id, line_number, location, sku, release_key, allocated, told_picked, told_packed, shipped)
select order_id, line_number, location, sku, pg_temp.moment(release_key), allocated, case when tells_all then picked else 0 end,
    case when tells_all then packed else 0 end, shipped
from grown_line where allocated > 0;

-- What is allocated is there, and MAIN has plenty besides of all but the first SKU and those that are out of stock.
insert into stock_item (sku, location, shelf, picked, allocated, gained_at)
select sku, location, coalesce(unpicked, 0) + coalesce(spare, 0), coalesce(picked, 0), coalesce(unpicked, 0) + coalesce(picked, 0), pg_temp.moment(:first)
from (
    select sku, location, sum(allocated - picked) as unpicked, sum(picked - shipped) as picked from allocation where sku like 'grown-%' group by sku, location
) as claimed full join (
    select 'grown-' || number as sku, 'MAIN' as location, 100000000 as spare from generate_series(1, :skus - 1) as number
) as plenty using (sku, location);

insert into ledger (sku, location, kind, shelf_change, picked_change, at, source, event_id)
select sku, location, kind, shelf_change, picked_change, gained_at, '/benchmark/growth', sku || ' ' || location || ' ' || kind
from stock_item cross join lateral (values ('RECEIVED', shelf + picked, 0), ('PICKED', -picked, picked)) as movement (kind, shelf_change, picked_change)
where sku like 'grown-%' and (shelf_change <> 0 or picked_change <> 0);

update sku set backordered = waiting
from (select sku, sum(requested - allocated) as waiting from line where requested > allocated and sku like 'grown-%' group by sku) as queue
where queue.sku = sku.sku;

analyze;
