-- What became of a message, and where its conversation stands.
create type conversation.appended as (
  -- stored, repeated, missing, closed, window_closed, quota_used
  outcome text,
  conversation_id uuid,
  seq int,
  contact_id uuid,
  status text,
  agent_id uuid,
  queue_id uuid,
  -- True for the message that opened the conversation.
  opened boolean,
  sent_at timestamptz
);

-- Adds one message under the lock of its conversation: the place is given here and nowhere else. A message whose source
-- id is known is the same message; it gets the place that it has.
create function conversation.append(
  in_tenant uuid, in_conversation uuid, in_source text, in_kind text, in_author text, in_name text,
  in_type text, in_content jsonb, in_text text, in_internal boolean, in_reply_to int, in_state text,
  in_window_expires timestamptz, in_window_sends int, in_spends boolean, in_sent timestamptz, in_now timestamptz
) returns conversation.appended language plpgsql as $$
declare
  c conversation.conversation;
  known record;
  answers boolean;
  is_speech boolean := not in_internal and in_type <> 'event';
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

  answers := is_speech and (in_kind = 'agent' or (in_kind = 'bot' and c.status = 'bot'));
  update conversation.conversation set
    last_seq = c.last_seq + 1,
    last_text = case when is_speech then left(in_text, 200) else c.last_text end,
    last_author = case when is_speech then in_kind else c.last_author end,
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

-- A customer's message: finds or makes the contact and the one open conversation, and appends. Any number of calls in
-- parallel end in one conversation; a repeated call opens none.
create function conversation.receive(
  in_tenant uuid, in_channel uuid, in_external text, in_contact_name text, in_locale text,
  in_contact uuid, in_conversation uuid, in_source text, in_type text, in_content jsonb, in_text text,
  in_window_expires timestamptz, in_window_sends int, in_sent timestamptz, in_now timestamptz,
  in_status text, in_queue uuid, in_target int, in_units int
) returns conversation.appended language plpgsql as $$
declare
  who conversation.contact;
  known record;
  open_id uuid;
  made boolean := false;
  result conversation.appended;
begin
  select m.conversation_id, m.seq, m.created_at, c.contact_id, c.status, c.agent_id, c.queue_id into known
    from conversation.message m join conversation.conversation c
      on c.tenant_id = m.tenant_id and c.conversation_id = m.conversation_id
    where m.tenant_id = in_tenant and m.channel_id = in_channel and m.source_id = in_source;
  if found then
    return row('repeated', known.conversation_id, known.seq, known.contact_id, known.status, known.agent_id,
      known.queue_id, false, known.created_at)::conversation.appended;
  end if;

  who := conversation.contact_of(in_tenant, in_channel, in_external, in_contact_name, in_locale, in_contact, in_now);
  loop
    select conversation_id into open_id from conversation.conversation
      where tenant_id = in_tenant and channel_id = in_channel and contact_id = who.contact_id and status <> 'closed'
      for update;
    exit when found;
    insert into conversation.conversation (tenant_id, conversation_id, channel_id, contact_id, status, queue_id,
        reply_target_seconds, units, opened_at, last_message_at)
      values (in_tenant, in_conversation, in_channel, who.contact_id, in_status, in_queue,
        in_target, in_units, in_now, in_now)
      on conflict (tenant_id, channel_id, contact_id) where status <> 'closed' do nothing;
    made := found;
  end loop;

  result := conversation.append(in_tenant, open_id, in_source, 'customer', who.contact_id::text, who.name,
    in_type, in_content, in_text, false, null, null, in_window_expires, in_window_sends, false, in_sent, in_now);
  if made and result.outcome <> 'stored' then
    -- Its message had come before, into a conversation that has ended since.
    delete from conversation.conversation where tenant_id = in_tenant and conversation_id = open_id;
    made := false;
  end if;
  if made then perform conversation.follow_up(in_tenant, open_id, who.contact_id, in_now); end if;
  result.opened := made;
  return result;
end $$;

create function conversation.contact_of(
  in_tenant uuid, in_channel uuid, in_external text, in_name text, in_locale text, in_contact uuid, in_now timestamptz
) returns conversation.contact language plpgsql as $$
declare who conversation.contact;
begin
  loop
    select * into who from conversation.contact
      where tenant_id = in_tenant and channel_id = in_channel and external_id = in_external;
    exit when found;
    insert into conversation.contact (tenant_id, contact_id, channel_id, external_id, name, locale, created_at)
      values (in_tenant, in_contact, in_channel, in_external, in_name, in_locale, in_now)
      on conflict (tenant_id, channel_id, external_id) do nothing;
  end loop;
  return who;
end $$;

-- Remembers that a customer came back within 72 hours: the former conversation did not settle it.
create function conversation.follow_up(in_tenant uuid, in_conversation uuid, in_contact uuid, in_now timestamptz)
returns void language plpgsql as $$
declare former uuid;
begin
  select conversation_id into former from conversation.conversation
    where tenant_id = in_tenant and contact_id = in_contact and status = 'closed'
      and closed_at > in_now - interval '72 hours'
    order by closed_at desc limit 1;
  if former is null then return; end if;
  update conversation.conversation set follows_id = former where tenant_id = in_tenant and conversation_id = in_conversation;
  update conversation.conversation set reopened = true where tenant_id = in_tenant and conversation_id = former;
end $$;

-- Takes the number of the next change to a message of a conversation.
create function conversation.next_change(in_tenant uuid, in_conversation uuid)
returns int language sql as $$
  update conversation.conversation set last_change = last_change + 1
  where tenant_id = in_tenant and conversation_id = in_conversation returning last_change
$$;
