-- The dispatcher has settled who comes when: no plan moves it.
alter table field.visit add column locked boolean not null default false;
