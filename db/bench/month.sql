-- One month of briefs with everything under them, as they stand on 31 December 2022. Defined once, called for each month.
create or replace function bench.tell(month_ date, briefs_ int, first_no bigint) returns void language plpgsql as $$
declare
  last_moment timestamptz := '2022-12-30 17:30+08';
begin
  -- without statistics the planner would read whole tables for one month
  perform set_config('enable_hashjoin', 'on', true), set_config('enable_mergejoin', 'off', true);
  drop table if exists pg_temp.m;
  drop table if exists pg_temp.told;
  -- a quarter falls between the 25th and the 28th; mornings and the end of the afternoon are full
  create temp table told as
  select first_no + row_number() over (order by t.sent_at) as no, t.sent_at
  from (
    select least(last_moment, (day.on_ + case extract(isodow from day.on_)
          when 6 then case when extract(day from day.on_) > 2 then interval '-1 day' else interval '2 days' end
          when 7 then case when extract(day from day.on_) > 2 then interval '-2 days' else interval '1 day' end else interval '0' end
        + make_interval(secs => case when bench.r(g.n, 3) < 0.3 then 30600 + bench.r(g.n, 4) * 3600 when bench.r(g.n, 3) < 0.8 then 54000 + bench.r(g.n, 4) * 9000
            else 34200 + bench.r(g.n, 4) * 19800 end)) at time zone 'Asia/Shanghai') as sent_at
    from generate_series(first_no + 1, first_no + briefs_) g (n)
    cross join lateral (select month_ + case when bench.r(g.n, 1) < 0.25 then 24 + floor(bench.r(g.n, 2) * 4)::int
      else floor(bench.r(g.n, 2) * extract(day from month_ + interval '1 month - 1 day'))::int end as on_) day
  ) t;

  create temp table m as
  with drawn as (
    select t.no, t.sent_at, bench.uid(t.sent_at, 16, t.no) as id, u.tenant_id, u.no as unit_no, u.id as unit_id, u.block_id, u.city_level, u.code, u.judge, u.near, u.writer_of_near,
      u.writers[1 + floor(bench.r(t.no, 6) * cardinality(u.writers))::int] as recorder,
      case when bench.r(t.no, 7) < 0.85 then 'block' when bench.r(t.no, 7) < 0.95 then 'units' else 'leaders' end as visibility,
      case when u.city_level and bench.r(t.no, 8) < 0.5 then (select id from bench.blocks b where b.no = 2 + floor(bench.r(t.no, 9) * 9)::int) end as intent,
      floor(power(bench.r(t.no, 10), 2) * 40000)::int as company,
      floor(bench.r(t.no, 11) * 30)::int as wish,
      case when bench.r(t.no, 12) < 0.005 then 'withdrawn' when bench.r(t.no, 12) < 0.006 then 'recalled' else 'sent' end as state,
      case when t.sent_at > '2022-12-27' and bench.r(t.no, 13) < 0.6 or bench.r(t.no, 13) < 0.005 then 'pending'
        when bench.r(t.no, 14) < 0.08 then 'duplicate' when bench.r(t.no, 14) < 0.18 then 'invalid' else 'valid' end as verdict,
      1 + floor(bench.r(t.no, 15) * 150)::int as back,
      floor(-ln(1 - bench.r(t.no, 16)) * 3.4)::int as said
    from told t
    -- 20 % of the units write 70 %
    join bench.units u on u.no = case when bench.r(t.no, 5) < 0.7 then 1 + floor(bench.r(t.no, 17) * 70)::int else 71 + floor(bench.r(t.no, 17) * 280)::int end
  ), mixed as (
    select d.*, o.id as original, o.company as same_company, o.wish as same_wish
    -- the same company from another unit shortly before
    from drawn d left join drawn o on d.verdict = 'duplicate' and d.state = 'sent' and o.no = d.no - d.back and o.unit_no <> d.unit_no and o.verdict <> 'duplicate' and o.state = 'sent'
  )
  select x.no, x.sent_at, x.id, x.tenant_id, x.unit_no, x.unit_id, x.block_id, x.city_level, x.code, x.judge, x.near, x.writer_of_near, x.recorder, x.visibility, x.intent, x.state,
    coalesce(x.same_company, x.company) as company, coalesce(x.same_wish, x.wish) as wish, x.original, least(x.said, 20) as said,
    case when x.state <> 'sent' then 'pending' when x.verdict = 'duplicate' and x.original is null then 'invalid' else x.verdict end as validity,
    least(x.sent_at + (0.2 + bench.r(x.no, 18) * 2.5) * interval '1 day', '2022-12-30 20:00+08') as judged_at,
    (x.sent_at at time zone 'Asia/Shanghai')::date - floor(power(bench.r(x.no, 19), 2) * 9)::int as contact_on,
    case when x.state = 'sent' and bench.r(x.no, 20) < 0.4 then case when bench.r(x.no, 21) < 0.5 and assigned.unit is distinct from x.unit_id then 'assign'
      when bench.r(x.no, 21) < 0.85 then 'follow' when bench.r(x.no, 21) < 0.95 then 'hold' else 'drop' end end as conclusion,
    x.city_level or bench.r(x.no, 23) < 0.1 as by_city,
    assigned.unit as lead_unit, assigned.writer as lead_writer,
    case when x.said >= 2 and bench.r(x.no, 24) < 0.12 then x.near[1 + floor(bench.r(x.no, 25) * cardinality(x.near))::int] end as called,
    case when x.visibility = 'units' then array[x.near[1 + floor(bench.r(x.no, 26) * cardinality(x.near))::int], x.near[1 + floor(bench.r(x.no, 27) * cardinality(x.near))::int]] else '{}' end as named_units,
    null::text[] as audience
  from mixed x
  cross join lateral (select 1 + floor(bench.r(x.no, 22) * cardinality(x.near))::int as at) place
  cross join lateral (select x.near[place.at] as unit, x.writer_of_near[place.at] as writer) assigned;

  -- as features/briefs/rules/audience.ts says
  update m set audience = array(select distinct k collate "C" from unnest(array[
    'w:' || unit_id || ':' || recorder, 'l:' || block_id, 'L', case judge when 'block' then 'v:' || block_id when 'city' then 'R' else 'J' end,
    case when visibility = 'leaders' then 'h:' || unit_id else 'u:' || unit_id end,
    case when visibility = 'block' then 'b:' || block_id end,
    case when visibility <> 'leaders' then 'v:' || block_id end,
    case when visibility <> 'leaders' then 'R' end,
    case when visibility = 'block' and intent is not null then 'b:' || intent end,
    'u:' || named_units[1], 'u:' || named_units[2],
    case when conclusion = 'assign' then 'u:' || lead_unit end,
    'u:' || called]) k where k is not null order by 1);

  insert into briefs (tenant_id, id, number, block_id, unit_id, recorder_id, sent_at, first_complete_at, contact_on, channel, place, body, next_step, next_on, help_needed,
    contact_name, contact_phone_sealed, contact_phone_masked, visibility, intent_block_id, state, withdrawn_reason, validity, judged_at, negotiating_at, judge, audience, revision, version)
  select m.tenant_id, m.id, '简报 ' || m.code || '-' || to_char(m.sent_at at time zone 'Asia/Shanghai', 'YYYYMM') || '-' || lpad(c.n::text, greatest(4, length(c.n::text)), '0'),
    m.block_id, m.unit_id, m.recorder, m.sent_at, m.sent_at, m.contact_on,
    (array['visit', 'reception', 'remote', 'fair', 'introduced', 'intermediary', 'capital', 'alumni', 'handed-down', 'self'])[1 + floor(bench.r(m.no, 40) * 10)::int],
    bench.pick(w.places, bench.r(m.no, 41)),
    bench.pick(w.whens, bench.r(m.no, 42)) || '，' || bench.pick(w.whos, bench.r(m.no, 43)) || bench.pick(w.meetings, bench.r(m.no, 44)) || k.name || '。'
      || bench.pick(w.backgrounds, bench.r(m.no, 45)) || '，主营' || k.trade || '。'
      || case when bench.r(m.no, 46) < 0.8 then bench.pick(w.backgrounds, bench.r(m.no, 47)) || '。' else '' end
      || '企业拟' || w.intentions[1 + m.wish] || '，总投资约' || bench.pick(array['3000万元', '5000万元', '8000万元', '1.2亿元', '2亿元', '3.5亿元', '5亿元', '10亿元', '20亿元'], bench.r(m.no, 48))
      || case when bench.r(m.no, 49) < 0.6 then '，需用地' || (5 + 5 * floor(bench.r(m.no, 50) * 40))::text || '亩' else '' end || '。'
      || bench.pick(w.states, bench.r(m.no, 51)) || '。'
      || case when bench.r(m.no, 52) < 0.9 then bench.pick(w.states, bench.r(m.no, 53)) || '。' else '' end
      || case when bench.r(m.no, 54) < 0.15 then bench.pick(w.backgrounds, bench.r(m.no, 55)) || '；' || bench.pick(w.states, bench.r(m.no, 56)) || '；' || bench.pick(w.backgrounds, bench.r(m.no, 57)) || '。' else '' end
      || bench.pick(w.asks, bench.r(m.no, 58)) || '。',
    bench.pick(w.nexts, bench.r(m.no, 59)), (m.sent_at at time zone 'Asia/Shanghai')::date + 7, case when bench.r(m.no, 60) < 0.3 then bench.pick(w.asks, bench.r(m.no, 61)) end,
    substr('王李张刘陈杨赵黄吴徐孙朱马胡郭林何高梁郑', 1 + floor(bench.r(m.no, 62) * 20)::int, 1) || bench.pick(array['总', '董事长', '副总', '经理', '主任'], bench.r(m.no, 63)),
    case when bench.r(m.no, 64) < 0.6 then 'sealed:' || md5(m.no::text) || md5(m.id::text) end, case when bench.r(m.no, 64) < 0.6 then '138****' || lpad(floor(bench.r(m.no, 65) * 10000)::text, 4, '0') end,
    m.visibility, m.intent, m.state, case when m.state = 'withdrawn' then '信息有误' end, m.validity, case when m.validity <> 'pending' then m.judged_at end,
    case when m.validity = 'valid' and bench.r(m.no, 66) < 0.15 then m.judged_at + interval '2 hours' end,
    m.judge, m.audience, case when bench.r(m.no, 67) < 0.08 then 2 else 1 end, case when m.validity <> 'pending' then 2 else 1 end
  from (select *, row_number() over (partition by block_id order by no) as n from m) c join m using (no) join bench.companies k on k.no = m.company cross join bench.words w
  order by m.no;

  insert into mentions (tenant_id, id, brief_id, no, company_name, usc_code, company_region, intention, industry, investment_fen, investment_qualifier, land_m2, keyed_by)
  select m.tenant_id, bench.uid(m.sent_at, 17, m.no * 4 + e.no), m.id, e.no, k.name, case when bench.r(m.no, 70) < 0.5 then k.usc end, k.region,
    w.intentions[1 + m.wish], bench.pick(w.industries, bench.r(m.wish, 71)), (floor(bench.r(m.no, 72) * 200) * 500 + 500)::bigint * 1000000, 'approx',
    case when bench.r(m.no, 49) < 0.6 then round((5 + 5 * floor(bench.r(m.no, 50) * 40))::numeric * 666.67, 2) end, 1
  from m cross join lateral generate_series(1, case when bench.r(m.no, 73) < 0.08 then 2 else 1 end) e (no)
  join bench.companies k on k.no = case when e.no = 1 then m.company else (m.company + 7919) % 40000 end cross join bench.words w
  order by m.no;

  insert into contacts (tenant_id, id, brief_id, unit_id, person_id, joint)
  select m.tenant_id, bench.uid(m.sent_at, 18, m.no * 4), m.id, m.unit_id, case when bench.r(m.no, 74) < 0.6 then m.recorder end, false from m
  union all
  select m.tenant_id, bench.uid(m.sent_at, 18, m.no * 4 + 1), m.id, m.lead_unit, null, true from m where bench.r(m.no, 75) < 0.1
  order by 2;

  insert into brief_units select m.tenant_id, m.id, u.id from m cross join lateral (select distinct unnest(m.named_units) as id) u;
  insert into lifted_personals select m.tenant_id, bench.uid(m.sent_at, 19, m.no), m.id, 'phone', 'sealed:' || md5(m.no::text), '139****' || lpad((m.no % 10000)::text, 4, '0') from m where bench.r(m.no, 76) < 0.15;
  insert into revisions select m.tenant_id, m.id, 2, m.recorder, m.sent_at + interval '3 hours', '[{"field": "下一步", "before": "", "after": "下周再访"}]', m.audience from m where bench.r(m.no, 67) < 0.08;

  insert into rulings (tenant_id, id, brief_id, leader_id, leader_post, seniority, conclusion, lead_unit_id, co_unit_ids, due_on, body, at)
  select m.tenant_id, bench.uid(m.sent_at, 20, m.no), m.id, case when m.by_city then c.leader else b.leaders[1 + floor(bench.r(m.no, 77) * cardinality(b.leaders))::int] end,
    case when m.by_city then '市委市政府市领导' else '区块领导' end, case when m.by_city then 1 else 2 end, m.conclusion,
    case when m.conclusion = 'assign' then m.lead_unit end, '{}', case when m.conclusion = 'assign' then (m.sent_at at time zone 'Asia/Shanghai')::date + 6 end,
    bench.pick(w.rulings, bench.r(m.no, 78)), m.sent_at + (0.02 + bench.r(m.no, 79)) * interval '8 hours'
  from m join bench.blocks b on b.id = m.block_id cross join bench.city c cross join bench.words w where m.conclusion is not null order by m.no;

  -- the first answers the ruling, the second may call a unit
  insert into replies (tenant_id, id, brief_id, author_id, unit_id, body, called_units, answers_ruling_id, at)
  select m.tenant_id, bench.uid(m.sent_at, 21, m.no * 32 + e.no), m.id, who.person, who.unit, bench.pick(w.replies, bench.r(m.no * 32 + e.no, 80)) || case when bench.r(m.no * 32 + e.no, 81) < 0.4 then bench.pick(w.replies, bench.r(m.no * 32 + e.no, 82)) else '' end,
    case when e.no = 2 and m.called is not null then array[m.called] else '{}' end,
    case when e.no = 1 and m.conclusion = 'assign' then bench.uid(m.sent_at, 20, m.no) end,
    least(m.sent_at + e.no * interval '9 hours' + bench.r(m.no * 32 + e.no, 83) * interval '7 hours', '2022-12-31 08:00+08')
  from m cross join lateral generate_series(1, m.said) e (no)
  cross join lateral (select 1 + floor(bench.r(m.no * 32 + e.no, 84) * cardinality(m.near))::int as at) place
  cross join lateral (select case when e.no = 1 and m.conclusion = 'assign' then m.lead_unit when e.no % 2 = 0 then m.unit_id else m.near[place.at] end as unit,
    case when e.no = 1 and m.conclusion = 'assign' then m.lead_writer when e.no % 2 = 0 then m.recorder else m.writer_of_near[place.at] end as person) who
  cross join bench.words w order by m.no, e.no;

  insert into judgements (tenant_id, id, brief_id, brief_unit_id, verdict, reason, duplicate_of, judge_id, judge_unit_id, at)
  select m.tenant_id, bench.uid(m.sent_at, 22, m.no), m.id, m.unit_id, m.validity, case m.validity when 'invalid' then '没有具体投资意向' when 'duplicate' then '与其他单位已报情况相同' end,
    case when m.validity = 'duplicate' then m.original end,
    case m.judge when 'block' then b.verifiers[1 + floor(bench.r(m.no, 85) * cardinality(b.verifiers))::int] when 'city' then c.recogniser else c.joint end,
    case m.judge when 'block' then b.verifier_unit when 'city' then c.recogniser_unit else c.joint_unit end, m.judged_at
  from m join bench.blocks b on b.id = m.block_id cross join bench.city c where m.validity <> 'pending' order by m.no;

  insert into negotiations (tenant_id, brief_id, on_day, note, by_id, at)
  select m.tenant_id, m.id, (m.judged_at at time zone 'Asia/Shanghai')::date, null, coalesce(b.verifiers[1], c.recogniser), m.judged_at + interval '2 hours'
  from m join bench.blocks b on b.id = m.block_id cross join bench.city c where m.validity = 'valid' and bench.r(m.no, 66) < 0.15;

  insert into unit_reads (tenant_id, brief_id, unit_id, first_at)
  select m.tenant_id, m.id, x.unit, m.sent_at + x.n * interval '40 minutes'
  from m cross join lateral (
    select min(e.n) as n, case when e.n = 0 then m.unit_id when e.n = 1 and m.conclusion = 'assign' then m.lead_unit else m.near[1 + floor(bench.r(m.no * 16 + e.n, 86) * cardinality(m.near))::int] end as unit
    from generate_series(0, case when m.visibility = 'block' then 2 + floor(bench.r(m.no, 87) * 8)::int else 1 end) e (n) group by 2) x;

  insert into brief_calls (tenant_id, party_id, kind, brief_id)
  select m.tenant_id, m.lead_unit, 'assigned', m.id from m where m.conclusion = 'assign'
  union all select m.tenant_id, m.called, 'called', m.id from m where m.called is not null;

  perform bench.keep_words();
  perform bench.file_lines();
  perform bench.start_clocks();
