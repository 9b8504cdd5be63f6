-- 词典: words that the city adds to the dictionaries of the reading; a word withdrawn stays on record and is read no more.
create table city_words (
  tenant_id uuid not null references tenants,
  id uuid not null,
  kind text not null check (kind in ('company', 'place', 'zone', 'industry', 'title', 'suffix')),
  word text not null check (length(word) between 2 and 30),
  -- of a company: the full name that this word is short for
  alias_of text check (length(alias_of) between 2 and 60),
  added_by uuid not null,
  since timestamptz not null default sec.clock(),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, added_by) references persons (tenant_id, id),
  foreign key (tenant_id, withdrawn_by) references persons (tenant_id, id),
  check (alias_of is null or kind = 'company'),
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create unique index one_word on city_words (tenant_id, kind, word) where withdrawn_at is null;
-- read into every form; added by whoever may set business numbers
select sec.guard('city_words', 'true', '(select sec.holds(''{business-admin}''))', '(select sec.holds(''{business-admin}''))');
create trigger a_signed_by_oneself before insert on city_words for each row execute function sec.signed_by_oneself('added_by', '');
create trigger a_signed_by_oneself_again before update of withdrawn_by on city_words for each row
  when (new.withdrawn_by is not null and new.withdrawn_by is distinct from old.withdrawn_by) execute function sec.signed_by_oneself('withdrawn_by', '');
grant select on city_words to wutong_app;
grant insert (tenant_id, id, kind, word, alias_of, added_by) on city_words to wutong_app;
grant update (withdrawn_by, withdrawn_at, version) on city_words to wutong_app;
select sec.classify('city_words', 'internal', 'forever', 'none', 'tenant_id,id,kind,word,alias_of,added_by,since,withdrawn_by,withdrawn_at,version');
