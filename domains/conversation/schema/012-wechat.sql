-- A code that customers scan to come in: what the platform tells back, and where whoever scans it is led.
create table conversation.scan_code (
  tenant_id uuid not null,
  scan_code_id uuid not null,
  channel_id uuid not null,
  -- What the platform gives back with every scan.
  scene text not null,
  name text not null check (name <> ''),
  -- Null: the channel's own.
  queue_id uuid,
  tags text[] not null default '{}',
  -- The platform's names of the picture, and what stands in it.
  ticket text not null,
  url text not null,
  -- Null: permanent.
  expires_at timestamptz,
  scans int not null default 0,
  scanned_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, scan_code_id),
  foreign key (tenant_id, channel_id) references conversation.channel,
  foreign key (tenant_id, queue_id) references conversation.queue
);
create unique index scan_code_scene on conversation.scan_code (tenant_id, channel_id, scene);
select engine.wall('conversation.scan_code', 'select, insert, update');

-- Who has scanned and not written yet: the conversation that he begins goes where the code leads.
create table conversation.scan (
  tenant_id uuid not null,
  contact_id uuid not null,
  scan_code_id uuid not null,
  scanned_at timestamptz not null,
  primary key (tenant_id, contact_id),
  foreign key (tenant_id, contact_id) references conversation.contact,
  foreign key (tenant_id, scan_code_id) references conversation.scan_code
);
select engine.wall('conversation.scan');
