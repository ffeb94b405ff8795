-- An endpoint hears of events, or of notifications; the latter speak the language of a group chat's robot.
alter table engine.webhook_endpoint
  add column purpose text not null default 'events' check (purpose in ('events', 'notifications')),
  add column format text not null default 'facet' check (format in ('facet', 'wecom', 'dingtalk', 'feishu', 'slack')),
  -- The address of a robot is its password: it lies sealed, and `url` holds what may be shown of it.
  add column sealed_url text;