end
$$;

-- The ledger lines that start and stop clocks: sent, judged, ruled, and the replies that answer a ruling.
create or replace function bench.file_lines() returns void language sql as $$
  insert into ledger (tenant_id, id, event, subjects, audience, actor_id, verb, occurred_on, recorded_at, payload, because, rule_version, mac, alg, key_id)
  select m.tenant_id, bench.uid(l.at, 24 + l.kind, m.no), l.event, array['brief:' || m.id] || l.concerns, m.audience, l.actor, l.verb, (l.at at time zone 'Asia/Shanghai')::date, l.at,
    jsonb_build_object('blockId', m.block_id, 'intentBlockId', m.intent, 'cityLevel', m.city_level, 'unitId', m.unit_id, 'judge', m.judge, 'audience', m.audience) || l.payload,
    '[]', '2022.01', sha256(int8send(m.no * 8 + l.kind)), 'hmac-sha256', 'bench'
  from m join bench.blocks b on b.id = m.block_id cross join bench.city c
  cross join lateral (
    select 0 as kind, 'brief.sent' as event, 'briefs.send' as verb, m.recorder as actor, m.sent_at as at, '{}'::text[] as concerns,
      jsonb_build_object('version', 1, 'recorderId', m.recorder, 'visibility', m.visibility, 'contactOn', m.contact_on, 'complete', true, 'mentions', 1) as payload
    union all
    select 1, 'brief.judged', 'briefs.judge', case m.judge when 'block' then b.verifiers[1] when 'city' then c.recogniser else c.joint end, m.judged_at, '{}',
      jsonb_build_object('version', 2, 'judgementId', bench.uid(m.sent_at, 22, m.no), 'verdict', m.validity, 'duplicateOf', case when m.validity = 'duplicate' then m.original end)
    where m.validity <> 'pending'
    union all
    select 2, 'brief.ruled', 'briefs.rule', case when m.by_city then c.leader else b.leaders[1] end, m.sent_at + (0.02 + bench.r(m.no, 79)) * interval '8 hours', array['ruling:' || bench.uid(m.sent_at, 20, m.no)],
      jsonb_build_object('rulingId', bench.uid(m.sent_at, 20, m.no), 'conclusion', m.conclusion, 'leadUnitId', case when m.conclusion = 'assign' then m.lead_unit end, 'coUnitIds', '[]'::jsonb,
        'dueOn', case when m.conclusion = 'assign' then (m.sent_at at time zone 'Asia/Shanghai')::date + 6 end, 'inForce', true)
    where m.conclusion is not null
    union all
    select 3, 'brief.replied', 'briefs.reply', m.lead_writer, m.sent_at + interval '14 hours', array['ruling:' || bench.uid(m.sent_at, 20, m.no)],
      jsonb_build_object('replyId', bench.uid(m.sent_at, 21, m.no * 32 + 1), 'byUnitId', m.lead_unit, 'answersRulingId', bench.uid(m.sent_at, 20, m.no), 'responds', false)
    where m.conclusion = 'assign' and m.said > 0
  ) l
  order by m.no, l.kind
