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
  -- the rows as they stood when the month was closed
  figures jsonb not null,
  state text not null default 'checking' check (state in ('checking', 'drafted', 'published', 'reopened')),
  drafted_by uuid,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, block_id) references blocks (tenant_id, id),
  foreign key (tenant_id, closed_by) references persons (tenant_id, id),
  foreign key (tenant_id, drafted_by) references persons (tenant_id, id)
);
create unique index one_closure on closures (tenant_id, board, block_id, month) where state <> 'reopened';
select sec.guard('closures');
grant select on closures to wutong_app;
grant insert (tenant_id, id, board, block_id, month, closed_by, check_until, figures) on closures to wutong_app;
grant update (state, drafted_by, figures, version) on closures to wutong_app;
select sec.classify('closures', 'internal', 'forever', 'none', 'tenant_id,id,board,block_id,month,closed_by,closed_at,check_until,figures,state,drafted_by,version');

create table unit_checks (
  tenant_id uuid not null,
  closure_id uuid not null,
  unit_id uuid not null,
  agrees boolean not null,
  word text check (length(word) <= 500),
  by_id uuid not null,
  at timestamptz not null default sec.clock(),
  primary key (tenant_id, closure_id, unit_id),
  foreign key (tenant_id, closure_id) references closures (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, by_id) references persons (tenant_id, id),
  check (agrees or length(word) > 0)
);
select sec.guard('unit_checks');
grant select on unit_checks to wutong_app;
grant insert (tenant_id, closure_id, unit_id, agrees, word, by_id) on unit_checks to wutong_app;
grant update (agrees, word, by_id) on unit_checks to wutong_app;
select sec.classify('unit_checks', 'internal', 'forever', 'none', 'tenant_id,closure_id,unit_id,agrees,word,by_id,at');

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
  publicity text not null check (publicity in ('full', 'top', 'own')),
  top_n int,
  primary key (tenant_id, id),
  unique (tenant_id, board, block_id, month),
  unique (tenant_id, board, block_id, number),
  foreign key (tenant_id, closure_id) references closures (tenant_id, id),
  foreign key (tenant_id, block_id) references blocks (tenant_id, id),
  foreign key (tenant_id, drafted_by) references persons (tenant_id, id),
  foreign key (tenant_id, published_by) references persons (tenant_id, id),
  constraint two_persons check (drafted_by <> published_by)
);
create index issues_by_board on issues (tenant_id, board, block_id, month desc);
select sec.guard('issues');
grant select on issues to wutong_app;
grant insert (tenant_id, id, closure_id, board, block_id, month, number, drafted_by, published_by, frozen, hash, publicity, top_n) on issues to wutong_app;
select sec.classify('issues', 'internal', 'forever', 'none', 'tenant_id,id,closure_id,board,block_id,month,number,drafted_by,published_by,published_at,frozen,hash,publicity,top_n');
