-- Files that belong to a case; each was brought for it, so it goes when it is removed. `file_id` is one of engine.file,
-- which is made after this table.
create table engine.case_attachment (
  tenant_id uuid not null,
  case_id uuid not null,
  file_id uuid not null,
  added_by text not null,
  added_by_name text not null,
  -- Not for the customer's eyes.
  internal boolean not null,
  added_at timestamptz not null,
  primary key (tenant_id, case_id, file_id),
  foreign key (tenant_id, case_id) references engine.case (tenant_id, id)
);
create unique index case_attachment_file on engine.case_attachment (tenant_id, file_id);
select engine.wall('engine.case_attachment', 'select, insert, delete');
