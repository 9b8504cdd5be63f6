-- 参数: numbers that officials may change, each with the day it takes effect and the document that set it.
create table settings (
  tenant_id uuid not null references tenants,
  id uuid not null,
  key text not null,
  -- null for the whole city, else for one block
  block_id uuid,
  value jsonb not null,
  effective_from date not null,
  document text not null check (length(document) > 0),
  set_by uuid not null,
  set_at timestamptz not null default sec.clock(),
  primary key (tenant_id, id),
  foreign key (tenant_id, block_id) references blocks (tenant_id, id),
  foreign key (tenant_id, set_by) references persons (tenant_id, id)
);
create index settings_by_key on settings (tenant_id, key, effective_from desc);
select sec.guard('settings', 'true', null, '(select sec.holds(''{business-admin,security-admin}''))');
grant select on settings to wutong_app;
-- signing in reads how long a device stays signed in, before there is an identity
create policy signing_in on settings for select to wutong_owner using (key = 'session.rememberDays');
grant insert (tenant_id, id, key, block_id, value, effective_from, document, set_by) on settings to wutong_app;
select sec.classify('settings', 'internal', 'forever', 'none', 'tenant_id,id,key,block_id,value,effective_from,document,set_by,set_at');

-- 时限: what the ledger says about starts and stops, kept for speed; can be rebuilt from the ledger at any time.
create table deadlines (
  tenant_id uuid not null references tenants,
  key text not null,
  subject text not null,
  instance text not null,
  round int not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  -- stopped or cancelled: nobody has to answer any more
  ended_at timestamptz,
  -- scope keys of those who have to answer, and of those who may see the clock
  answerers text[] not null,
  audience text[] not null,
  -- the whole clock as features/deadlines/model.ts says it
  clock jsonb not null,
  primary key (tenant_id, key, subject, instance, round)
);
create index deadlines_by_answerer on deadlines using gin (answerers) where ended_at is null;
create index deadlines_by_subject on deadlines (tenant_id, subject);
create index deadlines_running on deadlines (tenant_id, due_at) where ended_at is null;
-- seen by those who answer or may see the clock, written by jobs alone
select sec.guard('deadlines', '(select sec.sees_all()) or answerers && (select sec.keys()) or audience && (select sec.keys())',
  '(select sec.sees_all())', '(select sec.sees_all())');
grant select, insert, update, delete on deadlines to wutong_app;
select sec.classify('deadlines', 'internal', 'forever', 'none',
  'tenant_id,key,subject,instance,round,started_at,due_at,ended_at,answerers,audience,clock');
