-- What every page asks first, made cheaper: who acts, what the ledger says of a subject, who judges.

-- Under row security the database looks rows up only by comparisons that cannot leak what they compare, and the overlap of
-- arrays is not one of them: the index by subject was there and never used. An element of an array, compared with a text, is
-- one. A line names its subject first and at most three others that it concerns.
alter table ledger add constraint ledger_subjects_few check (cardinality(subjects) <= 4);
create index ledger_by_subject_1 on ledger (tenant_id, (subjects[1]));
create index ledger_by_subject_2 on ledger (tenant_id, (subjects[2])) where subjects[2] is not null;
create index ledger_by_subject_3 on ledger (tenant_id, (subjects[3])) where subjects[3] is not null;
create index ledger_by_subject_4 on ledger (tenant_id, (subjects[4])) where subjects[4] is not null;
drop index ledger_by_subject;

create or replace function sec.accounts_are_told() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  person text := 'person:' || new.person_id;
begin
  -- founding a city signs nothing; whoever connects as the application does, also when it has put its identity aside meanwhile
  if pg_has_role(session_user, 'wutong_owner', 'member') then
    return null;
  end if;
  if not exists (select from ledger l where l.tenant_id = new.tenant_id
      and (l.subjects[1] = person or l.subjects[2] = person or l.subjects[3] = person or l.subjects[4] = person)
      and l.event in ('account.set', 'person.added', 'password.changed')
      and (l.event = 'password.changed') = (l.actor_id = new.person_id)
      and l.xmin = pg_current_xact_id()::xid) then
    raise exception 'an account changes with a line in the ledger' using errcode = '23514', constraint = 'accounts_are_told';
  end if;
  return null;
end
$$;

-- whether anybody judges at a level today
create index posts_by_role on posts (tenant_id, role);

-- The same seal over bytes instead of text, and planned once a connection (a function in SQL is planned at every call).
create or replace function sec.mac(message text) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  inner_ bytea;
  outer_ bytea;
begin
  select inner_key, outer_key into inner_, outer_ from sec.database;
  return encode(sha256(outer_ || sha256(inner_ || int4send(pg_backend_pid()) || timestamptz_send(transaction_timestamp())
    || convert_to(message, 'UTF8'))), 'hex');
end
$$;
do $$
declare
  part record;
begin
  for part in
    select * from (values
      ('tenant', 'uuid', 'substr(told, 66, 36)::uuid', 'null'),
      ('person', 'uuid', 'substr(told, 102, 36)::uuid', 'null'),
      ('session', 'uuid', 'substr(told, 138, 36)::uuid', 'null'),
      ('keys', 'text[]', 'string_to_array(substr(told, 174), '','')', '''{}''::text[]'),
      ('sees_all', 'boolean', 'substr(told, 65, 1) = ''s''', 'false')
    ) v (name, type, value, nobody)
  loop
    execute format($f$
      create or replace function sec.%I() returns %s
      language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $body$
      declare
        told text := current_setting('wutong.identity', true);
        inner_ bytea;
        outer_ bytea;
      begin
        if told is null or told = '' then
          return %s;
        end if;
        select inner_key, outer_key into inner_, outer_ from sec.database;
        if left(told, 64) is distinct from encode(sha256(outer_ || sha256(inner_ || int4send(pg_backend_pid())
            || timestamptz_send(transaction_timestamp()) || convert_to(substr(told, 65), 'UTF8'))), 'hex') then
          raise exception 'bad identity' using errcode = '42501';
        end if;
        return %s;
      end
      $body$ $f$, part.name, part.type, part.nobody, part.value);
  end loop;
end
$$;

create or replace function sec.posts_of(tenant uuid, person uuid, today date) returns jsonb
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
        'id', o.id, 'role', o.role, 'unitId', u.id, 'unitName', u.name, 'blockId', b.id, 'blockName', b.name,
        'cityLevel', b.kind = 'city-level', 'acting', o.acting) order by o.from_day, o.id), '[]')
    from public.posts o
    join public.units u on u.tenant_id = o.tenant_id and u.id = o.unit_id
    join public.unit_blocks ub on ub.tenant_id = u.tenant_id and ub.unit_id = u.id
      and ub.from_day <= today and (ub.to_day is null or ub.to_day > today)
    join public.blocks b on b.tenant_id = ub.tenant_id and b.id = ub.block_id
    where o.tenant_id = tenant and o.person_id = person and o.from_day <= today and (o.to_day is null or o.to_day > today));
end
$$;

create or replace function sec.keys_of(person uuid, posts jsonb, delegations jsonb) returns text[]
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  return array(select distinct k from (
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
  ) every_key where k is not null);
end
$$;

-- a member's rows are nearly all theirs by a key: the other question is asked only for what is left
alter policy reading on briefs using (tenant_id = (select sec.tenant()) and (audience && (select sec.keys()) or (select sec.sees_all())));
alter policy reading on ledger using (tenant_id = (select sec.tenant()) and (audience && (select sec.keys()) or (select sec.sees_all())));
