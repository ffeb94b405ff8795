-- What each tenant has used of the language model, by its own day.
create table engine.model_usage (
  tenant_id uuid not null,
  day date not null,
  model text not null,
  -- What it was used for: bot.answer, desk.summary.
  purpose text not null,
  requests int not null default 0,
  failures int not null default 0,
  prompt_tokens bigint not null default 0,
  completion_tokens bigint not null default 0,
  -- Millionths of the currency's minor unit.
  cost_micro bigint not null default 0,
  primary key (tenant_id, day, model, purpose)
);
select engine.wall('engine.model_usage', 'select, insert, update');
