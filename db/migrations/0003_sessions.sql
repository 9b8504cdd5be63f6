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

-- Every password that was tried. It counts as wrong until it was proven right, so that many tries at once gain nothing.
create table sec.attempts (
  id uuid primary key default gen_random_uuid(),
  account text not null,
  -- a device that has signed in to this account before, else `address:` and where the call came from
  device text not null,
  at timestamptz not null default sec.clock(),
  right_password boolean not null default false
);
create index attempts_by_account on sec.attempts (account, at);
select sec.classify('sec.attempts', 'secret', '180 days', 'hidden', 'id,account,device,at,right_password');

-- Reads the session, refuses a stale one, and seals who acts into this transaction. Returns the actor and the clock.
create function sec.enter(token text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
  select x.tenant_id, x.id, x.person_id, x.last_seen_at, x.expires_at, x.idle, x.revoked_at, p.name, p.kind, p.active,
      coalesce(c.must_change, false) as must_change
    into s
    from sec.sessions x join public.persons p on p.tenant_id = x.tenant_id and p.id = x.person_id
      left join sec.credentials c on c.tenant_id = x.tenant_id and c.person_id = x.person_id
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

  -- a password that somebody else has set opens nothing but the page that changes it
  posts_ := case when s.must_change then '[]' else sec.posts_of(s.tenant_id, s.person_id, today) end;
  select coalesce(jsonb_agg(jsonb_build_object('personId', d.leader_id, 'name', l.name,
      'posts', sec.posts_of(d.tenant_id, d.leader_id, today)) order by l.name), '[]')
    into delegations_
    from public.delegations d join public.persons l on l.tenant_id = d.tenant_id and l.id = d.leader_id and l.active
    -- lent to a colleague: who has left, or keeps the system by now, acts for no leader, and nobody acts for one who is suspended
    where exists (select from jsonb_array_elements(posts_) o where o ->> 'role' not in ('system-admin', 'security-admin', 'audit-admin'))
      and d.tenant_id = s.tenant_id and d.delegate_id = s.person_id
      and d.from_day <= today and (d.to_day is null or d.to_day > today);
  keys_ := sec.keys_of(s.person_id, posts_, delegations_);
  actor := jsonb_build_object('kind', s.kind, 'tenantId', s.tenant_id, 'personId', s.person_id, 'name', s.name,
    'posts', posts_, 'delegations', delegations_, 'keys', to_jsonb(keys_));
  perform set_config('wutong.identity', sec.mac(sealed.it) || sealed.it, true)
    from (select left(s.kind, 1) || s.tenant_id || s.person_id || s.id || array_to_string(keys_, ',') as it) sealed;
  return jsonb_build_object('actor', actor, 'sessionId', s.id, 'mark', sec.mark(),
    'now', to_char(now_ at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
end
$$;

create function sec.posts_of(tenant uuid, person uuid, today date) returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp as $$
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
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select array(select distinct k from (
    select 'p:' || person as k
    union all
    select unnest(case
        when p ->> 'role' in ('system-admin', 'security-admin') then array[]::text[]
        when p ->> 'role' = 'audit-admin' then array['A']
        -- w: what somebody wrote stays theirs to read as long as they stand in the unit for which they wrote
        else array['u:' || (p ->> 'unitId'), 'b:' || (p ->> 'blockId'), 'w:' || (p ->> 'unitId') || ':' || person]
          || case p ->> 'role'
               when 'unit-head' then array['h:' || (p ->> 'unitId')]
               when 'block-leader' then array['l:' || (p ->> 'blockId'), 'h:' || (p ->> 'unitId')]
               when 'verifier' then array['v:' || (p ->> 'blockId')]
               when 'publisher' then array['v:' || (p ->> 'blockId')]
               when 'recogniser' then array['R']
               -- 联审单位 of 市本级 judge what the city's judging body wrote; a block's own are another matter
               when 'joint-reviewer' then case when (p ->> 'cityLevel')::boolean then array['J'] else array[]::text[] end
               when 'business-admin' then array['R']
               when 'city-leader' then array['L']
               else array[]::text[] end
      end)
    from jsonb_array_elements(posts || coalesce(
      (select jsonb_agg(q) from jsonb_array_elements(delegations) d, jsonb_array_elements(d -> 'posts') q), '[]')) p
  ) every_key where k is not null)
$$;

-- Only the login role may run these; an injected statement on an app connection cannot open a session.

-- Notes the try and says against what to verify it. Five wrong ones within 15 minutes lock the account for that device for
-- 15 minutes; devices that never signed in to it are counted by address, and 20 wrong ones from all of those together
-- lock every such device. Whoever guesses from afar never locks the owner's own phone. Accounts that do not exist lock alike.
create function sec.sign_in_facts(account_ text, device_ text, address_ text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  c record;
  counted text;
  locked_until timestamptz;
  attempt uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('sign-in ' || lower(account_), 0));
  select x.tenant_id, x.person_id, x.password_hash, p.active into c
    from sec.credentials x join persons p on p.tenant_id = x.tenant_id and p.id = x.person_id
    where lower(x.account) = lower(account_) and p.kind = 'person';
  counted := case when exists (select from sec.sessions s
      where s.tenant_id = c.tenant_id and s.person_id = c.person_id and s.device = device_)
    then device_ else 'address:' || address_ end;
  select max(l.until) into locked_until from (
    (select a.at + interval '15 minutes' as until, sec.nth_wrong(account_, counted, 5) as start
      from sec.attempts a where a.account = lower(account_) and a.device = counted and not a.right_password
      order by a.at desc limit 1)
    union all
    (select a.at + interval '15 minutes', sec.nth_wrong(account_, null, 20)
      from sec.attempts a where a.account = lower(account_) and a.device like 'address:%' and not a.right_password
        and counted like 'address:%'
      order by a.at desc limit 1)
  ) l where l.start > l.until - interval '30 minutes' and l.until > sec.clock();
  if locked_until is not null then
    return jsonb_build_object('lockedMinutes', ceil(extract(epoch from locked_until - sec.clock()) / 60));
  end if;
  insert into sec.attempts (account, device) values (lower(account_), counted) returning id into attempt;
  return jsonb_build_object('lockedMinutes', null, 'attemptId', attempt, 'hash', c.password_hash, 'active', coalesce(c.active, false),
    'rememberDays', (select s.value from settings s where s.tenant_id = c.tenant_id and s.key = 'session.rememberDays' and s.block_id is null
      and s.effective_from <= (sec.clock() at time zone 'Asia/Shanghai')::date order by s.effective_from desc, s.set_at desc limit 1));
end
$$;

-- When the n-th last wrong try was made, counting from the last right one; null when there were fewer. `device_` null: all
-- tries from devices that never signed in to the account.
create function sec.nth_wrong(account_ text, device_ text, n int) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp as $$
  select a.at from sec.attempts a
  where a.account = lower(account_) and not a.right_password
    and (a.device = device_ or device_ is null and a.device like 'address:%')
    and a.at > coalesce((select max(g.at) from sec.attempts g
      where g.account = lower(account_) and g.right_password
        and (g.device = device_ or device_ is null and g.device like 'address:%')), '-infinity')
  order by a.at desc offset n - 1 limit 1
$$;

create function sec.note_right(attempt_id uuid) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update sec.attempts set right_password = true where id = attempt_id
$$;

create function sec.open_session(account_ text, session_id uuid, token text, device_ text, device_name_ text,
  remembered_ boolean, lasts interval, idle_ interval) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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

-- Own sessions and own password facts, for whoever is entered in this transaction.
create function sec.my_sessions() returns table (id uuid, device_name text, started_at timestamptz, last_seen_at timestamptz, expires_at timestamptz, current boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.device_name, s.started_at, s.last_seen_at, s.expires_at, s.id = sec.session()
  from sec.sessions s
  where s.tenant_id = sec.tenant() and s.person_id = sec.person() and s.revoked_at is null and s.expires_at > sec.clock()
  order by s.last_seen_at desc limit 50
$$;
create function sec.revoke_my_session(session_id uuid) returns boolean
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (
    update sec.sessions set revoked_at = sec.clock()
    where tenant_id = sec.tenant() and person_id = sec.person() and id = session_id and revoked_at is null returning 1)
  select exists (select from gone)
$$;
create function sec.my_account() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select account from sec.credentials where tenant_id = sec.tenant() and person_id = sec.person()
$$;
-- Who asks must name the hash that stands there, which only the login role can read: a session alone changes no password.
-- Every other session of this person ends.
create function sec.set_my_password(stands text, hash text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update sec.credentials set password_hash = hash, must_change = false, changed_at = sec.clock()
    where tenant_id = sec.tenant() and person_id = sec.person() and password_hash = stands;
  if not found then
    raise exception 'the password is another by now' using errcode = 'WT402';
  end if;
  update sec.sessions set revoked_at = sec.clock()
    where tenant_id = sec.tenant() and person_id = sec.person() and revoked_at is null
      and id <> sec.session();
end
$$;
-- First password of a new account, or a new one for somebody who forgot: by the system administrator alone, and it must be
-- changed at once. All sessions of that person end.
create function sec.set_account(person uuid, account_ text, hash text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from jsonb_array_elements(sec.posts_of(sec.tenant(), sec.person(),
      (sec.clock() at time zone 'Asia/Shanghai')::date)) o where o ->> 'role' = 'system-admin') then
    raise exception 'only the system administrator keeps accounts' using errcode = '42501';
  end if;
  if not exists (select from persons p where p.tenant_id = sec.tenant() and p.id = person and p.kind = 'person') then
    raise exception 'no such person' using errcode = '42501';
  end if;
  insert into sec.credentials (tenant_id, person_id, account, password_hash, must_change)
    values (sec.tenant(), person, account_, hash, true)
    on conflict (tenant_id, person_id) do update
      set account = excluded.account, password_hash = excluded.password_hash, must_change = true, changed_at = sec.clock();
  update sec.sessions set revoked_at = sec.clock() where tenant_id = sec.tenant() and person_id = person and revoked_at is null;
end
$$;
-- Accounts are the administrators' matter: system and security administrators see which person has which.
create function sec.accounts_of(persons uuid[]) returns table (person_id uuid, account text, must_change boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.person_id, c.account, c.must_change from sec.credentials c
  where c.tenant_id = sec.tenant() and c.person_id = any (persons)
    and (c.person_id = sec.person() or exists (
      select from jsonb_array_elements(sec.posts_of(sec.tenant(), sec.person(), (sec.clock() at time zone 'Asia/Shanghai')::date)) o
      where o ->> 'role' in ('system-admin', 'security-admin')))
$$;
create function sec.must_change() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select c.must_change from sec.credentials c where c.tenant_id = sec.tenant() and c.person_id = sec.person()), false)
$$;
-- The worker asks which cities there are before it enters one of them; ids only.
create function sec.tenant_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select tenant_id from public.tenants order by created_at, tenant_id
$$;
revoke execute on all functions in schema sec from public;
grant execute on function sec.tenant_ids() to wutong_app;
grant execute on function sec.enter(text), sec.my_sessions(), sec.revoke_my_session(uuid), sec.my_account(),
  sec.set_my_password(text, text), sec.set_account(uuid, text, text), sec.accounts_of(uuid[]), sec.must_change() to wutong_app;
grant execute on function sec.sign_in_facts(text, text, text), sec.note_right(uuid),
  sec.open_session(text, uuid, text, text, text, boolean, interval, interval) to wutong_login;
grant execute on function sec.enter(text), sec.my_account() to wutong_login;
grant execute on function sec.clock(), sec.tenant(), sec.person(), sec.session(), sec.keys(), sec.sees_all(), sec.mark()
  to wutong_app, wutong_login, wutong_measure, wutong_backup, wutong_migrator;
grant usage on schema sec to wutong_owner;
