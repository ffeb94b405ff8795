-- What of the desk a customer's message may concern; read with the message itself, so that nobody has to look again.
-- Volatile on purpose: it is asked in the statement that waits for the conversation's lock, and must see what is
-- there afterwards.
create function conversation.standing_of(
  in_tenant uuid, in_conversation uuid, out words_revision int, out scheduled boolean, out leaving boolean
) language plpgsql as $$
begin
  select revision into words_revision from conversation.sensitive_list where tenant_id = in_tenant;
  scheduled := exists (select from conversation.scheduled_message
    where tenant_id = in_tenant and conversation_id = in_conversation and state = 'waiting'
      and customer_wrote_at is null);
  select c.attributes ? 'leavingSince' into leaving from conversation.conversation c
    where tenant_id = in_tenant and conversation_id = in_conversation;
end $$;
