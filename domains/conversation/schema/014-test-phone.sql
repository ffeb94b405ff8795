-- What went between a test phone and a test account of WeChat or WeCom, either way, as it went over the wire.
create table conversation.test_message (
  tenant_id uuid not null,
  channel_id uuid not null,
  -- The place in the account's feed: 1, 2, 3 …
  place int not null check (place > 0),
  -- The platform's name of it; for what we send to WeCom, our own.
  platform_id text not null,
  -- in: the customer's; out: ours; event: something has happened.
  direction text not null check (direction in ('in', 'out', 'event')),
  payload jsonb not null,
  recalled boolean not null default false,
  at timestamptz not null,
  primary key (tenant_id, channel_id, place),
  foreign key (tenant_id, channel_id) references conversation.channel
);
create unique index test_message_name on conversation.test_message (tenant_id, channel_id, platform_id);
select engine.wall('conversation.test_message', 'select, insert, update');
