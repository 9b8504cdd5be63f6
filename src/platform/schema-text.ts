/** Writes db/schema.sql, the migrated database as text that is reviewed like code. */
import pg from 'pg'

type Part = { part: string }

/** Tables with their columns, constraints, indexes, policies, triggers and grants, then views and functions; by name. */
export async function schemaText(migratorUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: migratorUrl })
  await client.connect()
  try {
    const parts: string[] = []
    for (const query of [tables, views, functions])
      parts.push(...(await client.query<Part>(query)).rows.map((row) => row.part))
    return `-- The database as the migrations leave it; generated, do not edit.\n\n${parts.join('\n\n')}\n`
  } finally {
    await client.end()
  }
}

/** the partition of a day is made by the worker and differs from machine to machine */
const ours = `n.nspname in ('public', 'sec') and c.relname !~ '^idempotency_[0-9]'`
const qualified = `case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname`
const grants = `(select string_agg(format('grant %s on %s to %s;', g.what, ${qualified}, g.who), E'\\n' order by g.who, g.what)
  from (
    select pg_get_userbyid(a.grantee) as who, lower(string_agg(a.privilege_type, ', ' order by a.privilege_type)) as what
    from aclexplode(c.relacl) a where a.grantee <> c.relowner group by 1
    union all
    select pg_get_userbyid(a.grantee), lower(a.privilege_type) || ' (' || string_agg(t.attname, ', ' order by t.attnum) || ')'
    from pg_attribute t, aclexplode(t.attacl) a where t.attrelid = c.oid group by 1, a.privilege_type) g)`

const tables = `
select concat_ws(E'\\n',
  format(E'create table %s (\\n%s\\n)%s;', ${qualified}, concat_ws(E',\\n',
    (select string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), E',\\n' order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
    (select string_agg(format('  constraint %s %s', o.conname, pg_get_constraintdef(o.oid)), E',\\n' order by o.contype desc, o.conname)
      from pg_constraint o where o.conrelid = c.oid and o.contype <> 'n')),
    coalesce(' partition by ' || pg_get_partkeydef(c.oid), '')),
  (select string_agg(pg_get_indexdef(i.indexrelid) || ';', E'\\n' order by i.indexrelid::regclass::text)
    from pg_index i where i.indrelid = c.oid and not exists (select from pg_constraint o where o.conindid = i.indexrelid)),
  case when c.relforcerowsecurity then format('alter table %1$s enable row level security, force row level security;', ${qualified}) end,
  (select string_agg(format('create policy %s on %s for %s to %s%s%s;', p.policyname, ${qualified}, lower(p.cmd), array_to_string(p.roles, ', '),
      coalesce(' using (' || p.qual || ')', ''), coalesce(' with check (' || p.with_check || ')', '')), E'\\n' order by p.policyname)
    from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname),
  (select string_agg(pg_get_triggerdef(t.oid) || ';', E'\\n' order by t.tgname) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal),
  ${grants}) as part
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where ${ours} and c.relkind in ('r', 'p') order by n.nspname, c.relname`

const views = `
select concat_ws(E'\\n', format(E'create view %s as\\n%s', ${qualified}, pg_get_viewdef(c.oid)),
  format('alter view %s owner to %s;', ${qualified}, pg_get_userbyid(c.relowner)), ${grants}) as part
from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind = 'v' order by n.nspname, c.relname`

const functions = `
select concat_ws(E'\\n', pg_get_functiondef(f.oid) || ';',
  (select string_agg(format('grant execute on function %s to %s;', f.oid::regprocedure, case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end), E'\\n' order by 1)
    from aclexplode(f.proacl) a where a.grantee <> f.proowner)) as part
from pg_proc f join pg_namespace n on n.oid = f.pronamespace where n.nspname in ('public', 'sec') order by f.oid::regprocedure::text`
