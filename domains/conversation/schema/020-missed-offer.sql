-- Which offer an agent missed, so that his desk can tell him why he is away.
alter table conversation.agent add column missed_conversation_id uuid;
alter table conversation.agent add foreign key (tenant_id, missed_conversation_id)
  references conversation.conversation on delete set null (missed_conversation_id);

-- Whether an agent who misses an offer of this queue is away until he says otherwise.
alter table conversation.queue add column away_when_missed boolean not null default true;
