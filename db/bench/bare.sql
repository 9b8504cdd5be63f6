-- The statements of the bare server that the bench measures beside the city: hand-written, without row security, doing each page's job.
-- What a statement needs stands as $1, $2 …; src/platform/loopback-bare.ts runs them.

-- name: session
select s.tenant_id, s.person_id, s.unit_ids, s.keys from bench.sessions s where s.token_hash = $1;

-- name: list
select b.id, b.number, b.unit_id, u.name as unit_name, b.block_id, k.name as block_name, p.name as recorder, b.sent_at, b.contact_on, b.state, b.validity,
  b.negotiating_at is not null as negotiating,
  (select r.conclusion from rulings r where r.tenant_id = b.tenant_id and r.brief_id = b.id and r.undone_at is null order by r.seniority, r.at desc, r.id desc limit 1) as ruled,
  (select count(*) from replies y where y.tenant_id = b.tenant_id and y.brief_id = b.id) as replies,
  (select true from unit_reads x where x.tenant_id = b.tenant_id and x.brief_id = b.id and x.unit_id = any ($3) limit 1) as read,
  (select jsonb_agg(jsonb_build_object('company', m.company_name, 'intention', m.intention, 'fen', m.investment_fen, 'currency', m.investment_currency, 'landM2', m.land_m2) order by m.no)
   from mentions m where m.tenant_id = b.tenant_id and m.brief_id = b.id) as mentions
from briefs b
join units u on u.tenant_id = b.tenant_id and u.id = b.unit_id
join blocks k on k.tenant_id = b.tenant_id and k.id = b.block_id
join persons p on p.tenant_id = b.tenant_id and p.id = b.recorder_id
where b.tenant_id = $1 and b.audience && $2::text[] and b.state <> 'recalled'
order by b.sent_at desc, b.id desc limit 21;

-- name: filtered
select b.id, b.number, b.unit_id, u.name as unit_name, b.block_id, k.name as block_name, p.name as recorder, b.sent_at, b.contact_on, b.state, b.validity,
  b.negotiating_at is not null as negotiating,
  (select r.conclusion from rulings r where r.tenant_id = b.tenant_id and r.brief_id = b.id and r.undone_at is null order by r.seniority, r.at desc, r.id desc limit 1) as ruled,
  (select count(*) from replies y where y.tenant_id = b.tenant_id and y.brief_id = b.id) as replies,
  (select true from unit_reads x where x.tenant_id = b.tenant_id and x.brief_id = b.id and x.unit_id = any ($3) limit 1) as read,
  (select jsonb_agg(jsonb_build_object('company', m.company_name, 'intention', m.intention, 'fen', m.investment_fen, 'currency', m.investment_currency, 'landM2', m.land_m2) order by m.no)
   from mentions m where m.tenant_id = b.tenant_id and m.brief_id = b.id) as mentions
from briefs b
join units u on u.tenant_id = b.tenant_id and u.id = b.unit_id
join blocks k on k.tenant_id = b.tenant_id and k.id = b.block_id
join persons p on p.tenant_id = b.tenant_id and p.id = b.recorder_id
where b.tenant_id = $1 and b.audience && $2::text[] and b.state = 'sent' and b.block_id = $4 and b.validity = $5
  and b.sent_at >= ($6 || '-01')::date::timestamp at time zone 'Asia/Shanghai' and b.sent_at < (($6 || '-01')::date + interval '1 month') at time zone 'Asia/Shanghai'
order by b.sent_at desc, b.id desc limit 21;

-- name: brief
select b.*, k.name as block_name, k.kind as block_kind, u.name as unit_name, u.kind as unit_kind, p.name as recorder_name, i.name as intent_block_name
from briefs b
join blocks k on k.tenant_id = b.tenant_id and k.id = b.block_id
join units u on u.tenant_id = b.tenant_id and u.id = b.unit_id
join persons p on p.tenant_id = b.tenant_id and p.id = b.recorder_id
left join blocks i on i.tenant_id = b.tenant_id and i.id = b.intent_block_id
where b.tenant_id = $1 and b.id = $2 and b.audience && $3::text[];

-- name: brief-mentions
select * from mentions where tenant_id = $1 and brief_id = $2 order by no;

-- name: brief-contacts
select c.*, u.name as unit_name, p.name as person_name from contacts c join units u on u.tenant_id = c.tenant_id and u.id = c.unit_id
left join persons p on p.tenant_id = c.tenant_id and p.id = c.person_id where c.tenant_id = $1 and c.brief_id = $2 order by c.id;

-- name: brief-lifted
select kind, masked from lifted_personals where tenant_id = $1 and brief_id = $2 order by id;

