-- An article: one thing to know, in several languages. This row is the working copy; what readers see is below.
create table engine.article (
  tenant_id uuid not null,
  id uuid not null,
  audience text not null check (audience in ('internal', 'customer')),
  tags text[] not null default '{}',
  state text not null check (state in ('draft', 'review', 'published', 'retired')),
  -- The last published revision; 0 before the first.
  revision int not null default 0,
  -- Readers see that revision, also while a newer draft is being written.
  live boolean not null default false,
  reviewer_id uuid,
  review_note text,
  -- When somebody should look whether it is still true.
  review_due date,
  -- Where it was imported from.
  source text,
  -- Grows in the whole tenant with every change that readers see; indexes in memory catch up from their last mark.
  mark bigint not null default 0,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, source)
);
create index article_state on engine.article (tenant_id, state, id);
create index article_mark on engine.article (tenant_id, mark);
select engine.wall('engine.article');

create table engine.article_text (
  tenant_id uuid not null,
  article_id uuid not null,
  locale text not null,
  title text not null,
  -- Markdown.
  body text not null,
  primary key (tenant_id, article_id, locale),
  foreign key (tenant_id, article_id) references engine.article on delete cascade
);
select engine.wall('engine.article_text');

-- Other ways of asking what the article answers; live at once.
create table engine.article_question (
  tenant_id uuid not null,
  id uuid not null,
  article_id uuid not null,
  locale text not null,
  text text not null,
  primary key (tenant_id, id),
  unique (tenant_id, article_id, text),
  foreign key (tenant_id, article_id) references engine.article on delete cascade
);
select engine.wall('engine.article_question');

-- Every revision that was ever published.
create table engine.article_revision (
  tenant_id uuid not null,
  article_id uuid not null,
  revision int not null,
  audience text not null,
  tags text[] not null,
  -- [{ locale, title, body }]
  texts jsonb not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (tenant_id, article_id, revision),
  foreign key (tenant_id, article_id) references engine.article on delete cascade
);
select engine.wall('engine.article_revision', 'select, insert');

-- What readers see, one row a language, with the words that find it.
create table engine.live_text (
  tenant_id uuid not null,
  article_id uuid not null,
  locale text not null,
  audience text not null,
  tags text[] not null,
  title text not null,
  body text not null,
  search tsvector not null,
  primary key (tenant_id, article_id, locale),
  foreign key (tenant_id, article_id) references engine.article on delete cascade
);
create index live_text_search on engine.live_text using gin (search);
select engine.wall('engine.live_text');

-- In how many live texts a word stands, for its weight; the empty word counts the texts.
create table engine.live_word (
  tenant_id uuid not null,
  word text not null,
  texts int not null,
  primary key (tenant_id, word)
);
select engine.wall('engine.live_word');

create function engine.count_live_words() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  insert into engine.live_word as w (tenant_id, word, texts)
  select c.tenant_id, l.word, count(*) * case tg_op when 'INSERT' then 1 else -1 end
  from changed c cross join lateral unnest(array_append(tsvector_to_array(c.search), '')) as l (word)
  group by c.tenant_id, l.word order by l.word
  on conflict (tenant_id, word) do update set texts = w.texts + excluded.texts;
  return null;
end $$;
create trigger live_words_added after insert on engine.live_text
  referencing new table as changed for each statement execute function engine.count_live_words();
create trigger live_words_removed after delete on engine.live_text
  referencing old table as changed for each statement execute function engine.count_live_words();

-- One row a tenant; its lock puts the changes that readers see in one order.
create table engine.knowledge_mark (
  tenant_id uuid primary key,
  mark bigint not null
);
select engine.wall('engine.knowledge_mark');

-- The best texts for the words of a question. The rarest words find candidates, all words weigh the best of these:
-- the sum of idf times ts_rank, titles (A) before questions (B) before text (D).
-- Row-level security keeps PostgreSQL from using the index on `search` (its operator is not leak-proof), so this
-- function reads as the owner and names the tenant itself.
create function engine.match_live_texts(asked text[], audiences text[], wanted_locale text, wanted_tag text, most int)
returns table (article_id uuid, locale text, score float8)
language sql stable security definer set search_path = pg_catalog as $$
  with term as (
    select word, texts::float8 as df from engine.live_word
    where tenant_id = nullif(current_setting('facet.tenant', true), '')::uuid and word = any(asked) and texts > 0
  ),
  weighted as (
    select quote_literal(word)::tsquery as q, ln(1 + (n.texts - df + 0.5) / (df + 0.5)) as idf,
      sum(df) over (order by df, word) as reach, row_number() over (order by df, word) as place
    from term, (
      select texts from engine.live_word
      where tenant_id = nullif(current_setting('facet.tenant', true), '')::uuid and word = '') n
  ),
  finder as (
    select string_agg(q::text, ' | ')::tsquery as q from weighted where reach <= 400 or place <= 2
  ),
  found as materialized (
    select t.article_id, t.locale, t.search || ''::tsvector as search
    from finder, engine.live_text t
    where t.tenant_id = nullif(current_setting('facet.tenant', true), '')::uuid and t.search @@ finder.q
      and t.audience = any(audiences) and (wanted_locale is null or t.locale = wanted_locale)
      and (wanted_tag is null or wanted_tag = any(t.tags))
    order by ts_rank('{0.2, 0.3, 0.6, 1}', t.search, finder.q, 1) desc limit greatest(40, most)
  )
  select f.article_id, f.locale, sum(w.idf * ts_rank('{0.2, 0.3, 0.6, 1}', f.search, w.q, 1)) as score
  from found f join weighted w on f.search @@ w.q
  group by f.article_id, f.locale order by score desc, f.article_id, f.locale limit most
$$;
revoke execute on function engine.match_live_texts from public;
grant execute on function engine.match_live_texts to facet_app;
