-- 可能重复: by what a mention is found again when somebody else writes of the same company, and how a judgement is taken back.

-- A key is a keyed hash (its key lives outside the database) of a credit code, of a name without form or place, or of the first
-- characters of that: equal keys meet, and no key says which company it is.
create table mention_keys (
  tenant_id uuid not null,
  key uuid not null,
  brief_id uuid not null,
  no int not null,
  -- the code or the whole name: only these say to somebody who may not see the brief that it is there
  strong boolean not null,
  -- ids of briefs follow the clock: read backwards, the newest come first
  primary key (tenant_id, key, brief_id, no),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id)
);
create index mention_keys_by_brief on mention_keys (tenant_id, brief_id);
select sec.guard('mention_keys',
  'strong or (select sec.sees_all()) or exists (select from briefs b where b.tenant_id = mention_keys.tenant_id and b.id = mention_keys.brief_id)',
  '(select sec.sees_all()) or exists (select from briefs b where b.tenant_id = mention_keys.tenant_id and b.id = mention_keys.brief_id)');
grant select, insert, delete on mention_keys to wutong_app;
select sec.classify('mention_keys', 'internal', '10 years', 'none', 'tenant_id,key,brief_id,no,strong');

-- By which version of rules/company-parts.ts the keys were made; 0: not yet, the worker makes them.
alter table mentions add column keyed_by int not null default 0;
create index mentions_to_key on mentions (tenant_id, brief_id) where keyed_by = 0;
grant update (keyed_by) on mentions to wutong_app;
select sec.classify('mentions', 'internal', '10 years', 'none', 'keyed_by');

-- A judgement may be taken back by whoever made it, within the minutes set; it stays to be read as undone and counts no more.
alter table judgements add column undone_at timestamptz;
grant update (undone_at) on judgements to wutong_app;
select sec.classify('judgements', 'internal', '10 years', 'none', 'undone_at');
drop index one_recheck;
create unique index one_recheck on judgements (tenant_id, brief_id) where recheck and undone_at is null;
create index judgements_of_originals on judgements (tenant_id, duplicate_of) where duplicate_of is not null;

-- By the judge alone, at the clock of this transaction; what has been taken back stays so.
create function sec.undone_by_oneself() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.undone_at is not null then
    new.undone_at := old.undone_at;
  elsif new.undone_at is distinct from sec.clock() or old.judge_id is distinct from sec.person() then
    raise exception 'a judgement is taken back by its judge, now' using errcode = '42501';
  end if;
  return new;
end
$$;
revoke execute on function sec.undone_by_oneself() from public;
create trigger undone_by_oneself before update of undone_at on judgements for each row
  when (new.undone_at is distinct from old.undone_at) execute function sec.undone_by_oneself();

-- What counts follows from signed rows alone; of judgements, from the latest that was not taken back.
create or replace function sec.counts_follow() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- a migration signs nothing; whoever connects as the application does, also when it has put its identity aside meanwhile
  if pg_has_role(session_user, 'wutong_owner', 'member') then
    return null;
  end if;
  if new.validity is distinct from old.validity and new.validity is distinct from coalesce((
      select j.verdict from judgements j where j.tenant_id = new.tenant_id and j.brief_id = new.id and j.undone_at is null
      order by j.at desc, j.recheck desc limit 1), 'pending') then
    raise exception 'validity follows from a judgement' using errcode = '23514', constraint = 'counts_follow';
  end if;
  if new.negotiating_at is distinct from old.negotiating_at and not exists (
      select from negotiations n where n.tenant_id = new.tenant_id and n.brief_id = new.id and n.at = new.negotiating_at) then
    raise exception 'talks follow from a signed row' using errcode = '23514', constraint = 'counts_follow';
  end if;
  return null;
end
$$;
revoke execute on function sec.counts_follow() from public;
