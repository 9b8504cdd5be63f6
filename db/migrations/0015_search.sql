-- Finding a brief by any two characters of it, by a function that finds for whoever asks and reads nothing for others.
-- Forced row security puts its own conditions before those of a statement, and only a superuser may call an operator on arrays
-- leakproof: an index over words would never be used by the application's own statements (docs/decisions/0007-search.md).

-- As texts are compared in a search: half width, small letters, no blanks (a line that breaks inside a name breaks no name).
create function sec.squeezed(words text) returns text
language sql immutable parallel safe
return translate(lower(normalize(words, NFKC)), E' \t\r\n\x0b\x0c' || chr(8203) || chr(65279), '');

-- Every two characters that stand beside each other, the pairs from the first character on and those from the second;
-- `before` goes in front of each. Cut by a pattern: taking them by position would read a long text from its start each time.
create function sec.bigrams(words text, before text default '') returns text[]
language sql immutable parallel safe
return string_to_array(before || regexp_replace(words, '..', '\&' || chr(1) || before, 'g') || chr(1)
  || before || regexp_replace(substr(words, 2), '..', '\&' || chr(1) || before, 'g'), chr(1));

-- Months of the city's calendar, counted from 2000.
create function sec.month_of(at timestamptz) returns int
language sql immutable parallel safe
return (extract(year from at at time zone 'Asia/Shanghai')::int - 2000) * 12 + extract(month from at at time zone 'Asia/Shanghai')::int - 1;

-- A term of the index begins with its month as one private character: what is new is written to one end of the index, and a
-- search looks through month after month until it has enough, so that the commonest word costs no more than a month.
create function sec.in_month(month int, terms text[]) returns text[]
language sql immutable parallel safe
return array(select chr(57344 + month) || t from unnest(terms) t);

-- Keys of one letter mean the same in every city of an installation; with its id they do not.
create function sec.key_terms(tenant uuid, keys text[]) returns text[]
language sql immutable parallel safe
return array(select case when length(k) = 1 then k || ':' || tenant else k end from unnest(keys) k);

-- What a brief is found by: its pairs of characters, who may see it, where and by whom it was written.
create function sec.brief_terms(tenant uuid, month int, block uuid, unit uuid, recorder uuid, audience text[], words text) returns text[]
language sql immutable parallel safe
return sec.bigrams(words, chr(57344 + month))
  || sec.in_month(month, sec.key_terms(tenant, audience) || array['in:' || block, 'of:' || unit, 'by:' || recorder]);
revoke execute on function sec.squeezed(text), sec.bigrams(text, text), sec.month_of(timestamptz), sec.in_month(int, text[]),
  sec.key_terms(uuid, text[]), sec.brief_terms(uuid, int, uuid, uuid, uuid, text[], text) from public;

create table sec.brief_words (
  tenant_id uuid not null,
  brief_id uuid not null,
  sent_at timestamptz not null,
  month int not null,
  block_id uuid not null,
  unit_id uuid not null,
  recorder_id uuid not null,
  audience text[] not null,
  -- squeezed, a line each: companies; number, place and people; both of these and the text
  names text not null,
  tags text not null,
  words text not null,
  primary key (tenant_id, brief_id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id)
);
select sec.classify('sec.brief_words', 'internal', '10 years', 'none', 'tenant_id,brief_id,sent_at,month,block_id,unit_id,recorder_id,audience');
select sec.classify('sec.brief_words', 'commercial-secret', '10 years', 'hidden', 'names,tags,words');

-- The functions of this file are the owner's, whom forced row security binds as well.
create policy seeking on mentions for select to wutong_owner using (true);
create policy seeking on contacts for select to wutong_owner using (true);

-- What may be sought: nothing of what was recalled, only the number of what was withdrawn; never the contact person, whom most
-- see masked, nor what was lifted out of the text. People are found under the name they had when it was written.
create view sec.sayable as
  select b.tenant_id, b.id as brief_id, b.sent_at, sec.month_of(b.sent_at) as month, b.block_id, b.unit_id, b.recorder_id, b.audience,
    coalesce(said.names, '') as names, said.tags, concat_ws(E'\n', said.names, said.tags, said.texts) as words
  from briefs b cross join lateral (
    select null as names, sec.squeezed(b.number) as tags, null as texts where b.state = 'withdrawn'
    union all
    select m.names,
      concat_ws(E'\n', sec.squeezed(b.number), sec.squeezed(b.place), sec.squeezed(b.original_poster), (
        select string_agg(sec.squeezed(p.name), E'\n') from persons p
        where p.tenant_id = b.tenant_id and (p.id in (b.recorder_id, b.original_poster_id) or p.id in (
          select c.person_id from contacts c where c.tenant_id = b.tenant_id and c.brief_id = b.id)))),
      concat_ws(E'\n', sec.squeezed(b.body), m.intentions, sec.squeezed(b.next_step), sec.squeezed(b.help_needed))
    from (select string_agg(sec.squeezed(x.company_name), E'\n' order by x.no) as names, string_agg(sec.squeezed(x.intention), E'\n' order by x.no) as intentions
      from mentions x where x.tenant_id = b.tenant_id and x.brief_id = b.id) m
    where b.state = 'sent') said;

