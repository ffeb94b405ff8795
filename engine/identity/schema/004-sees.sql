-- What somebody sees: all rows that the roles allow, or of those only the work of the own teams.
alter table engine.user_account add column sees text not null default 'everything'
  check (sees in ('everything', 'own_teams'));
-- The teams whose work a key sees; null: all.
alter table engine.api_key add column team_ids uuid[];
