insert into orders (order_id, channel, external_id, fingerprint, customer_id, placed_at, currency, country, priority, shipping, stage, version, pick_revision)
select order_id, 'grown', number, 'grown', 'grown-' || number, placed_at, 'EUR', 'DE', 'NORMAL', 'PARTIAL', stage, 4, 1 from grown;

insert into order_line (order_id, line_number, sku, unit_price, backorder, substitutes, ordered, cancelled, allocated, picked, packed, shipped, delivered,
    returned, answer, progress, waiting_since, release_key)
select order_id, line_number, sku, 24.90, 'ACCEPT', '[]', 1, 0, 1 - waiting, delivered, delivered, delivered, delivered, 0,
    case when waiting = 1 then '{"locations": []}' else '{"locations": [{"location": "MAIN", "quantity": 1}]}' end::jsonb,
    case when waiting = 1 then '{"locations": {}, "unwanted": 0, "missing": 0}'
        else format('{"locations": {"MAIN": {"allocated": 1, "toldPicked": %1$s, "toldPacked": %1$s, "shipped": %1$s, "missingPicked": 0}}, "unwanted": 0, "missing": 0}',
            delivered) end::jsonb,
    case when waiting = 1 then placed_at end, placed_at
from grown_line;

insert into stage_visit (order_id, line_number, stage, units, entered_at) select order_id, line_number, stage, 1, placed_at from grown_line;

insert into order_history (order_id, facts)
select order_id, json_build_array(json_build_object('at', to_char(placed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SSZ'), 'what', 'OrderPlaced',
    'cause', 'POST /orders', 'detail', json_build_object()))
from grown;

analyze;
