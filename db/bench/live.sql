-- People of one block for the bench of live pages: a brief that the block may see reaches every one of them.

-- name: people
insert into persons (tenant_id, id, kind, name)
select $1, gen_random_uuid(), 'person', '测试' || no from generate_series(1, $2::int) no returning id;

-- name: posts
insert into posts (tenant_id, id, person_id, unit_id, role, acting, from_day)
select $1, gen_random_uuid(), person, $2, 'reporter', false, '2022-01-01' from unnest($3::uuid[]) person;

-- name: sessions
insert into sec.sessions (tenant_id, id, person_id, token_hash, device, device_name, remembered, started_at, last_seen_at, expires_at, idle)
select $1, gen_random_uuid(), person, sha256(convert_to(token, 'UTF8')), 'bench', 'bench', true, now() - interval '1 hour', now() - interval '1 hour', 'infinity', '1000 years'
from unnest($2::uuid[], $3::text[]) s (person, token);
