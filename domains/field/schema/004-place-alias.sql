-- The name of a stock place in the other language.
alter table field.stock_location add column alias text;
