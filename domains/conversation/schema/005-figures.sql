-- Reports read sums, never conversations. Each conversation counts once, in the hour in which it began, for its channel
-- and the team and agent who had it last; what it counts for is worked out from its row (`measured`), and what it has
-- counted for so far is kept (`rolled`), so that counting it again changes nothing.
create view conversation.measured with (security_invoker = true) as
select tenant_id, conversation_id, date_trunc('hour', opened_at) as hour, channel_id,
  coalesce(team_id, '00000000-0000-0000-0000-000000000000') as team_id,
  coalesce(agent_id, '00000000-0000-0000-0000-000000000000') as agent_id,
  1 as conversations,
  (bot_messages > 0)::int as bot_involved,
  (bot_answers > 0)::int as bot_answered,
  -- Solved by the bot, three ways: nobody else was needed; the customer said so; and he did not come back in 72 hours.
  (bot_answers > 0 and status = 'closed' and queued_at is null and agent_messages = 0)::int as bot_alone,
  (bot_confirmed_at is not null)::int as bot_confirmed,
  (bot_answers > 0 and status = 'closed' and queued_at is null and agent_messages = 0 and not reopened)::int as bot_held,
  (handed_over_at is not null)::int as handed_over,
  (queued_at is not null)::int as queued,
  (accepted_at is not null)::int as accepted,
  (status = 'closed' and queued_at is not null and accepted_at is null)::int as abandoned,
  case when accepted_at is not null then queue_seconds else 0 end as queue_seconds,
  case when status = 'closed' and accepted_at is null then queue_seconds else 0 end as abandon_seconds,
  (first_response_at is not null)::int as first_responses,
  coalesce(greatest(0, extract(epoch from first_response_at - coalesce(queued_at, opened_at)))::int, 0)
    as first_response_seconds,
  coalesce(first_response_at <= coalesce(queued_at, opened_at) + make_interval(secs => reply_target_seconds), false)::int
    as first_responses_in_time,
  response_count as responses,
  response_seconds,
  (status = 'closed' and accepted_at is not null)::int as handled,
  case when status = 'closed' and accepted_at is not null then handling_seconds else 0 end as handling_seconds,
  (status = 'closed')::int as closed,
  reopened::int as reopened,
  (survey_sent_at is not null)::int as surveyed,
  (rating is not null)::int as rated,
  coalesce(rating >= 4, false)::int as rated_good,
  coalesce(rating, 0) as rating_sum,
  customer_messages, agent_messages, bot_messages
from conversation.conversation;
grant select on conversation.measured to facet_app;

create table conversation.rolled (
  tenant_id uuid not null,
  conversation_id uuid not null,
  hour timestamptz not null,
  channel_id uuid not null,
  team_id uuid not null,
  agent_id uuid not null,
  conversations int not null, bot_involved int not null, bot_answered int not null, bot_alone int not null,
  bot_confirmed int not null, bot_held int not null, handed_over int not null, queued int not null,
  accepted int not null, abandoned int not null, queue_seconds int not null, abandon_seconds int not null,
  first_responses int not null, first_response_seconds int not null, first_responses_in_time int not null,
  responses int not null, response_seconds int not null, handled int not null, handling_seconds int not null,
  closed int not null, reopened int not null, surveyed int not null, rated int not null, rated_good int not null,
  rating_sum int not null, customer_messages int not null, agent_messages int not null, bot_messages int not null,
  primary key (tenant_id, conversation_id)
);
select engine.wall('conversation.rolled');

