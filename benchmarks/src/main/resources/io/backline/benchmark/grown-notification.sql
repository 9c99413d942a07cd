insert into contact (customer_id, email, name) select 'grown-' || number, 'c' || number || '@example.org', 'Ada Example' from generate_series(0, :customers - 1) as number;

insert into waiting_line (order_id, line_number, sku, waiting, told) select order_id, line_number, sku, waiting, waiting from grown_line where waiting > 0;

insert into waiting_order (order_id, customer_id, external_id)
select order_id, 'grown-' || customer, number from grown_order where exists (select 1 from waiting_line where waiting_line.order_id = grown_order.order_id);

analyze;
