-- By which rules conversations are judged. Every change is a new number, so that a score keeps the rules that gave it.
create table conversation.quality_standard (
  tenant_id uuid not null,
  number int not null check (number > 0),
  -- See quality/standard.ts.
  rules jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null,
  primary key (tenant_id, number)
);
select engine.wall('conversation.quality_standard', 'select, insert');

-- What the rules say of a closed conversation; one for each standard that it was judged by, the last is current.
create table conversation.score_card (
  tenant_id uuid not null,
  conversation_id uuid not null,
  -- 0: the standard that Facet comes with.
  standard int not null,
  current boolean not null,
  -- 0–100; null: no rule applied.
  score int check (score between 0 and 100),
  -- For each rule: passed, failed or not applicable, its weight, and the places of the messages that show it.
  results jsonb not null,
  failed text[] not null,
  channel_id uuid not null,
  agent_id uuid,
  team_id uuid,
  rating int,
  closed_at timestamptz not null,
  scored_at timestamptz not null,
  primary key (tenant_id, conversation_id, standard),
  foreign key (tenant_id, conversation_id) references conversation.conversation
);
create unique index score_card_current on conversation.score_card (tenant_id, conversation_id) where current;
create index score_card_end on conversation.score_card (tenant_id, closed_at, conversation_id) where current;
create index score_card_score on conversation.score_card (tenant_id, score, conversation_id) where current;
create index score_card_agent on conversation.score_card (tenant_id, agent_id, closed_at) where current;
select engine.wall('conversation.score_card');

-- A new judgement of everything that is closed, from the newest to the oldest.
create table conversation.rescoring (
  tenant_id uuid not null,
  rescoring_id uuid not null,
  standard int not null,
  total int not null,
  done int not null default 0,
  -- The last conversation that was judged.
  reached_at timestamptz,
  reached_id uuid,
  asked_by text not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, rescoring_id)
);
create index rescoring_began on conversation.rescoring (tenant_id, began_at);
select engine.wall('conversation.rescoring', 'select, insert, update');

create table conversation.quality_setting (
  tenant_id uuid primary key,
  -- How many conversations of each agent are read by people every week.
  sample_size int not null check (sample_size between 0 and 100),
  -- Below this score, and up to this rating, a conversation is worth reading.
  low_score int not null check (low_score between 0 and 100),
  low_rating int not null check (low_rating between 1 and 5),
  -- How soon somebody speaks to a customer who was not satisfied.
  follow_up_hours int not null check (follow_up_hours between 1 and 720),
  version int not null default 1
);
select engine.wall('conversation.quality_setting', 'select, insert, update');

-- Conversations that people read. The week is that of the tenant's zone, named by its Monday.
create table conversation.review_sample (
  tenant_id uuid not null,
  conversation_id uuid not null,
  week date not null,
  agent_id uuid not null,
  stratum text not null check (stratum in ('low_score', 'low_rating', 'random')),
  drawn_at timestamptz not null,
  primary key (tenant_id, conversation_id),
  foreign key (tenant_id, conversation_id) references conversation.conversation
);
create index review_sample_week on conversation.review_sample (tenant_id, week, agent_id);
select engine.wall('conversation.review_sample', 'select, insert');

-- One reader's judgement on the same sheet as the rules'.
create table conversation.review (
  tenant_id uuid not null,
  review_id uuid not null,
  conversation_id uuid not null,
  reviewer_id text not null,
  reviewer_name text not null,
  -- The standard whose rules were judged.
  standard int not null,
  -- For each rule: passed, failed or not applicable.
  verdicts jsonb not null,
  score int check (score between 0 and 100),
  comment text,
  state text not null default 'given' check (state in ('given', 'disputed', 'settled')),
  dispute text,
  disputed_by text,
  disputed_at timestamptz,
  -- Whether the judgement stands after the dispute, and why.
  upheld boolean,
  settlement text,
  settled_by text,
  settled_at timestamptz,
  given_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, review_id),
  foreign key (tenant_id, conversation_id) references conversation.conversation
);
create unique index review_own on conversation.review (tenant_id, conversation_id, reviewer_id);
create index review_state on conversation.review (tenant_id, state, given_at);
create index review_given on conversation.review (tenant_id, given_at);
select engine.wall('conversation.review', 'select, insert, update');