create table conversation.figure (
  tenant_id uuid not null,
  hour timestamptz not null,
  channel_id uuid not null,
  team_id uuid not null,
  agent_id uuid not null,
  conversations bigint not null, bot_involved bigint not null, bot_answered bigint not null,
  bot_alone bigint not null, bot_confirmed bigint not null, bot_held bigint not null, handed_over bigint not null,
  queued bigint not null, accepted bigint not null, abandoned bigint not null, queue_seconds bigint not null,
  abandon_seconds bigint not null, first_responses bigint not null, first_response_seconds bigint not null,
  first_responses_in_time bigint not null, responses bigint not null, response_seconds bigint not null,
  handled bigint not null, handling_seconds bigint not null, closed bigint not null, reopened bigint not null,
  surveyed bigint not null, rated bigint not null, rated_good bigint not null, rating_sum bigint not null,
  customer_messages bigint not null, agent_messages bigint not null, bot_messages bigint not null,
  primary key (tenant_id, hour, channel_id, team_id, agent_id)
);
select engine.wall('conversation.figure');

-- Adds what a conversation counts for to the sums, or takes it off (sign -1).
create function conversation.add_figure(r conversation.rolled, sign int)
returns void language sql as $$
  insert into conversation.figure as f (tenant_id, hour, channel_id, team_id, agent_id,
    conversations, bot_involved, bot_answered, bot_alone, bot_confirmed, bot_held, handed_over, queued, accepted,
    abandoned, queue_seconds, abandon_seconds, first_responses, first_response_seconds, first_responses_in_time,
    responses, response_seconds, handled, handling_seconds, closed, reopened, surveyed, rated, rated_good,
    rating_sum, customer_messages, agent_messages, bot_messages)
  values (r.tenant_id, r.hour, r.channel_id, r.team_id, r.agent_id,
    sign * r.conversations, sign * r.bot_involved, sign * r.bot_answered, sign * r.bot_alone,
    sign * r.bot_confirmed, sign * r.bot_held, sign * r.handed_over, sign * r.queued, sign * r.accepted,
    sign * r.abandoned, sign * r.queue_seconds, sign * r.abandon_seconds, sign * r.first_responses,
    sign * r.first_response_seconds, sign * r.first_responses_in_time, sign * r.responses,
    sign * r.response_seconds, sign * r.handled, sign * r.handling_seconds, sign * r.closed, sign * r.reopened,
    sign * r.surveyed, sign * r.rated, sign * r.rated_good, sign * r.rating_sum, sign * r.customer_messages,
    sign * r.agent_messages, sign * r.bot_messages)
  on conflict (tenant_id, hour, channel_id, team_id, agent_id) do update set
    conversations = f.conversations + excluded.conversations,
    bot_involved = f.bot_involved + excluded.bot_involved, bot_answered = f.bot_answered + excluded.bot_answered,
    bot_alone = f.bot_alone + excluded.bot_alone, bot_confirmed = f.bot_confirmed + excluded.bot_confirmed,
    bot_held = f.bot_held + excluded.bot_held, handed_over = f.handed_over + excluded.handed_over,
    queued = f.queued + excluded.queued, accepted = f.accepted + excluded.accepted,
    abandoned = f.abandoned + excluded.abandoned, queue_seconds = f.queue_seconds + excluded.queue_seconds,
    abandon_seconds = f.abandon_seconds + excluded.abandon_seconds,
    first_responses = f.first_responses + excluded.first_responses,
    first_response_seconds = f.first_response_seconds + excluded.first_response_seconds,
    first_responses_in_time = f.first_responses_in_time + excluded.first_responses_in_time,
    responses = f.responses + excluded.responses,
    response_seconds = f.response_seconds + excluded.response_seconds, handled = f.handled + excluded.handled,
    handling_seconds = f.handling_seconds + excluded.handling_seconds, closed = f.closed + excluded.closed,
    reopened = f.reopened + excluded.reopened, surveyed = f.surveyed + excluded.surveyed,
    rated = f.rated + excluded.rated, rated_good = f.rated_good + excluded.rated_good,
    rating_sum = f.rating_sum + excluded.rating_sum,
    customer_messages = f.customer_messages + excluded.customer_messages,
    agent_messages = f.agent_messages + excluded.agent_messages,
    bot_messages = f.bot_messages + excluded.bot_messages
$$;

