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
