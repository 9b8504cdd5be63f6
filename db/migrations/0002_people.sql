-- 组织人员: the city, its blocks, units, places, persons and dated posts; sessions beside them in sec.
create table tenants (
  tenant_id uuid primary key,
  city text not null,
  region_code text not null,
  created_at timestamptz not null default sec.clock()
);
select sec.guard('tenants');
grant select on tenants to wutong_app;
select sec.classify('tenants', 'public', 'forever', 'none', 'tenant_id,city,region_code,created_at');

create table blocks (
  tenant_id uuid not null references tenants,
  id uuid not null,
  name text not null,
  short text not null,
  kind text not null check (kind in ('county', 'zone', 'city-level')),
  region_code text,
  sort int not null,
  primary key (tenant_id, id),
  unique (tenant_id, name),
  -- functional zones have no national code
  check (kind <> 'zone' or region_code is null)
);
create unique index one_city_level on blocks (tenant_id) where kind = 'city-level';
select sec.guard('blocks');
grant select, insert on blocks to wutong_app;
select sec.classify('blocks', 'public', 'forever', 'none', 'tenant_id,id,name,short,kind,region_code,sort');

create table units (
  tenant_id uuid not null references tenants,
  id uuid not null,
  name text not null,
  short text not null,
  kind text not null check (kind in ('town', 'bureau', 'posted', 'park', 'company')),
  sending_unit_id uuid,
  post_city text,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, name),
  foreign key (tenant_id, sending_unit_id) references units (tenant_id, id)
);
select sec.guard('units');
grant select, insert, update on units to wutong_app;
select sec.classify('units', 'internal', 'forever', 'none', 'tenant_id,id,name,short,kind,sending_unit_id,post_city,version');

-- In which block a unit is ranked at a date: exactly one.
create table unit_blocks (
  tenant_id uuid not null,
  unit_id uuid not null,
  block_id uuid not null,
  from_day date not null,
  to_day date,
  primary key (tenant_id, unit_id, from_day),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, block_id) references blocks (tenant_id, id),
  check (to_day is null or to_day > from_day)
);
create unique index unit_in_one_block on unit_blocks (tenant_id, unit_id) where to_day is null;
create index unit_blocks_by_block on unit_blocks (tenant_id, block_id);
select sec.guard('unit_blocks');
grant select, insert, update (to_day) on unit_blocks to wutong_app;
select sec.classify('unit_blocks', 'internal', 'forever', 'none', 'tenant_id,unit_id,block_id,from_day,to_day');

create table townships (
  tenant_id uuid not null references tenants,
  code text not null check (code ~ '^[0-9]{9}$'),
  name text not null,
  primary key (tenant_id, code)
);
select sec.guard('townships');
grant select on townships to wutong_app;
select sec.classify('townships', 'public', 'forever', 'none', 'tenant_id,code,name');

create table township_blocks (
  tenant_id uuid not null,
  township_code text not null,
  block_id uuid not null,
  from_day date not null,
  to_day date,
  primary key (tenant_id, township_code, from_day),
  foreign key (tenant_id, township_code) references townships (tenant_id, code),
  foreign key (tenant_id, block_id) references blocks (tenant_id, id),
  check (to_day is null or to_day > from_day)
);
create unique index township_in_one_block on township_blocks (tenant_id, township_code) where to_day is null;
select sec.guard('township_blocks');
grant select, insert, update (to_day) on township_blocks to wutong_app;
select sec.classify('township_blocks', 'public', 'forever', 'none', 'tenant_id,township_code,block_id,from_day,to_day');

create table persons (
  tenant_id uuid not null references tenants,
  id uuid not null,
  kind text not null check (kind in ('person', 'system')),
  name text not null,
  -- ciphertext with algorithm and key id inside; the mask is what pages show
  phone_sealed text,
  phone_masked text,
  active boolean not null default true,
  suspended_for text,
  version int not null default 1,
  primary key (tenant_id, id)
);
select sec.guard('persons');
grant select, insert, update (name, phone_sealed, phone_masked, active, suspended_for, version) on persons to wutong_app;
select sec.classify('persons', 'internal', 'forever', 'none', 'tenant_id,id,kind,name,active,suspended_for,version');
select sec.classify('persons', 'personal', 'until 2 years after leaving', 'phone', 'phone_sealed,phone_masked');

