-- Signed-in devices for the bench: many a person, since the limit of calls a session is in force here as everywhere.

-- name: clock
update sec.database set clock_offset = '2022-12-31 10:00+08'::timestamptz - now();

-- name: clear
delete from sec.sessions where device = 'bench';

-- name: open
insert into sec.sessions (tenant_id, id, person_id, token_hash, device, device_name, remembered, expires_at, idle)
select p.tenant_id, gen_random_uuid(), p.id, sha256(convert_to(token, 'UTF8')), 'bench', 'bench', true, 'infinity', '1000 years'
from persons p cross join unnest($2::text[]) token where p.id = $1;

-- name: bare
create table if not exists bench.sessions (token_hash bytea primary key, tenant_id uuid not null, person_id uuid not null, unit_ids uuid[] not null, keys text[] not null);

-- name: bare-open
insert into bench.sessions
select sha256(convert_to(token, 'UTF8')), p.tenant_id, p.id, array(select o.unit_id from posts o where o.person_id = p.id), sec.keys_of(p.id, sec.posts_of(p.tenant_id, p.id, '2022-12-31'), '[]')
from persons p cross join unnest($2::text[]) token where p.id = $1 on conflict do nothing;

-- name: ids
select id from briefs where block_id = $1 and visibility = 'block' and state = 'sent' and sent_at between '2020-01-01' and '2022-12-20' order by md5(id::text) limit 400;

-- name: companies
select name from bench.companies where no % 400 = 7 order by no;
