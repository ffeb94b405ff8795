-- Adds one message under the lock of its conversation: the place is given here and nowhere else. A message whose source
-- id is known is the same message; it gets the place that it has.
create or replace function conversation.append(
  in_tenant uuid, in_conversation uuid, in_source text, in_kind text, in_author text, in_name text,
  in_type text, in_content jsonb, in_text text, in_internal boolean, in_reply_to int, in_state text,
  in_window_expires timestamptz, in_window_sends int, in_spends boolean, in_sent timestamptz, in_now timestamptz
) returns conversation.appended language plpgsql as $$
declare
  c conversation.conversation;
  known record;
  answers boolean;
  is_speech boolean := not in_internal and in_type <> 'event';
  is_said boolean;
begin
  select * into c from conversation.conversation
    where tenant_id = in_tenant and conversation_id = in_conversation for update;
  if not found then
    return row('missing', in_conversation, 0, null, null, null, null, false, null)::conversation.appended;
  end if;

  select m.conversation_id, m.seq, m.created_at into known from conversation.message m
    where m.tenant_id = in_tenant and m.channel_id = c.channel_id and m.source_id = in_source;
  if found then
    return row('repeated', known.conversation_id, known.seq, c.contact_id, c.status, c.agent_id, c.queue_id, false,
      known.created_at)::conversation.appended;
  end if;

  if c.status = 'closed' and is_speech and in_kind <> 'system' then
    return row('closed', in_conversation, 0, c.contact_id, c.status, c.agent_id, c.queue_id, false, null)::conversation.appended;
  end if;
  if in_spends and c.window_expires_at <= in_now then
    return row('window_closed', in_conversation, 0, c.contact_id, c.status, c.agent_id, c.queue_id, false, null)::conversation.appended;
  end if;
  if in_spends and c.window_remaining <= 0 then
    return row('quota_used', in_conversation, 0, c.contact_id, c.status, c.agent_id, c.queue_id, false, null)::conversation.appended;
  end if;

  insert into conversation.message (tenant_id, conversation_id, seq, channel_id, source_id, author_kind, author_id,
      author_name, type, content, text, internal, reply_to, state, sent_at, created_at)
    values (in_tenant, in_conversation, c.last_seq + 1, c.channel_id, in_source, in_kind, in_author, in_name,
      in_type, in_content, in_text, in_internal, in_reply_to, in_state, in_sent, in_now)
    on conflict (tenant_id, channel_id, source_id) do nothing;
  if not found then
    select m.conversation_id, m.seq, m.created_at into known from conversation.message m
      where m.tenant_id = in_tenant and m.channel_id = c.channel_id and m.source_id = in_source;
    return row('repeated', known.conversation_id, known.seq, c.contact_id, c.status, c.agent_id, c.queue_id, false,
      known.created_at)::conversation.appended;
  end if;

  -- The last words of a talk are somebody's: a survey or a place in the queue says nothing of what it was about.
  is_said := is_speech and (in_kind <> 'system' or c.last_text is null);
  answers := is_speech and (in_kind = 'agent' or (in_kind = 'bot' and c.status = 'bot'));
  update conversation.conversation set
    last_seq = c.last_seq + 1,
    last_text = case when is_said then left(in_text, 200) else c.last_text end,
    last_author = case when is_said then in_kind else c.last_author end,
    last_message_at = case when is_speech then in_now else c.last_message_at end,
    customer_messages = c.customer_messages + (is_speech and in_kind = 'customer')::int,
    agent_messages = c.agent_messages + (is_speech and in_kind = 'agent')::int,
    bot_messages = c.bot_messages + (is_speech and in_kind = 'bot')::int,
    unread = case when not is_speech then c.unread when in_kind = 'customer' then c.unread + 1
      when in_kind = 'agent' then 0 else c.unread end,
    agent_read_seq = case when is_speech and in_kind = 'agent' then c.last_seq + 1 else c.agent_read_seq end,
    awaiting_since = case
      when answers then null
      when is_speech and in_kind = 'customer' then coalesce(c.awaiting_since, in_now)
      else c.awaiting_since end,
    reply_due_at = case
      when answers then 'infinity'
      when is_speech and in_kind = 'customer' and c.status <> 'bot'
        then least(c.reply_due_at, in_now + make_interval(secs => c.reply_target_seconds))
      else c.reply_due_at end,
    first_response_at = case
      when answers and in_kind = 'agent' then coalesce(c.first_response_at, in_now) else c.first_response_at end,
    response_count = c.response_count + (answers and in_kind = 'agent' and c.awaiting_since is not null)::int,
    response_seconds = c.response_seconds + case
      when answers and in_kind = 'agent' and c.awaiting_since is not null
        then extract(epoch from in_now - c.awaiting_since)::int else 0 end,
    window_expires_at = coalesce(in_window_expires, c.window_expires_at),
    window_remaining = coalesce(in_window_sends, c.window_remaining - in_spends::int)
  where tenant_id = in_tenant and conversation_id = in_conversation;

  return row('stored', in_conversation, c.last_seq + 1, c.contact_id, c.status, c.agent_id, c.queue_id, false, in_now)
    ::conversation.appended;
end $$;
