-- What was agreed with a customer. `terms` is a billing scenario without actions and events.
create table subscription.agreement (
  tenant_id uuid not null,
  agreement_id uuid not null,
  number text not null,
  name text not null,
  customer_id uuid not null,
  currency text not null,
  terms jsonb not null,
  -- What was promised, for people: "onsite same day, restore in 8 h".
  promise text,
  purchase_order text,
  starts_on date not null,
  ends_on date,
  source text,
  -- The last day up to which bills were made. What is entered later for a day up to it corrects, and changes no bill.
  billed_until date,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, agreement_id),
  unique (tenant_id, number),
  unique (tenant_id, source)
);
create index agreement_customer on subscription.agreement (tenant_id, customer_id);
select engine.wall('subscription.agreement');

-- What was done under it, in order: subscribe, set a quantity, add a device, charge a part. Never changed, only added to.
create table subscription.action (
  tenant_id uuid not null,
  agreement_id uuid not null,
  action_id uuid not null,
  action jsonb not null,
  source text not null,
  created_at timestamptz not null,
  primary key (tenant_id, agreement_id, action_id),
  unique (tenant_id, source),
  foreign key (tenant_id, agreement_id) references subscription.agreement
);
select engine.wall('subscription.action', 'select, insert');

-- Usage, each (source, id) once and for ever.
create table subscription.usage_event (
  tenant_id uuid not null,
  source text not null,
  id text not null,
  agreement_id uuid not null,
  meter text not null,
  at timestamptz not null,
  value numeric,
  properties jsonb not null default '{}',
  received_at timestamptz not null,
  primary key (tenant_id, source, id),
  foreign key (tenant_id, agreement_id) references subscription.agreement
);
create index usage_event_agreement on subscription.usage_event (tenant_id, agreement_id, meter, at);
select engine.wall('subscription.usage_event', 'select, insert');

create table subscription.invoice (
  tenant_id uuid not null,
  invoice_id uuid not null,
  number text not null,
  agreement_id uuid not null,
  customer_id uuid not null,
  -- The place in the agreement's own sequence: a second run finds it taken and makes nothing.
  bill_number text not null,
  date date not null,
  due_date date not null,
  period_start date not null,
  period_end date not null,
  currency text not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  -- What credit notes and wallets paid of it: [{"kind": "credit", "name": "CRN-2026-000001", "amountMinor": "1200"}].
  payments jsonb not null default '[]',
  due_minor bigint not null,
  state text not null default 'final' check (state in ('final', 'paid', 'void')),
  paid_on date,
  -- By which the bank's statement is found again.
  payment_reference text,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, invoice_id),
  unique (tenant_id, number),
  unique (tenant_id, agreement_id, bill_number),
  foreign key (tenant_id, agreement_id) references subscription.agreement
);
create index invoice_date on subscription.invoice (tenant_id, date desc, invoice_id desc);
create index invoice_customer on subscription.invoice (tenant_id, customer_id, date desc);
select engine.wall('subscription.invoice');

create table subscription.invoice_line (
  tenant_id uuid not null,
  invoice_id uuid not null,
  line int not null,
  kind text not null,
  charge text not null,
  name text not null,
  range_start date not null,
  range_end date not null,
  days int not null,
  of_days int not null,
  quantity numeric,
  -- What the quantity counts, for people: TB.
  unit text,
  unit_price numeric,
  net_minor bigint not null,
  tax_minor bigint not null,
  tax_percent numeric,
  total_minor bigint not null,
  -- How a usage price came about, and what stands behind the line.
  rating jsonb not null default '[]',
  evidence jsonb not null,
  primary key (tenant_id, invoice_id, line),
  foreign key (tenant_id, invoice_id) references subscription.invoice
);
select engine.wall('subscription.invoice_line', 'select, insert');

-- What is taken back of an invoice; it reduces the next ones, or is paid out.
create table subscription.credit_note (
  tenant_id uuid not null,
  credit_note_id uuid not null,
  number text not null,
  agreement_id uuid not null,
  customer_id uuid not null,
  invoice_id uuid not null,
  -- The place in the agreement's own sequence, as of invoices.
  bill_number text not null,
  date date not null,
  reason text not null,
  refund boolean not null,
  currency text not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  created_at timestamptz not null,
  primary key (tenant_id, credit_note_id),
  unique (tenant_id, number),
  unique (tenant_id, agreement_id, bill_number),
  foreign key (tenant_id, invoice_id) references subscription.invoice
);
create index credit_note_invoice on subscription.credit_note (tenant_id, invoice_id);
select engine.wall('subscription.credit_note', 'select, insert');

create table subscription.credit_note_line (
  tenant_id uuid not null,
  credit_note_id uuid not null,
  line int not null,
  -- The line of the invoice that it comes off.
  invoice_line int not null,
  charge text not null,
  range_start date not null,
  range_end date not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  primary key (tenant_id, credit_note_id, line),
  foreign key (tenant_id, credit_note_id) references subscription.credit_note
);
select engine.wall('subscription.credit_note_line', 'select, insert');
