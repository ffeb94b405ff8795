-- What a device sent and nobody could read: acknowledged, because it would come again for ever, and kept to be seen.
create table fleet.unreadable (
  tenant_id uuid not null,
  unreadable_id uuid not null,
  device_id uuid not null,
  topic text not null,
  reason text not null,
  -- The first 4 kB, and how many bytes there were.
  body text not null,
  bytes int not null,
  received_at timestamptz not null,
  primary key (tenant_id, unreadable_id),
  foreign key (tenant_id, device_id) references fleet.device
);
select engine.wall('fleet.unreadable');
