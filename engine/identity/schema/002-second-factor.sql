-- The 30-second step of the last code that was accepted: no code opens the door twice (RFC 6238, 5.2).
alter table engine.user_account add column totp_step bigint not null default 0;