create table posts (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  role text not null check (role in ('reporter', 'unit-head', 'verifier', 'publisher', 'block-leader', 'city-leader', 'recogniser',
    'business-admin', 'joint-reviewer', 'unit-admin', 'system-admin', 'security-admin', 'audit-admin')),
  acting boolean not null default false,
  from_day date not null,
  to_day date,
  document text,
  end_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references persons (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  check (to_day is null or to_day >= from_day)
);
create index posts_by_person on posts (tenant_id, person_id);
create index posts_by_unit on posts (tenant_id, unit_id);
-- Whether whoever is entered holds one of these posts today: asked of the posts themselves. Who must change the password first holds none.
create function sec.holds(roles text[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return not sec.must_change() and exists (
    select from jsonb_array_elements(sec.posts_of(sec.tenant(), sec.person(), (sec.clock() at time zone 'Asia/Shanghai')::date)) o
    where o ->> 'role' = any (roles));
end
$$;
revoke execute on function sec.holds(text[]) from public;
grant execute on function sec.holds(text[]) to wutong_app;

-- posts are keys: ended by those who keep them, and by nobody for oneself
select sec.guard('posts', 'true', 'person_id <> (select sec.person()) and (select sec.holds(''{security-admin,unit-admin}''))');
grant select, insert, update (to_day, end_reason) on posts to wutong_app;
select sec.classify('posts', 'internal', 'forever', 'none', 'tenant_id,id,person_id,unit_id,role,acting,from_day,to_day,document,end_reason');

-- 三员分立: nobody holds two of the three administrators, and an administrator holds no business post.
create function sec.separate_administrators() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from persons p where p.tenant_id = new.tenant_id and p.id = new.person_id for update;
  if exists (
    select from posts o
    where o.tenant_id = new.tenant_id and o.person_id = new.person_id and o.id <> new.id and o.role <> new.role
      and (o.role in ('system-admin', 'security-admin', 'audit-admin') or new.role in ('system-admin', 'security-admin', 'audit-admin'))
      and daterange(o.from_day, o.to_day, '[)') && daterange(new.from_day, new.to_day, '[)')
  ) then
    raise exception 'administrators are separate' using errcode = '23514', constraint = 'separate_administrators';
  end if;
  return new;
end
$$;
revoke execute on function sec.separate_administrators() from public;
create trigger separate_administrators before insert or update on posts for each row execute function sec.separate_administrators();

-- An end that was set may be moved and is never taken away: who is to come back is appointed anew.
create function sec.ended_stays_ended() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  -- nobody entered, nobody's statement: a migration may mend a date
  if new.tenant_id = sec.tenant() and old.to_day is not null and (new.to_day is null
      or old.to_day <= (sec.clock() at time zone 'Asia/Shanghai')::date and new.to_day > old.to_day) then
    raise exception 'what has ended stays ended' using errcode = '42501';
  end if;
  return new;
end
$$;
revoke execute on function sec.ended_stays_ended() from public;
create trigger ended_stays_ended before update of to_day on posts for each row execute function sec.ended_stays_ended();

-- 代录: who may enter a leader's word for the leader
create table delegations (
  tenant_id uuid not null,
  id uuid not null,
  leader_id uuid not null,
  delegate_id uuid not null,
  from_day date not null,
  to_day date,
  primary key (tenant_id, id),
  foreign key (tenant_id, leader_id) references persons (tenant_id, id),
  foreign key (tenant_id, delegate_id) references persons (tenant_id, id),
  check (leader_id <> delegate_id)
);
create index delegations_by_delegate on delegations (tenant_id, delegate_id);
create index delegations_by_leader on delegations (tenant_id, leader_id);
-- lent and called in by the leader alone: who acts for one does not prolong it
select sec.guard('delegations', 'true', 'leader_id = (select sec.person())', '(select sec.holds(''{block-leader,city-leader}''))');
grant select, insert, update (to_day) on delegations to wutong_app;
select sec.classify('delegations', 'internal', 'forever', 'none', 'tenant_id,id,leader_id,delegate_id,from_day,to_day');

create trigger ended_stays_ended before update of to_day on delegations for each row execute function sec.ended_stays_ended();

-- sec.enter is a function of the owner, whom forced row security binds as well: it may read who holds which post, no more.
create policy entering on tenants for select to wutong_owner using (true);
create policy entering on blocks for select to wutong_owner using (true);
create policy entering on units for select to wutong_owner using (true);
create policy entering on unit_blocks for select to wutong_owner using (true);
create policy entering on persons for select to wutong_owner using (true);
create policy locking on persons for update to wutong_owner using (true);
create policy entering on posts for select to wutong_owner using (true);
create policy entering on delegations for select to wutong_owner using (true);
