-- 月度排名: a month is closed, every unit checks its figures, somebody else publishes; a published issue never changes.
create table closures (
  tenant_id uuid not null,
  id uuid not null,
  board text not null,
  block_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  closed_by uuid not null,
  closed_at timestamptz not null default sec.clock(),
  check_until timestamptz not null,
  -- the rows as they stood when the month was closed: what the units are asked to check
  figures jsonb not null,
  state text not null default 'checking' check (state in ('checking', 'drafted', 'published', 'reopened')),
  -- the job said that the time to check is over: silence counts as agreed
  settled_at timestamptz,
  drafted_by uuid,
  drafted_at timestamptz,
  -- the rows as they were drafted: what the second person publishes
  drafted jsonb,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, block_id) references blocks (tenant_id, id),
  -- so that an issue names whoever drafted this closure, and nobody else
  unique (tenant_id, id, drafted_by),
  foreign key (tenant_id, closed_by) references persons (tenant_id, id),
  foreign key (tenant_id, drafted_by) references persons (tenant_id, id),
  check ((drafted_by is null) = (drafted is null) and (drafted_by is null) = (drafted_at is null)),
  check (state not in ('drafted', 'published') or drafted_by is not null)
);
create unique index one_closure on closures (tenant_id, board, block_id, month) where state <> 'reopened';
create index closures_open on closures (tenant_id, check_until) where state in ('checking', 'drafted');
-- a block's ranking is the block's, the city's business posts', the city leaders' and the auditors'
select sec.guard('closures', $$(select sec.sees_all()) or array['b:' || block_id, 'R', 'L', 'A'] && (select sec.keys())$$);
grant select on closures to wutong_app;
grant insert (tenant_id, id, board, block_id, month, closed_by, check_until, figures) on closures to wutong_app;
grant update (state, settled_at, drafted_by, drafted_at, drafted, version) on closures to wutong_app;
select sec.classify('closures', 'internal', 'forever', 'none', 'tenant_id,id,board,block_id,month,closed_by,closed_at,check_until,figures,state,settled_at,
  drafted_by,drafted_at,drafted,version');

-- A unit's word on its figures, signed; its latest counts, the others stay.
create table unit_checks (
  tenant_id uuid not null,
  id uuid not null,
  closure_id uuid not null,
  unit_id uuid not null,
  agrees boolean not null,
  word text check (length(word) <= 500),
  by_id uuid not null,
  at timestamptz not null default sec.clock(),
  primary key (tenant_id, id),
  foreign key (tenant_id, closure_id) references closures (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, by_id) references persons (tenant_id, id),
  check (agrees or length(word) > 0)
);
create index unit_checks_by_closure on unit_checks (tenant_id, closure_id);

-- What the verifier answers to an objection: once.
create table objection_answers (
  tenant_id uuid not null,
  check_id uuid not null,
  closure_id uuid not null,
  word text not null check (length(word) between 1 and 500),
  by_id uuid not null,
  at timestamptz not null default sec.clock(),
  primary key (tenant_id, check_id),
  foreign key (tenant_id, check_id) references unit_checks (tenant_id, id),
  foreign key (tenant_id, closure_id) references closures (tenant_id, id),
  foreign key (tenant_id, by_id) references persons (tenant_id, id)
);
create index objection_answers_by_closure on objection_answers (tenant_id, closure_id);

-- Opened again before publishing: by whom and why.
create table reopenings (
  tenant_id uuid not null,
  closure_id uuid not null,
  reason text not null check (length(reason) between 1 and 200),
  by_id uuid not null,
  at timestamptz not null default sec.clock(),
  primary key (tenant_id, closure_id),
  foreign key (tenant_id, closure_id) references closures (tenant_id, id),
  foreign key (tenant_id, by_id) references persons (tenant_id, id)
);

do $$
declare
  t text;
begin
  foreach t in array array['unit_checks', 'objection_answers', 'reopenings'] loop
    -- what hangs under a closure is seen by whoever sees the closure
    perform sec.guard(t::regclass, format(
      'exists (select from closures c where c.tenant_id = %1$I.tenant_id and c.id = %1$I.closure_id)', t));
    execute format('grant select on %I to wutong_app', t);
  end loop;
end
$$;
grant insert (tenant_id, id, closure_id, unit_id, agrees, word, by_id) on unit_checks to wutong_app;
grant insert (tenant_id, check_id, closure_id, word, by_id) on objection_answers to wutong_app;
grant insert (tenant_id, closure_id, reason, by_id) on reopenings to wutong_app;
select sec.classify('unit_checks', 'internal', 'forever', 'none', 'tenant_id,id,closure_id,unit_id,agrees,word,by_id,at');
select sec.classify('objection_answers', 'internal', 'forever', 'none', 'tenant_id,check_id,closure_id,word,by_id,at');
select sec.classify('reopenings', 'internal', 'forever', 'none', 'tenant_id,closure_id,reason,by_id,at');

create table issues (
  tenant_id uuid not null,
  id uuid not null,
  closure_id uuid not null,
  board text not null,
  block_id uuid not null,
  month text not null,
  number text not null,
  drafted_by uuid not null,
  published_by uuid not null,
  published_at timestamptz not null default sec.clock(),
  -- figures, 口径, rule version, lists and data time, as published; and their hash
  frozen jsonb not null,
  hash bytea not null,
  alg text not null,
  publicity text not null check (publicity in ('full', 'top', 'own')),
  top_n int,
  primary key (tenant_id, id),
  unique (tenant_id, board, block_id, month),
  unique (tenant_id, board, block_id, number),
  -- the one who drafted as the closure says it, so that the check below cannot be told another one
  foreign key (tenant_id, closure_id, drafted_by) references closures (tenant_id, id, drafted_by),
  foreign key (tenant_id, block_id) references blocks (tenant_id, id),
  foreign key (tenant_id, published_by) references persons (tenant_id, id),
  constraint two_persons check (drafted_by <> published_by),
  check ((publicity = 'top') = (top_n is not null))
);
create index issues_by_board on issues (tenant_id, board, block_id, month desc);
select sec.guard('issues', $$(select sec.sees_all()) or array['b:' || block_id, 'R', 'L', 'A'] && (select sec.keys())$$);
grant select on issues to wutong_app;
-- no update, no delete: published is published
grant insert (tenant_id, id, closure_id, board, block_id, month, number, drafted_by, published_by, frozen, hash, alg, publicity, top_n) on issues to wutong_app;
select sec.classify('issues', 'internal', 'forever', 'none', 'tenant_id,id,closure_id,board,block_id,month,number,drafted_by,published_by,published_at,frozen,hash,alg,
  publicity,top_n');

-- What somebody signs bears the name of whoever is entered: no statement of the application signs for another.
create function sec.signed_by_oneself() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  signer uuid;
begin
  -- a column named second is signed instead where it says somebody: who entered a leader's word
  signer := coalesce((to_jsonb(new) ->> tg_argv[1])::uuid, (to_jsonb(new) ->> tg_argv[0])::uuid);
  if new.tenant_id = sec.tenant() and signer is distinct from sec.person() then
    raise exception 'nobody signs for another' using errcode = '42501';
  end if;
  return new;
end
$$;
revoke execute on function sec.signed_by_oneself() from public;
do $$
declare
  signed text[];
begin
  foreach signed slice 1 in array array[
    ['ledger', 'actor_id', ''], ['access_log', 'person_id', ''], ['settings', 'set_by', ''], ['delegations', 'leader_id', ''],
    ['briefs', 'recorder_id', ''], ['revisions', 'by_id', ''], ['replies', 'author_id', ''], ['rulings', 'leader_id', 'entered_by'],
    ['judgements', 'judge_id', ''], ['negotiations', 'by_id', ''], ['closures', 'closed_by', ''], ['unit_checks', 'by_id', ''],
    ['objection_answers', 'by_id', ''], ['reopenings', 'by_id', ''], ['issues', 'published_by', '']]
  loop
    execute format('create trigger a_signed_by_oneself before insert on %I for each row execute function sec.signed_by_oneself(%L, %L)',
      signed[1], signed[2], signed[3]);
  end loop;
end
$$;

-- a draft is signed when it is drafted, and again whenever somebody else drafts anew
create trigger a_signed_by_oneself_again before update of drafted_by on closures for each row
  when (new.drafted_by is distinct from old.drafted_by) execute function sec.signed_by_oneself('drafted_by', '');

-- Posts are keys: given by those who keep them, and by nobody to oneself.
create function sec.posts_are_given() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.tenant_id = sec.tenant() and (new.person_id = sec.person() or not sec.holds('{security-admin,unit-admin}')) then
    raise exception 'posts are given by those who keep them, to others' using errcode = '42501';
  end if;
  return new;
end
$$;
revoke execute on function sec.posts_are_given() from public;
create trigger posts_are_given before insert on posts for each row execute function sec.posts_are_given();
