-- Who acts, sealed for one transaction. Policies read only the functions at the end of this file.
create schema sec;
grant usage on schema sec to wutong_app, wutong_login, wutong_measure, wutong_backup, wutong_migrator;
revoke all on schema public from public;
grant usage on schema public to wutong_app, wutong_login, wutong_measure, wutong_backup, wutong_migrator;

-- One row: what kind of database this is. The clock offset exists only where mark is demo or test.
create table sec.database (
  one boolean primary key default true check (one),
  mark text not null check (mark in ('real', 'demo', 'test')),
  clock_offset interval not null default '0',
  -- seals identities inside this database for one transaction each; useless outside it, never dumped
  inner_key bytea not null,
  outer_key bytea not null,
  check (mark <> 'real' or clock_offset = '0')
);
revoke all on sec.database from public;

create function sec.keep_mark() returns trigger language plpgsql as $$
begin
  if old.mark <> 'real' and new.mark = 'real' then
    raise exception 'a database marked % cannot be unmarked', old.mark;
  end if;
  return new;
end
$$;
create trigger keep_mark before update on sec.database for each row execute function sec.keep_mark();

create function sec.random_key() returns bytea language sql volatile set search_path = pg_catalog as $$
  select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
      || sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
$$;
insert into sec.database (mark, inner_key, outer_key) values ('real', sec.random_key(), sec.random_key());

-- The clock of the city. Demo and test databases may be told another time, per database or for one transaction.
create function sec.clock() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  d record;
  told text;
begin
  select mark, clock_offset into d from sec.database;
  if d.mark <> 'real' then
    told := nullif(current_setting('wutong.at', true), '');
    if told is not null then
      return told::timestamptz;
    end if;
    return transaction_timestamp() + d.clock_offset;
  end if;
  return transaction_timestamp();
end
$$;

-- Keyed hash over the identity, the backend and the start of this transaction: another transaction cannot reuse it.
create function sec.mac(message text) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select encode(sha256(outer_key || sha256(inner_key || convert_to(
    pg_backend_pid()::text || '|' || extract(epoch from transaction_timestamp())::text || '|' || message, 'UTF8'))), 'hex')
  from sec.database
$$;
revoke execute on function sec.mac(text), sec.random_key(), sec.keep_mark() from public;

create function sec.identity() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  told text := nullif(current_setting('wutong.identity', true), '');
begin
  if told is null then
    return null;
  end if;
  if left(told, 64) is distinct from sec.mac(substr(told, 65)) then
    raise exception 'bad identity' using errcode = '42501';
  end if;
  return substr(told, 65)::jsonb;
end
$$;

create function sec.tenant() returns uuid language sql stable set search_path = pg_catalog as $$
  select (sec.identity() ->> 'tenantId')::uuid
$$;
create function sec.person() returns uuid language sql stable set search_path = pg_catalog as $$
  select (sec.identity() ->> 'personId')::uuid
$$;
create function sec.keys() returns text[] language sql stable set search_path = pg_catalog as $$
  select coalesce(array(select jsonb_array_elements_text(sec.identity() -> 'keys')), '{}')
$$;
-- true only for jobs: they read a whole tenant and nothing beyond it
create function sec.sees_all() returns boolean language sql stable set search_path = pg_catalog as $$
  select coalesce(sec.identity() ->> 'kind' = 'system', false)
$$;
create function sec.mark() returns text language sql stable security definer set search_path = pg_catalog as $$
  select mark from sec.database
$$;
revoke execute on all functions in schema sec from public;
grant execute on function sec.clock(), sec.identity(), sec.tenant(), sec.person(), sec.keys(), sec.sees_all(), sec.mark()
  to wutong_app, wutong_login, wutong_measure, wutong_backup, wutong_migrator;

-- Register of every column: its class, how long it is kept, how it is masked. A migration that leaves one out fails.
create table sec.columns (
  table_name text not null,
  column_name text not null,
  class text not null check (class in ('public', 'internal', 'commercial-secret', 'personal', 'secret')),
  keep text not null,
  mask text not null check (mask in ('none', 'phone', 'id-number', 'hidden')),
  primary key (table_name, column_name)
);
create function sec.classify(table_name text, class text, keep text, mask text, columns text) returns void
language sql set search_path = pg_catalog as $$
  insert into sec.columns
  select classify.table_name, btrim(c, E' \n'), classify.class, classify.keep, classify.mask
  from unnest(string_to_array(classify.columns, ',')) c
  on conflict on constraint columns_pkey do update set class = excluded.class, keep = excluded.keep, mask = excluded.mask
$$;
revoke execute on function sec.classify(text, text, text, text, text) from public;

-- Forced row security by tenant for one table; `visible` adds what else must hold to read or change a row.
create function sec.guard(target regclass, visible text default 'true') returns void
language plpgsql set search_path = pg_catalog, public as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy reading on %s for select to wutong_app using (tenant_id = (select sec.tenant()) and (%s))', target, visible);
  execute format('create policy adding on %s for insert to wutong_app with check (tenant_id = (select sec.tenant()))', target);
  execute format('create policy changing on %s for update to wutong_app using (tenant_id = (select sec.tenant()) and (%s)) with check (tenant_id = (select sec.tenant()))', target, visible);
  execute format('create policy removing on %s for delete to wutong_app using (tenant_id = (select sec.tenant()) and (%s))', target, visible);
  execute format('grant select on %s to wutong_backup', target);
end
$$;
revoke execute on function sec.guard(regclass, text) from public;

select sec.classify('sec.database', 'secret', 'forever', 'hidden', 'one,mark,clock_offset,inner_key,outer_key');
select sec.classify('sec.columns', 'internal', 'forever', 'none', 'table_name,column_name,class,keep,mask');