-- At commit, when companies and contacts of the same transaction are there; they change only together with the brief's revision.
create function sec.keep_brief_words() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.state = 'recalled' then
    delete from sec.brief_words where tenant_id = new.tenant_id and brief_id = new.id;
    return null;
  end if;
  insert into sec.brief_words select * from sec.sayable s where s.tenant_id = new.tenant_id and s.brief_id = new.id
    on conflict (tenant_id, brief_id) do update
      set audience = excluded.audience, names = excluded.names, tags = excluded.tags, words = excluded.words;
  return null;
end
$$;
revoke execute on function sec.keep_brief_words() from public;
create constraint trigger keep_words after insert or update of state, audience, revision on briefs
  deferrable initially deferred for each row execute function sec.keep_brief_words();

-- what was written before this file
do $$
declare
  due bigint := (select count(*) from briefs where state <> 'recalled');
  done bigint;
begin
  insert into sec.brief_words select * from sec.sayable;
  get diagnostics done = row_count;
  if done <> due then
    raise exception 'words of % briefs were to be kept, % were', due, done;
  end if;
end
$$;
-- Written at once and not to a list of its own: every look of a search would have to read that list again. Compared by bytes,
-- whatever the language of the cluster.
create index brief_words_by_term on sec.brief_words
  using gin ((sec.brief_terms(tenant_id, month, block_id, unit_id, recorder_id, audience, words)) collate "C") with (fastupdate = off);

-- The newest briefs, `most` at the most, that whoever is entered may see and in which every word of `sought` occurs. `standing` is
-- lower where more of the words stand in a company's name, then in number, place or people. Months are looked through from the
-- newest on, in steps that double, so that a rare word is soon looked for everywhere and a common one only where it is new.
-- Planned once a session: the way is the same whatever the word.
create function sec.found_briefs(sought text, block uuid, unit uuid, recorder uuid, since timestamptz, before timestamptz, most int)
returns table (brief_id uuid, sent_at timestamptz, standing int)
language plpgsql stable rows 500 security definer set enable_seqscan = off set plan_cache_mode = force_generic_plan set search_path = pg_catalog, public, pg_temp as $$
declare
  tenant constant uuid := sec.tenant();
  mine constant text[] := sec.key_terms(tenant, sec.keys());
  word constant text[] := array(select distinct w from unnest(string_to_array(
    regexp_replace(lower(normalize(sought, NFKC)), '[\s' || chr(8203) || chr(65279) || ']+', ' ', 'g'), ' ')) w where w <> '');
  -- two characters are exactly what the index knows; other words are looked for in the text as well
  others constant text[] := array(select w from unnest(word) w where length(w) <> 2);
  terms constant text[] := array(select distinct t from unnest(word) w, unnest(sec.bigrams(w)) t where length(t) = 2)
    || array_remove(array['in:' || block, 'of:' || unit, 'by:' || recorder], null);
  first int;
  last int;
  span int := 1;
  found int := 0;
  more int;
begin
  if not exists (select from unnest(word) w where length(w) >= 2) then
    return;
  end if;
  last := sec.month_of(least(before - interval '1 microsecond', (select max(b.sent_at) from briefs b where b.tenant_id = tenant)));
  first := sec.month_of(greatest(since, (select min(b.sent_at) from briefs b where b.tenant_id = tenant)));
  while last >= first and found < most loop
    return query
      select w.brief_id, w.sent_at, (
        select sum(case when strpos(w.names, o) > 0 then 0 when strpos(w.tags, o) > 0 then 1 else 2 end)::int from unnest(word) o)
      from generate_series(greatest(first, last - span + 1), last) m cross join lateral (
        select x.* from sec.brief_words x
        where sec.brief_terms(x.tenant_id, x.month, x.block_id, x.unit_id, x.recorder_id, x.audience, x.words) collate "C"
            @> array(select chr(57344 + m) || t from unnest(terms) t)
          and sec.brief_terms(x.tenant_id, x.month, x.block_id, x.unit_id, x.recorder_id, x.audience, x.words) collate "C"
            && array(select chr(57344 + m) || t from unnest(mine) t)
          and x.tenant_id = tenant
          and (since is null or x.sent_at >= since) and (before is null or x.sent_at < before)
          and not exists (select from unnest(others) o where strpos(x.words, o) = 0)) w
      order by w.sent_at desc, w.brief_id desc limit most - found;
    get diagnostics more = row_count;
    found := found + more;
    last := last - span;
    span := span * 2;
  end loop;
end
$$;
revoke execute on function sec.found_briefs(text, uuid, uuid, uuid, timestamptz, timestamptz, int) from public;
grant execute on function sec.found_briefs(text, uuid, uuid, uuid, timestamptz, timestamptz, int) to wutong_app;

