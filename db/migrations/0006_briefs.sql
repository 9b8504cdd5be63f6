-- 招商简报: what a unit tells after meeting a company, the thread under it, and what another unit judged of it.
create table briefs (
  tenant_id uuid not null references tenants,
  id uuid not null,
  -- 简报 区划-YYYYMM-NNNN
  number text not null,
  -- where the writing unit was ranked on the day of sending
  block_id uuid not null,
  unit_id uuid not null,
  recorder_id uuid not null,
  sent_at timestamptz not null default sec.clock(),
  -- the server's time when the fields of a claim stood; never the client's
  first_complete_at timestamptz,
  contact_on date,
  channel text check (channel in ('visit', 'reception', 'remote', 'fair', 'introduced', 'intermediary', 'capital', 'alumni', 'handed-down', 'self')),
  place text,
  -- what was pasted, phones and ID numbers blanked
  body text not null check (length(body) <= 20000),
  next_step text,
  next_on date,
  help_needed text,
  contact_name text,
  contact_phone_sealed text,
  contact_phone_masked text,
  visibility text not null check (visibility in ('block', 'units', 'leaders')),
  intent_block_id uuid,
  state text not null default 'sent' check (state in ('sent', 'recalled', 'withdrawn')),
  withdrawn_reason text,
  validity text not null default 'pending' check (validity in ('pending', 'valid', 'invalid', 'duplicate')),
  judged_at timestamptz,
  negotiating_at timestamptz,
  -- who judges it, settled on the day of sending: the block's verifiers, or another level where the unit judges itself
  judge text not null check (judge in ('block', 'city', 'joint')),
  -- computed by rules/audience.ts from the rows below; meets sec.keys()
  audience text[] not null check (cardinality(audience) > 0),
  revision int not null default 1,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  unique (tenant_id, id, unit_id),
  foreign key (tenant_id, block_id) references blocks (tenant_id, id),
  foreign key (tenant_id, intent_block_id) references blocks (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, recorder_id) references persons (tenant_id, id)
);
create index briefs_by_time on briefs (tenant_id, sent_at desc, id desc);
create index briefs_by_block on briefs (tenant_id, block_id, sent_at desc, id desc);
create index briefs_by_unit on briefs (tenant_id, unit_id, sent_at desc, id desc);
create index briefs_pending on briefs (tenant_id, block_id, sent_at) where validity = 'pending' and state = 'sent';
select sec.guard('briefs', '(select sec.sees_all()) or audience && (select sec.keys())');
grant select on briefs to wutong_app;
grant insert (tenant_id, id, number, block_id, unit_id, recorder_id, first_complete_at, contact_on, channel, place, body, next_step, next_on,
  help_needed, contact_name, contact_phone_sealed, contact_phone_masked, visibility, intent_block_id, judge, audience) on briefs to wutong_app;
grant update (first_complete_at, contact_on, channel, place, body, next_step, next_on, help_needed, contact_name, contact_phone_sealed,
  contact_phone_masked, visibility, intent_block_id, state, withdrawn_reason, validity, judged_at, negotiating_at, audience, revision, version) on briefs to wutong_app;
select sec.classify('briefs', 'internal', '10 years', 'none', 'tenant_id,id,number,block_id,unit_id,recorder_id,sent_at,first_complete_at,contact_on,
  channel,place,visibility,intent_block_id,state,withdrawn_reason,validity,judged_at,negotiating_at,judge,audience,revision,version');
select sec.classify('briefs', 'commercial-secret', '10 years', 'none', 'body,next_step,next_on,help_needed');
select sec.classify('briefs', 'personal', '3 years', 'hidden', 'contact_name,contact_phone_sealed');
select sec.classify('briefs', 'personal', '3 years', 'phone', 'contact_phone_masked');

-- A claim's time is this transaction's time or does not move: nobody dates a first report.
create function sec.date_claims() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.first_complete_at is not null and new.first_complete_at is distinct from old.first_complete_at then
    raise exception 'first_complete_at stands' using errcode = '42501';
  end if;
  if new.first_complete_at is not null and (tg_op = 'INSERT' or old.first_complete_at is null) and new.first_complete_at <> sec.clock() then
    raise exception 'first_complete_at is the clock of this transaction' using errcode = '42501';
  end if;
  return new;
end
$$;
revoke execute on function sec.date_claims() from public;
create trigger date_claims before insert or update on briefs for each row execute function sec.date_claims();

create table brief_numbers (
  tenant_id uuid not null,
  block_id uuid not null,
  month text not null,
  last int not null,
  primary key (tenant_id, block_id, month),
  foreign key (tenant_id, block_id) references blocks (tenant_id, id)
);
select sec.guard('brief_numbers');
grant select, insert, update on brief_numbers to wutong_app;
select sec.classify('brief_numbers', 'internal', 'forever', 'none', 'tenant_id,block_id,month,last');

-- A company and what it intends: leads attach here.
create table mentions (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  no int not null,
  company_name text not null,
  usc_code text,
  company_region text,
  intention text,
  industry text,
  investment_fen bigint check (investment_fen >= 0),
  investment_currency text not null default 'CNY',
  investment_qualifier text check (investment_qualifier in ('gt', 'lt', 'approx')),
  land_m2 numeric(14, 2) check (land_m2 >= 0),
  floor_area_m2 numeric(14, 2) check (floor_area_m2 >= 0),
  primary key (tenant_id, id),
  unique (tenant_id, brief_id, no),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id)
);
create index mentions_by_company on mentions (tenant_id, company_name);

