select pg_temp.put_indexes_away('orders');
select pg_temp.put_indexes_away('order_history');

insert into orders (order_id, channel, external_id, fingerprint, customer_id, placed_at, currency, country, priority, need_by, shipping, stage, version, pick_revision)
select order_id, channel, number, 'grown', 'grown-' || customer, pg_temp.moment(placed), currency, country, priority, pg_temp.moment(needed), 'PARTIAL',
    pg_temp.stage(place), 4, 1
from grown_order;

insert into hold (hold_id, order_id, kind, reason, since)
select order_id, order_id, 'PAYMENT', 'grown', pg_temp.moment(held) from grown_order where place = 1;

insert into order_history (order_id, facts)
select order_id, json_build_array(json_build_object('at', to_char(pg_temp.moment(placed) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'what', 'OrderPlaced', 'cause', 'POST /orders', 'detail', json_build_object()))
from grown_order;

select pg_temp.make_indexes_again();
analyze orders, hold, order_history;
