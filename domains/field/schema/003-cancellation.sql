-- A visit that nobody goes to any more, and why.
alter table field.visit add column cancelled_at timestamptz, add column cancel_reason text;