-- Words that must not be said. block: not sent; warn: asked about first; mark: sent, and seen by supervisors.
create table conversation.sensitive_word (
  tenant_id uuid not null,
  side text not null check (side in ('agent', 'customer')),
  -- The word as it is compared.
  key text collate "C" not null check (key <> ''),
  word text not null,
  level text not null check (level in ('block', 'warn', 'mark')),
  added_by text not null,
  added_at timestamptz not null,
  primary key (tenant_id, side, key)
);
select engine.wall('conversation.sensitive_word');

-- Changes with every change to the words, so that nobody reads them again without need.
create table conversation.sensitive_list (
  tenant_id uuid primary key,
  revision int not null
);
select engine.wall('conversation.sensitive_list', 'select, insert, update');

-- Where a sensitive word was said.
create table conversation.word_hit (
  tenant_id uuid not null,
  conversation_id uuid not null,
  seq int not null,
  word text not null,
  side text not null,
  level text not null,
  found_at timestamptz not null,
  primary key (tenant_id, conversation_id, seq, word),
  foreign key (tenant_id, conversation_id, seq) references conversation.message
);
create index word_hit_found on conversation.word_hit (tenant_id, found_at, conversation_id, seq);
select engine.wall('conversation.word_hit', 'select, insert');

-- A customer to whom somebody should speak: he was not satisfied, or he has left a message.
create table conversation.follow_up_task (
  tenant_id uuid not null,
  follow_up_id uuid not null,
  kind text not null check (kind in ('low_rating', 'message')),
  conversation_id uuid not null,
  -- Whose work it is: a supervisor; null: whoever takes it.
  assignee_id uuid,
  agent_id uuid,
  team_id uuid,
  queue_id uuid,
  rating int,
  -- Why he rated so, or what he has left.
  text text,
  -- How he can be reached, in his own words.
  reach text,
  state text not null default 'open' check (state in ('open', 'done')),
  due_at timestamptz not null,
  result text,
  done_by text,
  done_at timestamptz,
  opened_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, follow_up_id),
  foreign key (tenant_id, conversation_id) references conversation.conversation
);
create unique index follow_up_cause on conversation.follow_up_task (tenant_id, conversation_id, kind);
create index follow_up_due on conversation.follow_up_task (tenant_id, due_at, follow_up_id) where state = 'open';
create index follow_up_done on conversation.follow_up_task (tenant_id, done_at, follow_up_id) where state = 'done';
select engine.wall('conversation.follow_up_task', 'select, insert, update');

-- Where a queue flows over to, and after how long a wait.
alter table conversation.queue
  add column overflow_seconds int check (overflow_seconds > 0),
  add column overflow_queue_id uuid,
  add constraint queue_overflow check ((overflow_seconds is null) = (overflow_queue_id is null));

-- Who leaves a message has not given up. Solved at the first contact: of the closed conversations that somebody answered and that continued no earlier one,
-- those after which the customer did not come back within 72 hours, unless he says himself that it was not solved.
create or replace view conversation.measured with (security_invoker = true) as
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
  (status = 'closed' and queued_at is not null and accepted_at is null and close_reason is distinct from 'message')::int
    as abandoned,
  case when accepted_at is not null then queue_seconds else 0 end as queue_seconds,
  case when status = 'closed' and accepted_at is null and close_reason is distinct from 'message'
    then queue_seconds else 0 end as abandon_seconds,
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
  customer_messages, agent_messages, bot_messages,
  (status = 'closed' and follows_id is null and close_reason not in ('abandoned', 'message', 'spam')
    and agent_messages + bot_messages > 0)::int as first_contacts,
  (status = 'closed' and follows_id is null and close_reason not in ('abandoned', 'message', 'spam')
    and agent_messages + bot_messages > 0 and not reopened and coalesce(rating, 5) > 2)::int as first_contact_resolved
