-- A stored file. Its bytes lie in the file store, under the hash of their content, once for each tenant.
create table engine.file (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  -- Recognised by content, never believed from the sender.
  media_type text not null,
  size_bytes bigint not null,
  sha256 text not null,
  purpose text not null,
  width int,
  height int,
  -- Repeating the upload of the same source answers the same file.
  source text,
  created_by text not null,
  created_at timestamptz not null,
  -- Null while the bytes are on their way to the store; such a file does not exist for anybody.
  stored_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, source)
);
create index file_sha256 on engine.file (tenant_id, sha256);
create index file_unfinished on engine.file (tenant_id, created_at) where stored_at is null;
select engine.wall('engine.file');
