-- What somebody judged before he could know what the rules or others say: only this tells how far they agree.
-- A judgement that is changed later counts for the agent; the first one counts here.
alter table conversation.review add column blind_verdicts jsonb;
update conversation.review r set blind_verdicts = verdicts where exists (
  select from conversation.review_sample s where s.tenant_id = r.tenant_id and s.conversation_id = r.conversation_id);
