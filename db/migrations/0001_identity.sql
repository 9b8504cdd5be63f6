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

create function sec.random_key() returns bytea language sql volatile set search_path = pg_catalog, pg_temp as $$
  select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
      || sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
$$;
insert into sec.database (mark, inner_key, outer_key) values ('real', sec.random_key(), sec.random_key());

-- The clock of the city. Demo and test databases may be told another time, per database or for one transaction.
create function sec.clock() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
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
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select encode(sha256(outer_key || sha256(inner_key || convert_to(
    pg_backend_pid()::text || '|' || extract(epoch from transaction_timestamp())::text || '|' || message, 'UTF8'))), 'hex')
  from sec.database
$$;
revoke execute on function sec.mac(text), sec.random_key(), sec.keep_mark() from public;

-- The sealed identity is one text: mac (64) kind (1) tenant (36) person (36) session (36) keys (comma list).
-- Policies ask for its parts hundreds of times a page, so each part is one function that proves the seal by itself:
-- nested calls would triple what a page costs the database.
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
      -- true only for jobs: they read a whole tenant and nothing beyond it
      ('sees_all', 'boolean', 'substr(told, 65, 1) = ''s''', 'false')
    ) v (name, type, value, nobody)
  loop
    execute format($f$
      create function sec.%I() returns %s
      language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $body$
      declare
        told text := current_setting('wutong.identity', true);
        k record;
      begin
        if told is null or told = '' then
          return %s;
        end if;
        select inner_key, outer_key into k from sec.database;
        if left(told, 64) is distinct from encode(sha256(k.outer_key || sha256(k.inner_key || convert_to(
            pg_backend_pid()::text || '|' || extract(epoch from transaction_timestamp())::text || '|' || substr(told, 65), 'UTF8'))), 'hex') then
          raise exception 'bad identity' using errcode = '42501';
        end if;
        return %s;
      end
      $body$ $f$, part.name, part.type, part.nobody, part.value);
  end loop;
end
$$;
create function sec.mark() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select mark from sec.database
$$;
revoke execute on all functions in schema sec from public;
grant execute on function sec.clock(), sec.tenant(), sec.person(), sec.session(), sec.keys(), sec.sees_all(), sec.mark()
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
language sql set search_path = pg_catalog, pg_temp as $$
  insert into sec.columns
  select classify.table_name, btrim(c, E' \n'), classify.class, classify.keep, classify.mask
  from unnest(string_to_array(classify.columns, ',')) c
  on conflict on constraint columns_pkey do update set class = excluded.class, keep = excluded.keep, mask = excluded.mask
$$;
revoke execute on function sec.classify(text, text, text, text, text) from public;

-- Forced row security by tenant for one table; `visible` adds what else must hold to read or change a row. Where not everybody
-- who sees a row may change it, `changeable` says who may change and remove, and `addable` who may add.
create function sec.guard(target regclass, visible text default 'true', changeable text default null, addable text default null) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  ours text := 'tenant_id = (select sec.tenant())';
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy reading on %s for select to wutong_app using (%s and (%s))', target, ours, visible);
  execute format('create policy adding on %s for insert to wutong_app with check (%s)', target, concat_ws(' and ', ours, '(' || addable || ')'));
  execute format('create policy changing on %s for update to wutong_app using (%s and (%s)) with check (%2$s)', target, ours, coalesce(changeable, visible));
  execute format('create policy removing on %s for delete to wutong_app using (%s and (%s))', target, ours, coalesce(changeable, visible));
  execute format('grant select on %s to wutong_backup', target);
end
$$;
revoke execute on function sec.guard(regclass, text, text, text) from public;

select sec.classify('sec.database', 'secret', 'forever', 'hidden', 'one,mark,clock_offset,inner_key,outer_key');
select sec.classify('sec.columns', 'internal', 'forever', 'none', 'table_name,column_name,class,keep,mask');
