-- 补录: a pasted piece of chat, one draft a message, worked off by whoever pasted it; nobody else sees it, not even a job.
create table brief_drafts (
  tenant_id uuid not null references tenants,
  id uuid not null,
  -- given by the database, so that nobody lays a draft into another's list
  owner_id uuid not null default sec.person(),
  -- one paste, and the place in it
  stretch_id uuid not null,
  no int not null check (no between 1 and 200),
  -- MAC of poster, time and words: an overlapping paste makes no second draft of the same message
  mark bytea not null,
  -- sealed, since a chat is full of phones; the words go when they have become a brief
  text_sealed text,
  quote_sealed text,
  -- companies that were read in it, for the list
  companies text[] not null default '{}',
  -- whether there is something to enter, as the reading says
  enters boolean not null,
  -- as the chat calls them; the person where one was found or chosen
  poster text not null check (length(poster) <= 60),
  poster_id uuid,
  posted_on date,
  posted_time text check (posted_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  posted_certain boolean not null,
  state text not null default 'open' check (state in ('open', 'discarded', 'sent')),
  brief_id uuid,
  made_at timestamptz not null default sec.clock(),
  -- the first day on which it is kept no longer
  expires_on date not null,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, owner_id, mark),
  foreign key (tenant_id, owner_id) references persons (tenant_id, id),
  foreign key (tenant_id, poster_id) references persons (tenant_id, id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id),
  check ((state = 'sent') = (brief_id is not null)),
  check (state <> 'sent' or (text_sealed is null and quote_sealed is null))
);
create index brief_drafts_by_owner on brief_drafts (tenant_id, owner_id, made_at, stretch_id, no);
create index brief_drafts_by_expiry on brief_drafts (tenant_id, expires_on);
select sec.guard('brief_drafts', 'owner_id = (select sec.person())');
grant select on brief_drafts to wutong_app;
grant insert (tenant_id, id, stretch_id, no, mark, text_sealed, quote_sealed, companies, enters, poster, poster_id, posted_on, posted_time,
  posted_certain, expires_on) on brief_drafts to wutong_app;
grant update (text_sealed, quote_sealed, poster_id, state, brief_id, version) on brief_drafts to wutong_app;
select sec.classify('brief_drafts', 'internal', '90 days', 'none', 'tenant_id,id,owner_id,stretch_id,no,enters,poster_id,posted_on,posted_time,
  posted_certain,state,brief_id,made_at,expires_on,version');
select sec.classify('brief_drafts', 'commercial-secret', '90 days', 'none', 'companies');
select sec.classify('brief_drafts', 'personal', '90 days', 'hidden', 'mark,text_sealed,quote_sealed');
select sec.classify('brief_drafts', 'personal', '90 days', 'none', 'poster');

-- Every night, for jobs only: drafts past their day, whosesoever they are; nothing of them is read.
create function sec.forget_drafts() returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  n int;
begin
  if not sec.sees_all() then
    raise exception 'for jobs only' using errcode = '42501';
  end if;
  delete from public.brief_drafts where tenant_id = sec.tenant() and expires_on <= (sec.clock() at time zone 'Asia/Shanghai')::date;
  get diagnostics n = row_count;
  return n;
end
$$;
create policy forgetting on brief_drafts for all to wutong_owner using (expires_on <= (select (sec.clock() at time zone 'Asia/Shanghai')::date));
revoke execute on function sec.forget_drafts() from public;
grant execute on function sec.forget_drafts() to wutong_app;

-- 补录 · 原发 姚敏 11月3日 15:04: when it was first posted is what somebody claims; sent_at stays the database's clock.
alter table briefs
  add column transcribed boolean not null default false,
  add column original_poster text check (length(original_poster) <= 60),
  add column original_poster_id uuid,
  add column original_on date,
  add column original_time text check (original_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  add column original_certain boolean not null default false,
  add foreign key (tenant_id, original_poster_id) references persons (tenant_id, id),
  add check (transcribed or (original_poster_id is null and original_on is null and original_time is null)),
  -- 补录不计首报
  add constraint transcribed_claims_nothing check (not transcribed or first_complete_at is null);
grant insert (transcribed, original_poster, original_poster_id, original_on, original_time, original_certain) on briefs to wutong_app;
select sec.classify('briefs', 'internal', '10 years', 'none', 'transcribed,original_poster_id,original_on,original_time,original_certain');
select sec.classify('briefs', 'personal', '10 years', 'none', 'original_poster');

-- so that a figure can tell the two apart
grant select (transcribed) on briefs to wutong_measure;
create or replace view briefs_facts as
  select tenant_id, id, block_id, unit_id, sent_at, contact_on, state, validity, judged_at, negotiating_at, transcribed from briefs;
