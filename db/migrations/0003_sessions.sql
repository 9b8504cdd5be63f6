-- Sessions, passwords, lockout: readable by nobody but the functions below.
create table sec.credentials (
  tenant_id uuid not null,
  person_id uuid not null,
  account text not null,
  password_hash text not null,
  must_change boolean not null default false,
  changed_at timestamptz not null default sec.clock(),
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
-- people type an account without saying which city: accounts are unique in an installation
create unique index credentials_by_account on sec.credentials (lower(account));
select sec.classify('sec.credentials', 'secret', 'until leaving', 'hidden', 'tenant_id,person_id,account,password_hash,must_change,changed_at');

create table sec.sessions (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  token_hash bytea not null,
  device text not null,
  device_name text not null,
  -- a registered device stays signed in for days, any other for hours
  remembered boolean not null,
  started_at timestamptz not null default sec.clock(),
  last_seen_at timestamptz not null default sec.clock(),
  expires_at timestamptz not null,
  idle interval not null,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
create unique index sessions_by_token on sec.sessions (token_hash);
create index sessions_by_person on sec.sessions (tenant_id, person_id);
select sec.classify('sec.sessions', 'secret', '180 days', 'hidden',
  'tenant_id,id,person_id,token_hash,device,device_name,remembered,started_at,last_seen_at,expires_at,idle,revoked_at');

create table sec.attempts (
  account text not null,
  device text not null,
  at timestamptz not null default sec.clock(),
  right_password boolean not null
);
create index attempts_by_account on sec.attempts (account, at);
select sec.classify('sec.attempts', 'secret', '180 days', 'hidden', 'account,device,at,right_password');

-- Reads the session, refuses a stale one, and seals who acts into this transaction. Returns the actor and the clock.
create function sec.enter(token text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  s record;
  now_ timestamptz := sec.clock();
  today date := (sec.clock() at time zone 'Asia/Shanghai')::date;
  posts_ jsonb;
  delegations_ jsonb;
  keys_ text[];
  actor jsonb;
begin
  if nullif(current_setting('wutong.identity', true), '') is not null then
    raise exception 'already entered' using errcode = '42501';
  end if;
  select x.tenant_id, x.id, x.person_id, x.last_seen_at, x.expires_at, x.idle, x.revoked_at, p.name, p.kind, p.active
    into s
    from sec.sessions x join public.persons p on p.tenant_id = x.tenant_id and p.id = x.person_id
    where x.token_hash = sha256(convert_to(token, 'UTF8'));
  if not found then
    raise exception 'signed-out' using errcode = 'WT401';
  end if;
  if s.revoked_at is not null or not s.active or s.expires_at <= now_ or s.last_seen_at + s.idle <= now_ then
    raise exception 'stale' using errcode = 'WT402';
  end if;
  if s.last_seen_at < now_ - interval '5 minutes' and not pg_is_in_recovery() then
    update sec.sessions set last_seen_at = now_ where tenant_id = s.tenant_id and id = s.id;
  end if;

  posts_ := sec.posts_of(s.tenant_id, s.person_id, today);
  select coalesce(jsonb_agg(jsonb_build_object('personId', d.leader_id, 'name', l.name,
      'posts', sec.posts_of(d.tenant_id, d.leader_id, today)) order by l.name), '[]')
    into delegations_
    from public.delegations d join public.persons l on l.tenant_id = d.tenant_id and l.id = d.leader_id
    where d.tenant_id = s.tenant_id and d.delegate_id = s.person_id
      and d.from_day <= today and (d.to_day is null or d.to_day > today);
  keys_ := sec.keys_of(s.person_id, posts_, delegations_);
  actor := jsonb_build_object('kind', s.kind, 'tenantId', s.tenant_id, 'personId', s.person_id, 'name', s.name,
    'posts', posts_, 'delegations', delegations_, 'keys', to_jsonb(keys_));
  perform set_config('wutong.identity', sec.mac(sealed.it) || sealed.it, true)
    from (select jsonb_build_object('kind', s.kind, 'tenantId', s.tenant_id, 'personId', s.person_id,
      'sessionId', s.id, 'keys', to_jsonb(keys_))::text as it) sealed;
  return jsonb_build_object('actor', actor, 'sessionId', s.id, 'mark', sec.mark(),
    'now', to_char(now_ at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
end
$$;

create function sec.posts_of(tenant uuid, person uuid, today date) returns jsonb
language sql stable set search_path = pg_catalog, public as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'id', o.id, 'role', o.role, 'unitId', u.id, 'unitName', u.name, 'blockId', b.id, 'blockName', b.name,
      'cityLevel', b.kind = 'city-level', 'acting', o.acting) order by o.from_day, o.id), '[]')
  from public.posts o
  join public.units u on u.tenant_id = o.tenant_id and u.id = o.unit_id
  join public.unit_blocks ub on ub.tenant_id = u.tenant_id and ub.unit_id = u.id
    and ub.from_day <= today and (ub.to_day is null or ub.to_day > today)
  join public.blocks b on b.tenant_id = ub.tenant_id and b.id = ub.block_id
  where o.tenant_id = tenant and o.person_id = person and o.from_day <= today and (o.to_day is null or o.to_day > today)
$$;

-- What a person can read, as keys that meet a row's audience. A delegate reads what the leader reads.
create function sec.keys_of(person uuid, posts jsonb, delegations jsonb) returns text[]
language sql immutable set search_path = pg_catalog as $$
  select array(select distinct k from (
    select 'p:' || person as k
    union all
    select unnest(case
        when p ->> 'role' in ('system-admin', 'security-admin') then array[]::text[]
        when p ->> 'role' = 'audit-admin' then array['A']
        else array['u:' || (p ->> 'unitId'), 'b:' || (p ->> 'blockId')]
          || case p ->> 'role'
               when 'unit-head' then array['h:' || (p ->> 'unitId')]
               when 'block-leader' then array['l:' || (p ->> 'blockId'), 'h:' || (p ->> 'unitId')]
               when 'verifier' then array['v:' || (p ->> 'blockId')]
               when 'publisher' then array['v:' || (p ->> 'blockId')]
               when 'recogniser' then array['R']
               when 'business-admin' then array['R']
               when 'city-leader' then array['L']
               else array[]::text[] end
      end)
    from jsonb_array_elements(posts || coalesce(
      (select jsonb_agg(q) from jsonb_array_elements(delegations) d, jsonb_array_elements(d -> 'posts') q), '[]')) p
  ) every_key where k is not null)
$$;

-- Only the login role may run these four; an injected statement on an app connection cannot open a session.
create function sec.sign_in_facts(account_ text, device_ text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  c record;
  wrong int;
begin
  select count(*) into wrong from sec.attempts a
    where a.account = lower(account_) and a.device = device_ and not a.right_password
      and a.at > sec.clock() - interval '15 minutes'
      and a.at > coalesce((select max(g.at) from sec.attempts g where g.account = lower(account_) and g.device = device_ and g.right_password), '-infinity');
  select x.tenant_id, x.person_id, x.password_hash, p.active into c
    from sec.credentials x join public.persons p on p.tenant_id = x.tenant_id and p.id = x.person_id
    where lower(x.account) = lower(account_) and p.kind = 'person';
  return jsonb_build_object('locked', wrong >= 5, 'hash', c.password_hash, 'active', coalesce(c.active, false));
end
$$;

create function sec.note_attempt(account_ text, device_ text, right_ boolean) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into sec.attempts (account, device, right_password) values (lower(account_), device_, right_)
$$;

create function sec.open_session(account_ text, session_id uuid, token text, device_ text, device_name_ text,
  remembered_ boolean, lasts interval, idle_ interval) returns uuid
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  c record;
begin
  select x.tenant_id, x.person_id into strict c from sec.credentials x where lower(x.account) = lower(account_);
  insert into sec.sessions (tenant_id, id, person_id, token_hash, device, device_name, remembered, expires_at, idle)
    values (c.tenant_id, session_id, c.person_id, sha256(convert_to(token, 'UTF8')), device_, device_name_, remembered_,
      sec.clock() + lasts, idle_);
  insert into public.access_log (tenant_id, person_id, verb, subject) values (c.tenant_id, c.person_id, 'people.signIn', 'session:' || session_id);
  return c.person_id;
end
$$;

create function sec.set_password(person uuid, tenant uuid, hash text, must_change_ boolean) returns void
language sql security definer set search_path = pg_catalog as $$
  update sec.credentials set password_hash = hash, must_change = must_change_, changed_at = sec.clock()
  where tenant_id = tenant and person_id = person
$$;

-- Own sessions and own password facts, for whoever is entered in this transaction.
create function sec.my_sessions() returns table (id uuid, device_name text, started_at timestamptz, last_seen_at timestamptz, expires_at timestamptz, current boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select s.id, s.device_name, s.started_at, s.last_seen_at, s.expires_at, s.id = (sec.identity() ->> 'sessionId')::uuid
  from sec.sessions s
  where s.tenant_id = sec.tenant() and s.person_id = sec.person() and s.revoked_at is null and s.expires_at > sec.clock()
  order by s.last_seen_at desc limit 50
$$;
create function sec.revoke_my_session(session_id uuid) returns boolean
language sql security definer set search_path = pg_catalog as $$
  with gone as (
    update sec.sessions set revoked_at = sec.clock()
    where tenant_id = sec.tenant() and person_id = sec.person() and id = session_id and revoked_at is null returning 1)
  select exists (select from gone)
$$;
create function sec.my_account() returns text
language sql stable security definer set search_path = pg_catalog as $$
  select account from sec.credentials where tenant_id = sec.tenant() and person_id = sec.person()
$$;
revoke execute on all functions in schema sec from public;
grant execute on function sec.enter(text), sec.my_sessions(), sec.revoke_my_session(uuid), sec.my_account() to wutong_app;
grant execute on function sec.sign_in_facts(text, text), sec.note_attempt(text, text, boolean),
  sec.open_session(text, uuid, text, text, text, boolean, interval, interval), sec.set_password(uuid, uuid, text, boolean) to wutong_login;
grant execute on function sec.enter(text), sec.my_account() to wutong_login;
grant execute on function sec.clock(), sec.identity(), sec.tenant(), sec.person(), sec.keys(), sec.sees_all(), sec.mark()
  to wutong_app, wutong_login, wutong_measure, wutong_backup, wutong_migrator;
grant usage on schema sec to wutong_owner;
