select pg_temp.put_indexes_away('order_line');

insert into order_line (order_id, line_number, sku, unit_price, backorder, substitutes, ordered, cancelled, allocated, picked, packed, shipped, delivered,
    returned, answer, progress, waiting_since, release_key)
select order_id, line_number, sku, unit_price, 'ACCEPT', '[]', quantity, cancelled, allocated, picked, packed, shipped, delivered, 0,
    case when stands = 2 then null when allocated = 0 then '{"locations": []}'
        else format('{"locations": [{"location": "%s", "quantity": %s}]}', location, allocated) end::jsonb,
    case when allocated = 0 then '{"locations": {}, "unwanted": 0, "missing": 0}'
        else format('{"locations": {"%s": {"allocated": %s, "toldPicked": %s, "toldPacked": %s, "shipped": %s, "missingPicked": 0}}, "unwanted": 0, "missing": 0}',
            location, allocated, case when tells_all then picked else 0 end, case when tells_all then packed else 0 end, shipped) end::jsonb,
    case when waiting > 0 then pg_temp.moment(answered) end, pg_temp.moment(release_key)
from grown_line;

select pg_temp.make_indexes_again();
analyze order_line;
