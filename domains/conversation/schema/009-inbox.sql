-- The list of all open conversations by deadline, whatever their status.
drop index conversation.conversation_live;
create index conversation_due on conversation.conversation (tenant_id, reply_due_at, conversation_id)
  where status <> 'closed';
-- By the beginning of a name.
create index contact_name on conversation.contact (tenant_id, lower(name) collate "C");
