-- A company's own questionnaires; those that come with Facet are files. A changed one replaces the older for new assessments.
create table delivery.questionnaire (
  tenant_id uuid not null,
  code text not null,
  content jsonb not null,
  version int not null default 1,
  primary key (tenant_id, code)
);
select engine.wall('delivery.questionnaire');

-- What was asked and answered. It keeps its questionnaire: a score never follows later questions.
create table delivery.assessment (
  tenant_id uuid not null,
  assessment_id uuid not null,
  number text not null,
  customer_id uuid not null,
  questionnaire jsonb not null,
  answers jsonb not null default '{}',
  assessor text not null,
  finished_on date,
  source text,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, assessment_id),
  unique (tenant_id, number),
  unique (tenant_id, source)
);
create index assessment_customer on delivery.assessment (tenant_id, customer_id);
select engine.wall('delivery.assessment');

-- What a project has to reach by when. The project itself is a case.
create table delivery.milestone (
  tenant_id uuid not null,
  milestone_id uuid not null,
  project_id uuid not null,
  position int not null,
  title text not null,
  owner_id uuid,
  due_on date not null,
  reached_on date,
  version int not null default 1,
  primary key (tenant_id, milestone_id)
);
create index milestone_project on delivery.milestone (tenant_id, project_id, position);
select engine.wall('delivery.milestone');

-- The customer's word that it is as agreed. Signed once.
create table delivery.acceptance (
  tenant_id uuid not null,
  project_id uuid not null,
  signed_by text not null,
  signer_title text,
  signed_on date not null,
  remarks text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, project_id)
);
select engine.wall('delivery.acceptance', 'select, insert');

-- What operation gets: site, devices, promise, agreement. Fixed once handed_over_at is set.
create table delivery.hand_over (
  tenant_id uuid not null,
  project_id uuid not null,
  -- The site that there is, or the id under which it is going to be made.
  site_id uuid not null,
  content jsonb not null,
  handed_over_at timestamptz,
  version int not null default 1,
  primary key (tenant_id, project_id)
);
select engine.wall('delivery.hand_over');