$$;

-- The kept clocks of the last quarter; what ended before is read by no page.
create or replace function bench.start_clocks() returns void language sql as $$
  insert into deadlines (tenant_id, key, subject, instance, round, started_at, due_at, ended_at, answerers, audience, clock)
  select m.tenant_id, d.key, 'brief:' || m.id, d.instance, 1, m.sent_at, d.due, d.ended, d.answerers, m.audience,
    jsonb_build_object('key', d.key, 'title', d.title, 'source', '江门线索办理时限：1天响应、3天初判；参数可改', 'subject', 'brief:' || m.id, 'instance', d.instance, 'round', 1,
      'startLineId', bench.uid(m.sent_at, 24, m.no), 'startedAt', m.sent_at, 'within', '{"workingDays": 3}'::jsonb, 'amber', '{"daysBefore": 1}'::jsonb, 'amberAt', d.due - interval '1 day', 'dueAt', d.due,
      'known', true, 'pausedAt', null, 'pausedDays', 0, 'stoppedAt', d.ended, 'stopLineId', null, 'cancelledAt', null, 'answerers', d.answerers, 'audience', m.audience)
  from m cross join lateral (
    select 'briefs.respond' as key, '对简报作出回应' as title, '' as instance, m.sent_at + interval '1 day' as due,
      case when m.conclusion is not null then m.sent_at + (0.02 + bench.r(m.no, 79)) * interval '8 hours' when m.validity <> 'pending' then m.judged_at end as ended,
      array[case when m.city_level then 'L' else 'l:' || m.block_id end] as answerers
    union all
    select 'briefs.judge', '核实简报', '', m.sent_at + interval '3 days', case when m.validity <> 'pending' then m.judged_at end,
      array[case m.judge when 'block' then 'v:' || m.block_id when 'city' then 'R' else 'J' end]
    union all
    select 'briefs.answer', '答复交办', bench.uid(m.sent_at, 20, m.no)::text, m.sent_at + interval '6 days', case when m.said > 0 then m.sent_at + interval '14 hours' end, array['u:' || m.lead_unit]
    where m.conclusion = 'assign'
  ) d
  where m.sent_at >= '2022-10-01' and m.state = 'sent'
