-- How far what a channel has to ask for was read; moved in the transaction that stores what was read.
create table conversation.feed (
  tenant_id uuid not null,
  channel_id uuid not null,
  name text not null,
  cursor text,
  read_at timestamptz,
  -- Why the last reading failed; null when it did not.
  failure text,
  primary key (tenant_id, channel_id, name),
  foreign key (tenant_id, channel_id) references conversation.channel
);
select engine.wall('conversation.feed');
