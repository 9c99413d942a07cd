insert into contact (customer_id, email, name) select 'grown-' || number, 'c' || number || '@example.org', 'Ada Example' from grown;

insert into waiting_order (order_id, customer_id, external_id) select order_id, 'grown-' || number, number from grown where stage = 'BACKORDERED';

insert into waiting_line (order_id, line_number, sku, waiting, told) select order_id, line_number, sku, 1, 1 from grown_line where waiting = 1;

analyze;