-- 与我有关: who was told by a ruling or called by an @, so that such briefs are found without asking every brief.
create table brief_calls (
  tenant_id uuid not null,
  -- a unit or a person
  party_id uuid not null,
  kind text not null check (kind in ('assigned', 'called')),
  brief_id uuid not null,
  primary key (tenant_id, party_id, kind, brief_id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id)
);
select sec.guard('brief_calls', 'party_id = (select sec.person()) or ''u:'' || party_id = any ((select sec.keys())::text[])', 'false', 'false');
create policy telling on brief_calls for all to wutong_owner using (true) with check (true);
grant select on brief_calls to wutong_app;
select sec.classify('brief_calls', 'internal', '10 years', 'none', 'tenant_id,party_id,kind,brief_id');
create function sec.keep_brief_calls() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_table_name = 'rulings' then
    insert into brief_calls select distinct new.tenant_id, u, 'assigned', new.brief_id
      from unnest(new.co_unit_ids || new.lead_unit_id) u where u is not null on conflict do nothing;
  else
    insert into brief_calls select distinct new.tenant_id, u, 'called', new.brief_id
      from unnest(new.called_units || new.called_persons) u on conflict do nothing;
  end if;
  return null;
end
$$;
revoke execute on function sec.keep_brief_calls() from public;
create trigger keep_calls after insert on rulings for each row when (new.conclusion = 'assign') execute function sec.keep_brief_calls();
create trigger keep_calls after insert on replies for each row
  when (new.called_units <> '{}' or new.called_persons <> '{}') execute function sec.keep_brief_calls();
create policy seeking on rulings for select to wutong_owner using (true);
create policy seeking on replies for select to wutong_owner using (true);
do $$
declare
  due bigint;
  done bigint;
begin
  select count(*) into due from (
    select r.tenant_id, u, 'assigned', r.brief_id from rulings r, unnest(r.co_unit_ids || r.lead_unit_id) u where r.conclusion = 'assign' and u is not null
    union select y.tenant_id, u, 'called', y.brief_id from replies y, unnest(y.called_units || y.called_persons) u) called;
  insert into brief_calls (tenant_id, party_id, kind, brief_id)
    select r.tenant_id, u, 'assigned', r.brief_id from rulings r, unnest(r.co_unit_ids || r.lead_unit_id) u where r.conclusion = 'assign' and u is not null
    union select y.tenant_id, u, 'called', y.brief_id from replies y, unnest(y.called_units || y.called_persons) u;
  get diagnostics done = row_count;
  if done <> due then
    raise exception '% calls were to be kept, % were', due, done;
  end if;
end
$$;

-- The list by what it is filtered for, newest first.
create index briefs_by_validity on briefs (tenant_id, validity, sent_at desc, id desc) where state = 'sent';
create index briefs_by_recorder on briefs (tenant_id, recorder_id, sent_at desc, id desc);
create index briefs_negotiating on briefs (tenant_id, sent_at desc, id desc) where negotiating_at is not null;

-- 常用筛选: filters and words under a name, one's own or shared with a unit or a block of one's own.
create table saved_views (
  tenant_id uuid not null references tenants,
  id uuid not null,
  -- given by the database, so that nobody lays a view into another's list
  owner_id uuid not null default sec.person(),
  name text not null check (length(name) between 1 and 20),
  filters jsonb not null check (jsonb_typeof(filters) = 'object' and length(filters::text) <= 1000),
  unit_id uuid,
  block_id uuid,
  sort int not null default 0,
  version int not null default 1,
  made_at timestamptz not null default sec.clock(),
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references persons (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, block_id) references blocks (tenant_id, id),
  check (unit_id is null or block_id is null)
);
create index saved_views_by_owner on saved_views (tenant_id, owner_id);
create index saved_views_by_unit on saved_views (tenant_id, unit_id) where unit_id is not null;
create index saved_views_by_block on saved_views (tenant_id, block_id) where block_id is not null;
select sec.guard('saved_views',
  'owner_id = (select sec.person()) or ''u:'' || unit_id = any ((select sec.keys())::text[]) or ''b:'' || block_id = any ((select sec.keys())::text[])',
  'owner_id = (select sec.person())');
-- shared with one's own unit or block alone; a view that was shared before its owner moved may still be changed in words and removed
create function sec.shared_at_home() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if 'u:' || new.unit_id <> all (sec.keys()) or 'b:' || new.block_id <> all (sec.keys()) then
    raise exception 'a view is shared with a unit or block of one''s own' using errcode = '42501';
  end if;
  return null;
end
$$;
revoke execute on function sec.shared_at_home() from public;
create trigger shared_at_home after insert on saved_views for each row execute function sec.shared_at_home();
create trigger shared_at_home_again after update on saved_views for each row
  when (new.unit_id is distinct from old.unit_id or new.block_id is distinct from old.block_id) execute function sec.shared_at_home();
grant select, delete on saved_views to wutong_app;
grant insert (tenant_id, id, name, filters, unit_id, block_id, sort) on saved_views to wutong_app;
grant update (name, filters, unit_id, block_id, sort, version) on saved_views to wutong_app;
select sec.classify('saved_views', 'internal', 'until removed', 'none', 'tenant_id,id,owner_id,name,unit_id,block_id,sort,version,made_at');
select sec.classify('saved_views', 'commercial-secret', 'until removed', 'none', 'filters');