-- 接触人: who met the company, own and joint; the recorder need not be one of them.
create table contacts (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  unit_id uuid not null,
  person_id uuid,
  joint boolean not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
create index contacts_by_brief on contacts (tenant_id, brief_id);

-- 指定单位; units drawn in later by a ruling or an @ follow from those rows
create table brief_units (
  tenant_id uuid not null,
  brief_id uuid not null,
  unit_id uuid not null,
  primary key (tenant_id, brief_id, unit_id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);

-- Phones and ID numbers lifted out of the text.
create table lifted_personals (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  kind text not null check (kind in ('phone', 'id-number')),
  sealed text not null,
  masked text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id)
);
create index lifted_personals_by_brief on lifted_personals (tenant_id, brief_id);

create table revisions (
  tenant_id uuid not null,
  brief_id uuid not null,
  no int not null,
  by_id uuid not null,
  at timestamptz not null default sec.clock(),
  -- [{field, before, after}]
  changes jsonb not null,
  -- who saw both what stood before and what stood after: a brief that is shown to more shows them no older words
  audience text[] not null check (cardinality(audience) > 0),
  primary key (tenant_id, brief_id, no),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id),
  foreign key (tenant_id, by_id) references persons (tenant_id, id)
);

create table replies (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  author_id uuid not null,
  unit_id uuid not null,
  body text not null check (length(body) between 1 and 4000),
  called_units uuid[] not null default '{}',
  called_persons uuid[] not null default '{}',
  -- where they stood that day, as keys: sight by an @ ends when its person moves to another unit
  called_as text[] not null default '{}',
  -- the ruling this answers, when the writer's unit was told to
  answers_ruling_id uuid,
  at timestamptz not null default sec.clock(),
  primary key (tenant_id, id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id),
  foreign key (tenant_id, author_id) references persons (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create index replies_by_brief on replies (tenant_id, brief_id, at, id);
-- the home page asks all of these what others did since yesterday
create index replies_by_time on replies (tenant_id, at desc);

-- 研判/批示. The senior leader's latest stands in force; the others stay.
create table rulings (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  leader_id uuid not null,
  leader_post text not null,
  -- 1 city leader, 2 block leader: lower is senior
  seniority int not null check (seniority in (1, 2)),
  conclusion text not null check (conclusion in ('follow', 'assign', 'hold', 'drop')),
  lead_unit_id uuid,
  co_unit_ids uuid[] not null default '{}',
  due_on date,
  body text check (length(body) <= 1000),
  -- 代录: who typed it for the leader, and when the leader confirmed
  entered_by uuid,
  confirmed_at timestamptz,
  undone_at timestamptz,
  at timestamptz not null default sec.clock(),
  primary key (tenant_id, id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id),
  foreign key (tenant_id, leader_id) references persons (tenant_id, id),
  foreign key (tenant_id, entered_by) references persons (tenant_id, id),
  foreign key (tenant_id, lead_unit_id) references units (tenant_id, id),
  check ((conclusion = 'assign') = (lead_unit_id is not null)),
  check (conclusion <> 'assign' or due_on is not null),
  check (entered_by is null or entered_by <> leader_id)
);
create index rulings_by_brief on rulings (tenant_id, brief_id, at, id);
create index rulings_by_time on rulings (tenant_id, at desc);
create index rulings_to_confirm on rulings (tenant_id, leader_id) where entered_by is not null and confirmed_at is null and undone_at is null;
alter table replies add foreign key (tenant_id, answers_ruling_id) references rulings (tenant_id, id);

-- Validity as dated, signed rows. Nobody judges what their own unit sent.
create table judgements (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  brief_unit_id uuid not null,
  verdict text not null check (verdict in ('valid', 'invalid', 'duplicate')),
  reason text,
  duplicate_of uuid,
  judge_id uuid not null,
  judge_unit_id uuid not null,
  -- 复核: the one further look at an invalid brief, by another person
  recheck boolean not null default false,
  at timestamptz not null default sec.clock(),
  primary key (tenant_id, id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id),
  foreign key (tenant_id, duplicate_of) references briefs (tenant_id, id),
  foreign key (tenant_id, judge_id) references persons (tenant_id, id),
  foreign key (tenant_id, judge_unit_id) references units (tenant_id, id),
  -- the writing unit as it stands in the brief, so that the check below cannot be told another one
  foreign key (tenant_id, brief_id, brief_unit_id) references briefs (tenant_id, id, unit_id),
  constraint no_own_judgement check (judge_unit_id <> brief_unit_id),
  check (verdict = 'valid' or length(reason) > 0),
  check ((verdict = 'duplicate') = (duplicate_of is not null)),
  check (duplicate_of is null or duplicate_of <> brief_id)
);
create unique index one_recheck on judgements (tenant_id, brief_id) where recheck;
create index judgements_by_brief on judgements (tenant_id, brief_id, at);
create index judgements_by_time on judgements (tenant_id, at desc);

-- Who judges holds a post in the unit named, and none in the unit that wrote: asked of the posts, not of the application.
create function sec.judge_from_outside() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := (sec.clock() at time zone 'Asia/Shanghai')::date;
begin
  if exists (select from posts p where p.tenant_id = new.tenant_id and p.person_id = new.judge_id and p.unit_id = new.brief_unit_id
        and p.from_day <= today and (p.to_day is null or p.to_day > today))
     or not exists (select from posts p where p.tenant_id = new.tenant_id and p.person_id = new.judge_id and p.unit_id = new.judge_unit_id
        and p.from_day <= today and (p.to_day is null or p.to_day > today)) then
    raise exception 'a judge stands outside the unit that wrote' using errcode = '23514', constraint = 'judge_from_outside';
  end if;
  return new;
end
$$;
revoke execute on function sec.judge_from_outside() from public;
create trigger judge_from_outside before insert on judgements for each row execute function sec.judge_from_outside();

-- What counts follows from signed rows alone: no statement of the application turns a brief 有效 or 在谈 by itself.
create function sec.counts_follow() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- a migration signs nothing; whoever connects as the application does, also when it has put its identity aside meanwhile
  if pg_has_role(session_user, 'wutong_owner', 'member') then
    return null;
  end if;
  if new.validity is distinct from old.validity and new.validity is distinct from (
      select j.verdict from judgements j where j.tenant_id = new.tenant_id and j.brief_id = new.id order by j.at desc, j.recheck desc limit 1) then
    raise exception 'validity follows from a judgement' using errcode = '23514', constraint = 'counts_follow';
  end if;
  if new.negotiating_at is distinct from old.negotiating_at and not exists (
      select from negotiations n where n.tenant_id = new.tenant_id and n.brief_id = new.id and n.at = new.negotiating_at) then
    raise exception 'talks follow from a signed row' using errcode = '23514', constraint = 'counts_follow';
  end if;
  return null;
end
$$;
revoke execute on function sec.counts_follow() from public;

-- 转在谈
create table negotiations (
  tenant_id uuid not null,
  brief_id uuid not null,
  on_day date not null,
  note text,
  by_id uuid not null,
  at timestamptz not null default sec.clock(),
  primary key (tenant_id, brief_id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id),
  foreign key (tenant_id, by_id) references persons (tenant_id, id)
);
create index negotiations_by_time on negotiations (tenant_id, at desc);

create function sec.talks_from_outside() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := (sec.clock() at time zone 'Asia/Shanghai')::date;
begin
  if exists (select from briefs b join posts p on p.tenant_id = b.tenant_id and p.unit_id = b.unit_id
      where b.tenant_id = new.tenant_id and b.id = new.brief_id and p.person_id = new.by_id
        and p.from_day <= today and (p.to_day is null or p.to_day > today)) then
    raise exception 'the unit that wrote does not count its own talks' using errcode = '23514', constraint = 'talks_from_outside';
  end if;
  return new;
end
$$;
revoke execute on function sec.talks_from_outside() from public;
create trigger talks_from_outside before insert on negotiations for each row execute function sec.talks_from_outside();

-- Read state by unit; reads by leaders are not kept here.
create table unit_reads (
  tenant_id uuid not null,
  brief_id uuid not null,
  unit_id uuid not null,
  first_at timestamptz not null default sec.clock(),
  primary key (tenant_id, brief_id, unit_id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);

do $$
declare
  t text;
begin
  foreach t in array array['mentions', 'contacts', 'brief_units', 'lifted_personals', 'revisions', 'replies', 'rulings', 'judgements', 'negotiations', 'unit_reads'] loop
    -- what hangs under a brief is seen by whoever sees the brief
    perform sec.guard(t::regclass, format(
      'exists (select from briefs b where b.tenant_id = %1$I.tenant_id and b.id = %1$I.brief_id%2$s)', t,
      case t when 'revisions' then ' and ((select sec.sees_all()) or revisions.audience && (select sec.keys()))' else '' end));
    execute format('grant select on %I to wutong_app', t);
  end loop;
end
$$;
-- the functions above are the owner's, whom forced row security binds as well
create policy following on judgements for select to wutong_owner using (true);
create policy following on negotiations for select to wutong_owner using (true);
create policy following on briefs for select to wutong_owner using (true);
-- at commit, when the signed row of the same transaction is there in whatever order they came
create constraint trigger counts_follow after update of validity, negotiating_at on briefs
  deferrable initially deferred for each row execute function sec.counts_follow();
grant insert, delete on mentions, contacts, brief_units to wutong_app;
grant insert on lifted_personals, unit_reads to wutong_app;
grant insert (tenant_id, brief_id, no, by_id, changes, audience) on revisions to wutong_app;
grant insert (tenant_id, id, brief_id, author_id, unit_id, body, called_units, called_persons, called_as, answers_ruling_id) on replies to wutong_app;
grant insert (tenant_id, id, brief_id, leader_id, leader_post, seniority, conclusion, lead_unit_id, co_unit_ids, due_on, body, entered_by) on rulings to wutong_app;
grant update (confirmed_at, undone_at) on rulings to wutong_app;
grant insert (tenant_id, id, brief_id, brief_unit_id, verdict, reason, duplicate_of, judge_id, judge_unit_id, recheck) on judgements to wutong_app;
grant insert (tenant_id, brief_id, on_day, note, by_id) on negotiations to wutong_app;

select sec.classify('brief_units', 'internal', '10 years', 'none', 'tenant_id,brief_id,unit_id');
select sec.classify('mentions', 'commercial-secret', '10 years', 'none', 'tenant_id,id,brief_id,no,company_name,usc_code,company_region,intention,industry,
  investment_fen,investment_currency,investment_qualifier,land_m2,floor_area_m2');
select sec.classify('contacts', 'internal', '10 years', 'none', 'tenant_id,id,brief_id,unit_id,person_id,joint');
select sec.classify('lifted_personals', 'personal', '3 years', 'hidden', 'tenant_id,id,brief_id,kind,sealed');
select sec.classify('lifted_personals', 'personal', '3 years', 'phone', 'masked');
select sec.classify('revisions', 'commercial-secret', '10 years', 'none', 'tenant_id,brief_id,no,by_id,at,changes,audience');
select sec.classify('replies', 'commercial-secret', '10 years', 'none', 'tenant_id,id,brief_id,author_id,unit_id,body,called_units,called_persons,called_as,answers_ruling_id,at');
select sec.classify('rulings', 'commercial-secret', '10 years', 'none', 'tenant_id,id,brief_id,leader_id,leader_post,seniority,conclusion,lead_unit_id,co_unit_ids,
  due_on,body,entered_by,confirmed_at,undone_at,at');
select sec.classify('judgements', 'internal', '10 years', 'none', 'tenant_id,id,brief_id,brief_unit_id,verdict,reason,duplicate_of,judge_id,judge_unit_id,recheck,at');
select sec.classify('negotiations', 'internal', '10 years', 'none', 'tenant_id,brief_id,on_day,note,by_id,at');
select sec.classify('unit_reads', 'internal', '2 years', 'none', 'tenant_id,brief_id,unit_id,first_at');

-- The count columns, and nothing else, for figures that are the same whoever looks.
grant select (tenant_id, id, block_id, unit_id, sent_at, contact_on, state, validity, judged_at, negotiating_at) on briefs to wutong_measure;
create policy measuring on briefs for select to wutong_measure using (tenant_id = (select sec.tenant()));
create view briefs_facts as
  select tenant_id, id, block_id, unit_id, sent_at, contact_on, state, validity, judged_at, negotiating_at from briefs;
grant create on schema public to wutong_measure;
alter view briefs_facts owner to wutong_measure;
revoke create on schema public from wutong_measure;
grant select on briefs_facts to wutong_app, wutong_backup;
