-- The place from which on a waiting customer's words are the message he leaves. It stood among what he was asked before
-- the talk, and was read there as one of his answers.
alter table conversation.conversation add column leaving_since int;
update conversation.conversation
  set leaving_since = (attributes ->> 'leavingSince')::int, attributes = attributes - 'leavingSince'
  where attributes ? 'leavingSince';

create or replace function conversation.standing_of(
  in_tenant uuid, in_conversation uuid, out words_revision int, out scheduled boolean, out leaving boolean
) language plpgsql as $$
begin
  select revision into words_revision from conversation.sensitive_list where tenant_id = in_tenant;
  scheduled := exists (select from conversation.scheduled_message
    where tenant_id = in_tenant and conversation_id = in_conversation and state = 'waiting'
      and customer_wrote_at is null);
  select c.leaving_since is not null into leaving from conversation.conversation c
    where tenant_id = in_tenant and conversation_id = in_conversation;
end $$;
