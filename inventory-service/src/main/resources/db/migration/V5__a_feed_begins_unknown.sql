-- Where a source began is not known before its first number, nor is a SKU while it told of orders only.
alter table feed alter column highest drop not null;
alter table feed alter column sku drop not null;
