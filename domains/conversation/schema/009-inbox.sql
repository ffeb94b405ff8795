-- The list of all open conversations by deadline, whatever their status.
drop index conversation.conversation_live;
create index conversation_due on conversation.conversation (tenant_id, reply_due_at, conversation_id)
  where status <> 'closed';
create index conversation_closed_agent on conversation.conversation (tenant_id, agent_id, closed_at, conversation_id)
  where status = 'closed';
-- By the beginning of a name. A column of its own: behind the tenants' wall PostgreSQL uses an index for plain
-- comparisons of columns, not for what a function makes of them.
alter table conversation.contact
  add column name_key text collate "C" generated always as (lower(name)) stored;
create index contact_name on conversation.contact (tenant_id, name_key);

-- Conversations by tag; kept by the conversation's own row, whoever changes its tags.
create table conversation.tagged (
  tenant_id uuid not null,
  tag text not null,
  conversation_id uuid not null,
  primary key (tenant_id, tag, conversation_id),
  foreign key (tenant_id, conversation_id) references conversation.conversation on delete cascade
);
create index tagged_conversation on conversation.tagged (tenant_id, conversation_id);
select engine.wall('conversation.tagged');

create function conversation.keep_tagged() returns trigger language plpgsql as $$
begin
  delete from conversation.tagged
    where tenant_id = new.tenant_id and conversation_id = new.conversation_id and tag <> all (new.tags);
  insert into conversation.tagged (tenant_id, tag, conversation_id)
    select new.tenant_id, tag, new.conversation_id from unnest(new.tags) tag on conflict do nothing;
  return null;
end $$;
create trigger tagged_new after insert on conversation.conversation
  for each row when (new.tags <> '{}') execute function conversation.keep_tagged();
create trigger tagged_changed after update of tags on conversation.conversation
  for each row when (old.tags is distinct from new.tags) execute function conversation.keep_tagged();

comment on column conversation.delivery.claimed_until is
  'While sending: until when the sender has time; after that nobody knows whether it arrived. While waiting: not before then, because the platform did not take it.';
