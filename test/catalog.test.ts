/** Reads the migrated database's own catalog: what every table, key, policy, view and function must have, with no exceptions but those named here. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type City, openCity } from '#test/harness.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

/** each query lists offences; a planted one proves that the query sees it */
const lints: { name: string; offences: string; planted: string }[] = [
  {
    name: 'every table of the city carries tenant_id, not null, first in its primary key',
    offences: `
      select c.relname as offence from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
      left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull
      where n.nspname = 'public' and c.relkind in ('r', 'p')
        and (a.attnum is null or (k.conkey[1] is distinct from a.attnum and c.relname <> 'access_log'))`,
    planted: 'create table plant (id int primary key)',
  },
  {
    name: 'row security is on and forced everywhere, with at least one policy for reading',
    offences: `
      select c.relname as offence from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd in ('r', '*')))`,
    planted: 'create table plant (tenant_id uuid not null, id int, primary key (tenant_id, id))',
  },
  {
    name: 'every policy for the application names the tenant of the sealed identity, through a subselect',
    offences: `
      select p.tablename || '.' || p.policyname as offence from pg_policies p
      where p.schemaname = 'public' and 'wutong_app' = any (p.roles)
        and coalesce(p.qual, p.with_check) !~ '^\\(*tenant_id = \\( ?SELECT sec\\.tenant\\(\\)'`,
    planted: `create table plant (tenant_id uuid not null primary key); create policy p on plant for select to wutong_app using (true)`,
  },
  {
    name: 'foreign keys between tenant tables are composite and begin with tenant_id on both sides',
    offences: `
      select k.conrelid::regclass || '.' || k.conname as offence from pg_constraint k
      join pg_namespace n on n.oid = k.connamespace
      join pg_attribute here on here.attrelid = k.conrelid and here.attnum = k.conkey[1]
      join pg_attribute there on there.attrelid = k.confrelid and there.attnum = k.confkey[1]
      where k.contype = 'f' and n.nspname in ('public', 'sec') and (here.attname <> 'tenant_id' or there.attname <> 'tenant_id')`,
    planted:
      'create table plant (tenant_id uuid not null, id uuid primary key); create table plant_leaf (id uuid references plant (id))',
  },
  {
    name: 'unique indexes begin with tenant_id',
    offences: `
      select i.indexrelid::regclass::text as offence from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where n.nspname = 'public' and i.indisunique and a.attname <> 'tenant_id'`,
    planted: 'create table plant (tenant_id uuid not null, code text unique)',
  },
  {
    name: 'no foreign key deletes or empties rows behind our back',
    offences: `
      select k.conrelid::regclass || '.' || k.conname as offence from pg_constraint k join pg_namespace n on n.oid = k.connamespace
      where k.contype = 'f' and n.nspname = 'public' and k.confdeltype <> 'a'`,
    planted: 'create table plant (tenant_id uuid not null references tenants on delete cascade)',
  },
  {
    name: 'the application owns nothing and bypasses nothing',
    offences: `
      select rolname as offence from pg_roles where rolname in ('wutong_app', 'wutong_login') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
      union all
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'sec') and pg_get_userbyid(c.relowner) not in ('wutong_owner', 'wutong_measure')`,
    planted: 'create table plant (tenant_id uuid); alter table plant owner to wutong_migrator',
  },
  {
    name: 'the application has no right on any table of sec',
    offences: `
      select c.relname as offence from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
      where n.nspname = 'sec' and pg_get_userbyid(a.grantee) in ('wutong_app', 'wutong_login')`,
    planted: 'grant select on sec.sessions to wutong_app',
  },
  {
    name: 'definer functions fix their search path and are granted to nobody in general',
    offences: `
      select f.proname as offence from pg_proc f join pg_namespace n on n.oid = f.pronamespace
      where n.nspname in ('public', 'sec') and (
        f.prosecdef and not coalesce(array_to_string(f.proconfig, ',') like '%search_path=%', false)
        or f.proacl is null or exists (select from aclexplode(f.proacl) a where a.grantee = 0))`,
    planted: 'create function sec.plant() returns int language sql security definer as $$ select 1 $$',
  },
  {
    name: 'functions look for nothing among temporary objects first, and the application can make none',
    offences: `
      select f.proname as offence from pg_proc f join pg_namespace n on n.oid = f.pronamespace
      where n.nspname in ('public', 'sec') and f.proconfig is not null and not array_to_string(f.proconfig, ',') like '%pg\\_temp'
      union all
      select rolname from pg_roles where rolname in ('wutong_app', 'wutong_login') and has_database_privilege(oid, current_database(), 'temporary')`,
    planted: `create function sec.plant() returns int language sql security definer set search_path = pg_catalog, public as $$ select 1 $$`,
  },
  {
    name: 'views belong to measure, and measure may read count columns only',
    offences: `
      select c.relname as offence from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('v', 'm') and (pg_get_userbyid(c.relowner) <> 'wutong_measure' or c.relname !~ '_facts$')
      union all
      select g.table_name || '.' || g.column_name from information_schema.column_privileges g
      join sec.columns k on k.table_name = g.table_name and k.column_name = g.column_name
      where g.grantee = 'wutong_measure' and g.table_schema = 'public' and g.table_name !~ '_facts$' and k.class not in ('public', 'internal')`,
    planted: 'grant select (body) on briefs to wutong_measure',
  },
  {
    name: 'the server dates rows: no clock column can be inserted or updated by the application',
    offences: `
      select g.table_name || '.' || g.column_name as offence from information_schema.column_privileges g
      join information_schema.columns c on c.table_schema = g.table_schema and c.table_name = g.table_name and c.column_name = g.column_name
      where g.grantee = 'wutong_app' and g.table_schema = 'public' and g.privilege_type in ('INSERT', 'UPDATE')
        and c.column_default like '%sec.clock()%' and g.table_name <> 'unit_reads'`,
    planted: 'grant insert (recorded_at) on ledger to wutong_app',
  },
  {
    name: 'every column has a class, a retention and a mask',
    offences: `
      select c.relname || '.' || a.attname as offence from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        and not exists (select from sec.columns k where k.table_name = c.relname and k.column_name = a.attname)`,
    planted: 'create table plant (tenant_id uuid)',
  },
]

describe.each(lints)('$name', ({ offences, planted }) => {
  test('holds', async () => {
    expect(await city.look(offences)).toEqual([])
  })

  test('and an offence would be seen', async () => {
    const client = new pg.Client({ connectionString: city.urls.migrator })
    await client.connect()
    try {
      await client.query('begin')
      if (!planted.includes('to wutong_migrator')) await client.query('set local role wutong_owner')
      await client.query(planted)
      await client.query('reset role')
      expect((await client.query(offences)).rows.length).toBeGreaterThan(0)
    } finally {
      await client.query('rollback')
      await client.end()
    }
  })
})
