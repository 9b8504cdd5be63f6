-- 附件: what was sent along as a file. The bytes lie outside the database under their hash; here stand what they are and who may see them.
create table documents (
  tenant_id uuid not null references tenants,
  id uuid not null,
  -- given by the database, so that nobody sends a file in another's name
  owner_id uuid not null default sec.person(),
  name text not null check (length(name) between 1 and 120),
  family text not null check (family in ('photo', 'voice', 'file')),
  bytes bigint not null check (bytes between 1 and 31457280),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- of a recording, as the phone says
  seconds int check (seconds between 1 and 3600),
  -- receiving: parts arrive; quarantined: whole, not looked into; clean, refused: looked into
  state text not null default 'receiving' check (state in ('receiving', 'quarantined', 'clean', 'refused')),
  -- by its content, never by its name
  media_type text,
  width int,
  height int,
  refused_because text check (length(refused_because) <= 200),
  -- it hangs on something: from then on seen by whoever sees that
  attached boolean not null default false,
  declared_at timestamptz not null default sec.clock(),
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references persons (tenant_id, id),
  check ((state = 'clean') = (media_type is not null)),
  check ((state = 'refused') = (refused_because is not null))
);
create index documents_by_owner on documents (tenant_id, owner_id, declared_at) where not attached;
create index documents_waiting on documents (tenant_id, declared_at) where state = 'quarantined';
create index documents_by_hash on documents (tenant_id, sha256);

alter table replies add unique (tenant_id, id, brief_id);

-- What a file hangs on: a brief, or one reply under it. A file hangs on one thing.
create table attachments (
  tenant_id uuid not null,
  document_id uuid not null,
  brief_id uuid not null,
  reply_id uuid,
  no int not null check (no between 1 and 20),
  at timestamptz not null default sec.clock(),
  primary key (tenant_id, document_id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id),
  foreign key (tenant_id, brief_id) references briefs (tenant_id, id),
  -- a reply under this very brief
  foreign key (tenant_id, reply_id, brief_id) references replies (tenant_id, id, brief_id)
);
create index attachments_by_brief on attachments (tenant_id, brief_id, at, no);

-- One's own file, whole, not refused, and hung nowhere yet. By the owner's eye: the rows' own policies ask back here.
create function sec.hangs_nowhere(document uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from public.documents d where d.tenant_id = sec.tenant() and d.id = document and d.owner_id = sec.person()
    and not d.attached and d.state in ('quarantined', 'clean'));
end
$$;
create policy looking on documents for select to wutong_owner using (true);
revoke execute on function sec.hangs_nowhere(uuid) from public;
grant execute on function sec.hangs_nowhere(uuid) to wutong_app;

-- seen by whoever sees the brief; of a brief taken back nothing is left to read but what others answered
select sec.guard('attachments',
  '(select sec.sees_all()) or exists (select from briefs b where b.tenant_id = attachments.tenant_id and b.id = attachments.brief_id
    and (b.state = ''sent'' or attachments.reply_id is not null))',
  null,
  'sec.hangs_nowhere(document_id)
   and exists (select from briefs b where b.tenant_id = attachments.tenant_id and b.id = attachments.brief_id)');
select sec.guard('documents',
  '(select sec.sees_all()) or (owner_id = (select sec.person()) and not attached)
   or exists (select from attachments a where a.tenant_id = documents.tenant_id and a.document_id = documents.id)',
  '(select sec.sees_all()) or owner_id = (select sec.person())');
grant select on documents, attachments to wutong_app;
grant insert (tenant_id, id, name, family, bytes, sha256, seconds) on documents to wutong_app;
grant update (state, media_type, width, height, refused_because, attached, version) on documents to wutong_app;
grant insert (tenant_id, document_id, brief_id, reply_id, no) on attachments to wutong_app;
select sec.classify('documents', 'internal', '10 years', 'none', 'tenant_id,id,owner_id,family,bytes,sha256,seconds,state,media_type,width,height,
  refused_because,attached,declared_at,version');
select sec.classify('documents', 'commercial-secret', '10 years', 'none', 'name');
select sec.classify('attachments', 'internal', '10 years', 'none', 'tenant_id,document_id,brief_id,reply_id,no,at');

-- The way of a file goes forward only, and nobody calls their own file clean.
create function sec.files_move_on() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.state is distinct from old.state and not (
      (old.state = 'receiving' and new.state = 'quarantined' and old.owner_id = sec.person())
      or (old.state = 'quarantined' and new.state in ('clean', 'refused') and sec.sees_all())) then
    raise exception 'a file goes from receiving to quarantined by its owner, and on by a job' using errcode = '42501';
  end if;
  if old.attached and not new.attached then
    raise exception 'what hangs stays' using errcode = '42501';
  end if;
  return new;
end
$$;
revoke execute on function sec.files_move_on() from public;
create trigger files_move_on before update on documents for each row execute function sec.files_move_on();

-- For jobs only: files that were never sent along, after two days; their bytes go when no row names them any more.
create function sec.forget_documents() returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  n int;
begin
  if not sec.sees_all() then
    raise exception 'for jobs only' using errcode = '42501';
  end if;
  delete from public.documents where tenant_id = sec.tenant() and not attached and declared_at < sec.clock() - interval '2 days';
  get diagnostics n = row_count;
  return n;
end
$$;
create policy forgetting on documents for all to wutong_owner using (not attached);
revoke execute on function sec.forget_documents() from public;
grant execute on function sec.forget_documents() to wutong_app;
