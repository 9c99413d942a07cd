-- A line is written under the lock of its SKU, and what it has together with it: no foreign key asks for them once more. Each would cost as much as the row.
alter table line drop constraint line_sku_fkey;
alter table allocation drop constraint allocation_order_id_line_number_fkey;
alter table ledger drop constraint ledger_sku_fkey;
