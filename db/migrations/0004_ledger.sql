-- The ledger: one append-only line for every change, its order, its seals; the access log and the idempotency record beside it.
create table ledger (
  tenant_id uuid not null references tenants,
  id uuid not null,
  event text not null check (event ~ '^[a-z-]+\.[a-z-]+$'),
  subjects text[] not null check (cardinality(subjects) > 0),
  -- who may read the line; ids only
  audience text[] not null,
  actor_id uuid not null,
  verb text not null,
  occurred_on date not null,
  recorded_at timestamptz not null default sec.clock(),
  payload jsonb not null,
  because jsonb not null,
  rule_version text not null,
  -- made in the application with a key that this database never sees
  mac bytea not null,
  alg text not null,
  key_id text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, actor_id) references persons (tenant_id, id)
);
create index ledger_by_subject on ledger using gin (subjects);
select sec.guard('ledger', '(select sec.sees_all()) or audience && (select sec.keys())');
grant select on ledger to wutong_app;
-- recorded_at is the database's: the application cannot even name it
grant insert (tenant_id, id, event, subjects, audience, actor_id, verb, occurred_on, payload, because, rule_version, mac, alg, key_id) on ledger to wutong_app;
select sec.classify('ledger', 'internal', 'forever', 'none',
  'tenant_id,id,event,subjects,audience,actor_id,verb,occurred_on,recorded_at,payload,because,rule_version,mac,alg,key_id');

-- No account and no password changes without a line of the same transaction that says so. At commit, since the line follows.
create function sec.accounts_are_told() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- founding a city signs nothing; whoever connects as the application does, also when it has put its identity aside meanwhile
  if pg_has_role(session_user, 'wutong_owner', 'member') then
    return null;
  end if;
  if not exists (select from ledger l where l.tenant_id = new.tenant_id and l.subjects @> array['person:' || new.person_id]
      and l.event in ('account.set', 'person.added', 'password.changed')
      and (l.event = 'password.changed') = (l.actor_id = new.person_id)
      and l.xmin = pg_current_xact_id()::xid) then
    raise exception 'an account changes with a line in the ledger' using errcode = '23514', constraint = 'accounts_are_told';
  end if;
  return null;
end
$$;
revoke execute on function sec.accounts_are_told() from public;
create policy telling on ledger for select to wutong_owner using (event in ('account.set', 'person.added', 'password.changed'));
create constraint trigger accounts_are_told after insert or update on sec.credentials
  deferrable initially deferred for each row execute function sec.accounts_are_told();

-- Lines whose transaction has committed and that have no position yet.
create table ledger_pending (
  tenant_id uuid not null,
  line_id uuid not null,
  primary key (tenant_id, line_id),
  foreign key (tenant_id, line_id) references ledger (tenant_id, id)
);
select sec.guard('ledger_pending', '(select sec.sees_all())');
grant select, insert, delete on ledger_pending to wutong_app;
select sec.classify('ledger_pending', 'internal', '1 day', 'none', 'tenant_id,line_id');

-- The order, given after commit by the sequencer: readers, pages and seals go by it alone. Only jobs write it.
create table ledger_positions (
  tenant_id uuid not null,
  position bigint not null check (position > 0),
  line_id uuid not null,
  -- over tenant, position and line: a swap is named, not only noticed
  mac bytea not null,
  alg text not null,
  key_id text not null,
  primary key (tenant_id, position),
  unique (tenant_id, line_id),
  foreign key (tenant_id, line_id) references ledger (tenant_id, id)
);
select sec.guard('ledger_positions', 'true', '(select sec.sees_all())', '(select sec.sees_all())');
grant select, insert on ledger_positions to wutong_app;
select sec.classify('ledger_positions', 'internal', 'forever', 'none', 'tenant_id,position,line_id,mac,alg,key_id');

-- Merkle roots over runs of positions, chained.
create table ledger_seals (
  tenant_id uuid not null references tenants,
  no bigint not null check (no > 0),
  from_position bigint not null,
  to_position bigint not null,
  root bytea not null,
  previous bytea not null,
  mac bytea not null,
  alg text not null,
  key_id text not null,
  sealed_at timestamptz not null default sec.clock(),
  primary key (tenant_id, no),
  unique (tenant_id, from_position),
  check (to_position >= from_position)
);
select sec.guard('ledger_seals', 'true', '(select sec.sees_all())', '(select sec.sees_all())');
grant select on ledger_seals to wutong_app;
grant insert (tenant_id, no, from_position, to_position, root, previous, mac, alg, key_id) on ledger_seals to wutong_app;
select sec.classify('ledger_seals', 'internal', 'forever', 'none', 'tenant_id,no,from_position,to_position,root,previous,mac,alg,key_id,sealed_at');

-- How far each reader of the ledger has come.
create table ledger_readers (
  tenant_id uuid not null references tenants,
  reader text not null,
  position bigint not null,
  primary key (tenant_id, reader)
);
select sec.guard('ledger_readers', 'true', '(select sec.sees_all())', '(select sec.sees_all())');
grant select, insert, update on ledger_readers to wutong_app;
select sec.classify('ledger_readers', 'internal', 'forever', 'none', 'tenant_id,reader,position');

