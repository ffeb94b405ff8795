-- Ten codes for the day the phone is lost, as hashes; each opens once and is then taken out.
alter table engine.user_account add column recovery_hashes text[] not null default '{}';
