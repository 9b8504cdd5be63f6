-- By which keys mentions are found again. The keys of a hundred companies, of which the bench asks, are made by the city's own job
-- for one mention of each and copied; of all others nobody asks, and theirs are hashes of the same number.

-- name: sample
create table bench.keyed as select distinct on (m.company_name, m.usc_code) m.tenant_id, m.brief_id, m.no, m.company_name, m.usc_code
from mentions m join bench.companies c on c.name = m.company_name and c.no % 400 = 7 order by m.company_name, m.usc_code, m.brief_id;

-- name: ask
update mentions m set keyed_by = 0 from bench.keyed k where m.tenant_id = k.tenant_id and m.brief_id = k.brief_id and m.no = k.no;

-- name: left
select exists (select from mentions where keyed_by = 0) as some;

-- name: copy
insert into mention_keys (tenant_id, key, brief_id, no, strong)
select m.tenant_id, k.key, m.brief_id, m.no, k.strong
from bench.keyed s join mention_keys k on k.tenant_id = s.tenant_id and k.brief_id = s.brief_id and k.no = s.no
join mentions m on m.tenant_id = s.tenant_id and m.company_name = s.company_name and m.usc_code is not distinct from s.usc_code
where (m.brief_id, m.no) <> (s.brief_id, s.no)
on conflict do nothing;

-- name: others
insert into mention_keys (tenant_id, key, brief_id, no, strong)
select m.tenant_id, md5(k.text)::uuid, m.brief_id, m.no, k.strong
from mentions m join bench.companies c on c.name = m.company_name and c.no % 400 <> 7
cross join lateral (values (m.usc_code, true), (c.region || c.short, true), (c.short, false), ('head ' || c.brand, false)) k (text, strong)
where k.text is not null
order by 2, 3
on conflict do nothing;