-- Who opened, exported or signed in. Personal data never enters the ledger, and reading never does either.
create table access_log (
  tenant_id uuid not null references tenants,
  id uuid not null default gen_random_uuid(),
  at timestamptz not null default sec.clock(),
  person_id uuid not null,
  verb text not null,
  subject text not null,
  -- where the verb asks for one: why somebody looked at a phone number
  reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
create index access_log_by_time on access_log (tenant_id, at, id);
create index access_log_by_subject on access_log (tenant_id, subject, at);
select sec.guard('access_log', '(select sec.sees_all()) or ''A'' = any ((select sec.keys())::text[])');
grant select on access_log to wutong_app;
grant insert (tenant_id, person_id, verb, subject, reason) on access_log to wutong_app;
create policy signing_in on access_log for insert to wutong_owner with check (true);
select sec.classify('access_log', 'internal', '3 years', 'none', 'tenant_id,id,at,person_id,verb,subject,reason');

-- One row for each state-changing call, kept 7 days in day partitions. Same key again: answered from the subject.
create table idempotency (
  tenant_id uuid not null references tenants,
  day date not null default (sec.clock() at time zone 'Asia/Shanghai')::date,
  person_id uuid not null,
  key text not null check (length(key) between 8 and 128),
  body_hash bytea not null,
  verb text not null,
  status int not null,
  subject text not null,
  at timestamptz not null default sec.clock(),
  -- every change looks its key up, in each of the days
  primary key (tenant_id, person_id, key, day),
  foreign key (tenant_id, person_id) references persons (tenant_id, id)
) partition by range (day);
-- catches what no day partition takes, so that a late worker never stops the city's work
create table idempotency_rest partition of idempotency default;
select sec.guard('idempotency', 'person_id = (select sec.person())');
select sec.guard('idempotency_rest', 'person_id = (select sec.person())');
-- the sweep below is a function of the owner, whom forced row security binds as well
create policy sweeping on idempotency_rest for all to wutong_owner using (true);
grant select on idempotency to wutong_app;
grant insert (tenant_id, person_id, key, body_hash, verb, status, subject) on idempotency to wutong_app;
select sec.classify('idempotency', 'internal', '7 days', 'none', 'tenant_id,day,person_id,key,body_hash,verb,status,subject,at');
select sec.classify('idempotency_rest', 'internal', '7 days', 'none', 'tenant_id,day,person_id,key,body_hash,verb,status,subject,at');

-- Makes the partitions of today and tomorrow and drops what is older than 7 days. For jobs only.
create function sec.turn_idempotency_days() returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := (sec.clock() at time zone 'Asia/Shanghai')::date;
  d date;
  old record;
  dropped int := 0;
begin
  if not sec.sees_all() then
    raise exception 'for jobs only' using errcode = '42501';
  end if;
  foreach d in array array[today, today + 1] loop
    if to_regclass('public.idempotency_' || to_char(d, 'YYYYMMDD')) is null
       and not exists (select from public.idempotency_rest r where r.day = d) then
      execute format('create table public.%I partition of public.idempotency for values from (%L) to (%L)',
        'idempotency_' || to_char(d, 'YYYYMMDD'), d, d + 1);
      perform sec.guard(('public.idempotency_' || to_char(d, 'YYYYMMDD'))::regclass, 'person_id = (select sec.person())');
      perform sec.classify('idempotency_' || to_char(d, 'YYYYMMDD'), 'internal', '7 days', 'none',
        'tenant_id,day,person_id,key,body_hash,verb,status,subject,at');
    end if;
  end loop;
  for old in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'public.idempotency'::regclass and c.relname ~ '^idempotency_[0-9]{8}$'
        and to_date(right(c.relname, 8), 'YYYYMMDD') < today - 7 loop
    execute format('drop table public.%I', old.relname);
    delete from sec.columns where table_name = old.relname;
    dropped := dropped + 1;
  end loop;
  delete from public.idempotency_rest where day < today - 7;
  return dropped;
end
$$;
revoke execute on function sec.turn_idempotency_days() from public;
grant execute on function sec.turn_idempotency_days() to wutong_app;

-- Forgets what its register says is kept no longer: tries and ended sessions after 180 days, the access log after 3 years.
-- For jobs only.
create function sec.forget_old() returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  forgotten int := 0;
  n int;
begin
  if not sec.sees_all() then
    raise exception 'for jobs only' using errcode = '42501';
  end if;
  delete from sec.attempts where at < sec.clock() - interval '180 days';
  get diagnostics n = row_count;
  forgotten := forgotten + n;
  delete from sec.sessions where tenant_id = sec.tenant() and least(expires_at, revoked_at, last_seen_at + idle) < sec.clock() - interval '180 days';
  get diagnostics n = row_count;
  forgotten := forgotten + n;
  delete from public.access_log where tenant_id = sec.tenant() and at < sec.clock() - interval '3 years';
  get diagnostics n = row_count;
  return forgotten + n;
end
$$;
create policy forgetting on access_log for all to wutong_owner using (at < (select sec.clock()) - interval '3 years');
revoke execute on function sec.forget_old() from public;
grant execute on function sec.forget_old() to wutong_app;