$$;

-- What a brief is found by, as sec.sayable says; that view asks every person for every brief. finish.sql holds the two together.
create or replace function bench.keep_words() returns void language sql as $$
  insert into sec.brief_words (tenant_id, brief_id, sent_at, month, block_id, unit_id, recorder_id, audience, names, tags, words)
  select b.tenant_id, b.id, b.sent_at, sec.month_of(b.sent_at), b.block_id, b.unit_id, b.recorder_id, b.audience, coalesce(s.names, ''), s.tags, concat_ws(E'\n', s.names, s.tags, s.texts)
  from m join briefs b on b.tenant_id = m.tenant_id and b.id = m.id join persons p on p.tenant_id = m.tenant_id and p.id = m.recorder
  cross join lateral (select string_agg(sec.squeezed(x.company_name), E'\n' order by x.no) as names, string_agg(sec.squeezed(x.intention), E'\n' order by x.no) as intentions
    from mentions x where x.tenant_id = m.tenant_id and x.brief_id = m.id) said
  cross join lateral (select case when b.state = 'sent' then said.names end as names,
    case when b.state = 'sent' then concat_ws(E'\n', sec.squeezed(b.number), sec.squeezed(b.place), sec.squeezed(p.name)) else sec.squeezed(b.number) end as tags,
    case when b.state = 'sent' then concat_ws(E'\n', sec.squeezed(b.body), said.intentions, sec.squeezed(b.next_step), sec.squeezed(b.help_needed)) end as texts) s
  where b.state <> 'recalled'
  order by m.no
$$;