from conversation.conversation;

alter table conversation.rolled
  add column first_contacts int not null default 0, add column first_contact_resolved int not null default 0;
alter table conversation.figure
  add column first_contacts bigint not null default 0, add column first_contact_resolved bigint not null default 0;

create or replace function conversation.add_figure(r conversation.rolled, sign int)
returns void language sql as $$
  insert into conversation.figure as f (tenant_id, hour, channel_id, team_id, agent_id,
    conversations, bot_involved, bot_answered, bot_alone, bot_confirmed, bot_held, handed_over, queued, accepted,
    abandoned, queue_seconds, abandon_seconds, first_responses, first_response_seconds, first_responses_in_time,
    responses, response_seconds, handled, handling_seconds, closed, reopened, surveyed, rated, rated_good,
    rating_sum, customer_messages, agent_messages, bot_messages,
    first_contacts, first_contact_resolved)
  values (r.tenant_id, r.hour, r.channel_id, r.team_id, r.agent_id,
    sign * r.conversations, sign * r.bot_involved, sign * r.bot_answered, sign * r.bot_alone,
    sign * r.bot_confirmed, sign * r.bot_held, sign * r.handed_over, sign * r.queued, sign * r.accepted,
    sign * r.abandoned, sign * r.queue_seconds, sign * r.abandon_seconds, sign * r.first_responses,
    sign * r.first_response_seconds, sign * r.first_responses_in_time, sign * r.responses,
    sign * r.response_seconds, sign * r.handled, sign * r.handling_seconds, sign * r.closed, sign * r.reopened,
    sign * r.surveyed, sign * r.rated, sign * r.rated_good, sign * r.rating_sum, sign * r.customer_messages,
    sign * r.agent_messages, sign * r.bot_messages, sign * r.first_contacts,
    sign * r.first_contact_resolved)
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
    bot_messages = f.bot_messages + excluded.bot_messages,
    first_contacts = f.first_contacts + excluded.first_contacts,
    first_contact_resolved = f.first_contact_resolved + excluded.first_contact_resolved
$$;

create or replace function conversation.roll_up_new(in_tenant uuid)
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
    rating_sum, customer_messages, agent_messages, bot_messages,
    first_contacts, first_contact_resolved)
  select tenant_id, hour, channel_id, team_id, agent_id,
    sum(conversations), sum(bot_involved), sum(bot_answered), sum(bot_alone), sum(bot_confirmed), sum(bot_held),
    sum(handed_over), sum(queued), sum(accepted), sum(abandoned), sum(queue_seconds), sum(abandon_seconds),
    sum(first_responses), sum(first_response_seconds), sum(first_responses_in_time), sum(responses),
    sum(response_seconds), sum(handled), sum(handling_seconds), sum(closed), sum(reopened), sum(surveyed),
    sum(rated), sum(rated_good), sum(rating_sum), sum(customer_messages), sum(agent_messages), sum(bot_messages),
    sum(first_contacts), sum(first_contact_resolved)
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
    bot_messages = f.bot_messages + excluded.bot_messages,
    first_contacts = f.first_contacts + excluded.first_contacts,
    first_contact_resolved = f.first_contact_resolved + excluded.first_contact_resolved
$$;

-- The past is counted, too.
update conversation.rolled r set first_contacts = m.first_contacts, first_contact_resolved = m.first_contact_resolved
from conversation.measured m where m.tenant_id = r.tenant_id and m.conversation_id = r.conversation_id;
update conversation.figure f set first_contacts = s.first_contacts, first_contact_resolved = s.first_contact_resolved
from (
  select tenant_id, hour, channel_id, team_id, agent_id, sum(first_contacts) as first_contacts,
    sum(first_contact_resolved) as first_contact_resolved
  from conversation.rolled group by tenant_id, hour, channel_id, team_id, agent_id) s
where (s.tenant_id, s.hour, s.channel_id, s.team_id, s.agent_id) = (f.tenant_id, f.hour, f.channel_id, f.team_id, f.agent_id);