-- name: brief-revisions
select v.*, p.name as by_name from revisions v join persons p on p.tenant_id = v.tenant_id and p.id = v.by_id
where v.tenant_id = $1 and v.brief_id = $2 and v.audience && $3::text[] order by v.no desc;

-- name: brief-replies
select y.*, u.name as unit_name, p.name as author_name, array(select c.name from units c where c.tenant_id = y.tenant_id and c.id = any (y.called_units)) as called
from replies y join units u on u.tenant_id = y.tenant_id and u.id = y.unit_id join persons p on p.tenant_id = y.tenant_id and p.id = y.author_id
where y.tenant_id = $1 and y.brief_id = $2 order by y.at desc limit 1000;

-- name: brief-rulings
select r.*, p.name as leader_name, u.name as lead_unit_name from rulings r join persons p on p.tenant_id = r.tenant_id and p.id = r.leader_id
left join units u on u.tenant_id = r.tenant_id and u.id = r.lead_unit_id where r.tenant_id = $1 and r.brief_id = $2 order by r.at desc limit 1000;

-- name: brief-judgements
select j.*, p.name as judge_name, u.name as judge_unit_name, o.number as original_number from judgements j join persons p on p.tenant_id = j.tenant_id and p.id = j.judge_id
join units u on u.tenant_id = j.tenant_id and u.id = j.judge_unit_id left join briefs o on o.tenant_id = j.tenant_id and o.id = j.duplicate_of and o.audience && $3::text[]
where j.tenant_id = $1 and j.brief_id = $2 order by j.at;

-- name: brief-negotiations
select g.*, p.name as by_name from negotiations g join persons p on p.tenant_id = g.tenant_id and p.id = g.by_id where g.tenant_id = $1 and g.brief_id = $2;

-- name: brief-reads
select x.unit_id, x.first_at, u.name from unit_reads x join units u on u.tenant_id = x.tenant_id and u.id = x.unit_id where x.tenant_id = $1 and x.brief_id = $2 order by x.first_at;

-- name: brief-clocks
select event, occurred_on, recorded_at, payload from ledger where tenant_id = $1 and subjects[1] = 'brief:' || $2 order by recorded_at, id;

-- name: note-read
insert into unit_reads (tenant_id, brief_id, unit_id) select $1::uuid, $2::uuid, u from unnest($3::uuid[]) u on conflict do nothing;

-- name: note-access
insert into access_log (tenant_id, person_id, verb, subject) values ($1, $2, 'briefs.thread', 'brief:' || $3);

-- name: ranking
select u.id, u.name, u.kind, f.month, f.sent, f.valid, f.talks
from units u join unit_blocks ub on ub.tenant_id = u.tenant_id and ub.unit_id = u.id and ub.block_id = $2 and ub.to_day is null
left join lateral (
  select to_char(b.sent_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
    count(*) filter (where state = 'sent' and (contact_on is null or (sent_at at time zone 'Asia/Shanghai')::date - contact_on <= 7)) as sent,
    count(*) filter (where validity = 'valid') as valid, count(*) filter (where negotiating_at is not null) as talks
  from briefs b where b.tenant_id = u.tenant_id and b.unit_id = u.id and b.state <> 'recalled'
    and b.sent_at >= (($3 || '-01')::date - interval '5 months') at time zone 'Asia/Shanghai' and b.sent_at < (($3 || '-01')::date + interval '1 month') at time zone 'Asia/Shanghai'
  group by 1) f on true
where u.tenant_id = $1;

-- name: send
insert into briefs (tenant_id, id, number, block_id, unit_id, recorder_id, contact_on, channel, place, body, next_step, contact_name, visibility, judge, audience)
select $1::uuid, $2::uuid, 'bare ' || $2::uuid, ub.block_id, ub.unit_id, $4::uuid, $5::date, 'visit', $6, $7, $8, $9, 'block', 'block',
  array['L', 'R', 'b:' || ub.block_id, 'l:' || ub.block_id, 'u:' || ub.unit_id, 'v:' || ub.block_id]
from unit_blocks ub where ub.tenant_id = $1::uuid and ub.unit_id = $3::uuid and ub.to_day is null;

-- name: send-mention
insert into mentions (tenant_id, id, brief_id, no, company_name, intention, industry, investment_fen) values ($1, $2, $3, 1, $4, $5, $6, $7);

-- name: send-contact
insert into contacts (tenant_id, id, brief_id, unit_id, person_id, joint) values ($1, $2, $3, $4, $5, false);

-- name: send-line
insert into ledger (tenant_id, id, event, subjects, audience, actor_id, verb, occurred_on, payload, because, rule_version, mac, alg, key_id)
values ($1, $2, 'brief.sent', array['brief:' || $3], array['L'], $4, 'briefs.send', $5::date, $6, '[]', 'bare', $7, 'hmac-sha256', 'bare');