-- Counts one conversation as it stands now.
create function conversation.roll_up(in_tenant uuid, in_conversation uuid)
returns void language plpgsql as $$
declare
  former conversation.rolled;
  present conversation.rolled;
begin
  delete from conversation.rolled where tenant_id = in_tenant and conversation_id = in_conversation
    returning * into former;
  if found then perform conversation.add_figure(former, -1); end if;
  insert into conversation.rolled
    select * from conversation.measured where tenant_id = in_tenant and conversation_id = in_conversation
    returning * into present;
  if found then perform conversation.add_figure(present, 1); end if;
end $$;

-- Counts everything that was never counted, after conversations were brought in from elsewhere.
create function conversation.roll_up_new(in_tenant uuid)
returns void language sql as $$
  with fresh as (
    insert into conversation.rolled select m.* from conversation.measured m
    where m.tenant_id = in_tenant and not exists (
      select from conversation.rolled r where r.tenant_id = m.tenant_id and r.conversation_id = m.conversation_id)
    returning *)
  insert into conversation.figure as f (tenant_id, hour, channel_id, team_id, agent_id,
    conversations, bot_involved, bot_answered, bot_alone, bot_confirmed, bot_held, handed_over, queued, accepted,
    abandoned, queue_seconds, abandon_seconds, first_responses, first_response_seconds, first_responses_in_time,
    responses, response_seconds, handled, handling_seconds, closed, reopened, surveyed, rated, rated_good,
    rating_sum, customer_messages, agent_messages, bot_messages)
  select tenant_id, hour, channel_id, team_id, agent_id,
    sum(conversations), sum(bot_involved), sum(bot_answered), sum(bot_alone), sum(bot_confirmed), sum(bot_held),
    sum(handed_over), sum(queued), sum(accepted), sum(abandoned), sum(queue_seconds), sum(abandon_seconds),
    sum(first_responses), sum(first_response_seconds), sum(first_responses_in_time), sum(responses),
    sum(response_seconds), sum(handled), sum(handling_seconds), sum(closed), sum(reopened), sum(surveyed),
    sum(rated), sum(rated_good), sum(rating_sum), sum(customer_messages), sum(agent_messages), sum(bot_messages)
  from fresh group by tenant_id, hour, channel_id, team_id, agent_id
  on conflict (tenant_id, hour, channel_id, team_id, agent_id) do update set
    conversations = f.conversations + excluded.conversations,
    bot_involved = f.bot_involved + excluded.bot_involved, bot_answered = f.bot_answered + excluded.bot_answered,
    bot_alone = f.bot_alone + excluded.bot_alone, bot_confirmed = f.bot_confirmed + excluded.bot_confirmed,
    bot_held = f.bot_held + excluded.bot_held, handed_over = f.handed_over + excluded.handed_over,
    queued = f.queued + excluded.queued, accepted = f.accepted + excluded.accepted,
    abandoned = f.abandoned + excluded.abandoned, queue_seconds = f.queue_seconds + excluded.queue_seconds,
    abandon_seconds = f.abandon_seconds + excluded.abandon_seconds,
    first_responses = f.first_responses + excluded.first_responses,
    first_response_seconds = f.first_response_seconds + excluded.first_response_seconds,
    first_responses_in_time = f.first_responses_in_time + excluded.first_responses_in_time,
    responses = f.responses + excluded.responses,
    response_seconds = f.response_seconds + excluded.response_seconds, handled = f.handled + excluded.handled,
    handling_seconds = f.handling_seconds + excluded.handling_seconds, closed = f.closed + excluded.closed,
    reopened = f.reopened + excluded.reopened, surveyed = f.surveyed + excluded.surveyed,
    rated = f.rated + excluded.rated, rated_good = f.rated_good + excluded.rated_good,
    rating_sum = f.rating_sum + excluded.rating_sum,
    customer_messages = f.customer_messages + excluded.customer_messages,
    agent_messages = f.agent_messages + excluded.agent_messages,
    bot_messages = f.bot_messages + excluded.bot_messages
$$;
