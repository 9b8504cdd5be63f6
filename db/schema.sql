-- The database as the migrations leave it; generated, do not edit.

create table access_log (
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  at timestamp with time zone not null default sec.clock(),
  person_id uuid not null,
  verb text not null,
  subject text not null,
  reason text,
  constraint access_log_pkey PRIMARY KEY (tenant_id, id),
  constraint access_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint access_log_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES persons(tenant_id, id)
);
CREATE INDEX access_log_by_subject ON public.access_log USING btree (tenant_id, subject, at);
CREATE INDEX access_log_by_time ON public.access_log USING btree (tenant_id, at, id);
alter table access_log enable row level security, force row level security;
create policy adding on access_log for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on access_log for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR ('A'::text = ANY (( SELECT sec.keys() AS keys)::text[]))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy forgetting on access_log for all to wutong_owner using ((at < (( SELECT sec.clock() AS clock) - '3 years'::interval)));
create policy reading on access_log for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR ('A'::text = ANY (( SELECT sec.keys() AS keys)::text[])))));
create policy removing on access_log for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR ('A'::text = ANY (( SELECT sec.keys() AS keys)::text[])))));
create policy signing_in on access_log for insert to wutong_owner with check (true);
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.access_log FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('person_id', '');
grant insert (tenant_id, person_id, verb, subject, reason) on access_log to wutong_app;
grant select on access_log to wutong_app;
grant select on access_log to wutong_backup;

create table attachments (
  tenant_id uuid not null,
  document_id uuid not null,
  brief_id uuid not null,
  reply_id uuid,
  no integer not null,
  at timestamp with time zone not null default sec.clock(),
  constraint attachments_pkey PRIMARY KEY (tenant_id, document_id),
  constraint attachments_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint attachments_tenant_id_document_id_fkey FOREIGN KEY (tenant_id, document_id) REFERENCES documents(tenant_id, id),
  constraint attachments_tenant_id_reply_id_brief_id_fkey FOREIGN KEY (tenant_id, reply_id, brief_id) REFERENCES replies(tenant_id, id, brief_id),
  constraint attachments_no_check CHECK (((no >= 1) AND (no <= 20)))
);
CREATE INDEX attachments_by_brief ON public.attachments USING btree (tenant_id, brief_id, at, no);
alter table attachments enable row level security, force row level security;
create policy adding on attachments for insert to wutong_app with check (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (sec.hangs_nowhere(document_id) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = attachments.tenant_id) AND (b.id = attachments.brief_id)))))));
create policy changing on attachments for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = attachments.tenant_id) AND (b.id = attachments.brief_id) AND ((b.state = 'sent'::text) OR (attachments.reply_id IS NOT NULL)))))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on attachments for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = attachments.tenant_id) AND (b.id = attachments.brief_id) AND ((b.state = 'sent'::text) OR (attachments.reply_id IS NOT NULL))))))));
create policy removing on attachments for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = attachments.tenant_id) AND (b.id = attachments.brief_id) AND ((b.state = 'sent'::text) OR (attachments.reply_id IS NOT NULL))))))));
grant insert (tenant_id, document_id, brief_id, reply_id, no) on attachments to wutong_app;
grant select on attachments to wutong_app;
grant select on attachments to wutong_backup;

create table blocks (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  short text not null,
  kind text not null,
  region_code text,
  sort integer not null,
  constraint blocks_tenant_id_name_key UNIQUE (tenant_id, name),
  constraint blocks_pkey PRIMARY KEY (tenant_id, id),
  constraint blocks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint blocks_check CHECK (((kind <> 'zone'::text) OR (region_code IS NULL))),
  constraint blocks_kind_check CHECK ((kind = ANY (ARRAY['county'::text, 'zone'::text, 'city-level'::text])))
);
CREATE UNIQUE INDEX one_city_level ON public.blocks USING btree (tenant_id) WHERE (kind = 'city-level'::text);
alter table blocks enable row level security, force row level security;
create policy adding on blocks for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on blocks for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true)) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy entering on blocks for select to wutong_owner using (true);
create policy reading on blocks for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on blocks for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
grant insert, select on blocks to wutong_app;
grant select on blocks to wutong_backup;

create table brief_calls (
  tenant_id uuid not null,
  party_id uuid not null,
  kind text not null,
  brief_id uuid not null,
  constraint brief_calls_pkey PRIMARY KEY (tenant_id, party_id, kind, brief_id),
  constraint brief_calls_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint brief_calls_kind_check CHECK ((kind = ANY (ARRAY['assigned'::text, 'called'::text])))
);
alter table brief_calls enable row level security, force row level security;
create policy adding on brief_calls for insert to wutong_app with check (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND false));
create policy changing on brief_calls for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND false)) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on brief_calls for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ((party_id = ( SELECT sec.person() AS person)) OR (('u:'::text || party_id) = ANY (( SELECT sec.keys() AS keys)::text[])))));
create policy removing on brief_calls for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND false));
create policy telling on brief_calls for all to wutong_owner using (true) with check (true);
grant select on brief_calls to wutong_app;
grant select on brief_calls to wutong_backup;

create table brief_drafts (
  tenant_id uuid not null,
  id uuid not null,
  owner_id uuid not null default sec.person(),
  stretch_id uuid not null,
  no integer not null,
  mark bytea not null,
  text_sealed text,
  quote_sealed text,
  companies text[] not null default '{}'::text[],
  enters boolean not null,
  poster text not null,
  poster_id uuid,
  posted_on date,
  posted_time text,
  posted_certain boolean not null,
  state text not null default 'open'::text,
  brief_id uuid,
  made_at timestamp with time zone not null default sec.clock(),
  expires_on date not null,
  version integer not null default 1,
  constraint brief_drafts_tenant_id_owner_id_mark_key UNIQUE (tenant_id, owner_id, mark),
  constraint brief_drafts_pkey PRIMARY KEY (tenant_id, id),
  constraint brief_drafts_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint brief_drafts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint brief_drafts_tenant_id_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES persons(tenant_id, id),
  constraint brief_drafts_tenant_id_poster_id_fkey FOREIGN KEY (tenant_id, poster_id) REFERENCES persons(tenant_id, id),
  constraint brief_drafts_check CHECK (((state = 'sent'::text) = (brief_id IS NOT NULL))),
  constraint brief_drafts_check1 CHECK (((state <> 'sent'::text) OR ((text_sealed IS NULL) AND (quote_sealed IS NULL)))),
  constraint brief_drafts_no_check CHECK (((no >= 1) AND (no <= 200))),
  constraint brief_drafts_posted_time_check CHECK ((posted_time ~ '^[0-2][0-9]:[0-5][0-9]$'::text)),
  constraint brief_drafts_poster_check CHECK ((length(poster) <= 60)),
  constraint brief_drafts_state_check CHECK ((state = ANY (ARRAY['open'::text, 'discarded'::text, 'sent'::text])))
);
CREATE INDEX brief_drafts_by_expiry ON public.brief_drafts USING btree (tenant_id, expires_on);
CREATE INDEX brief_drafts_by_owner ON public.brief_drafts USING btree (tenant_id, owner_id, made_at, stretch_id, no);
alter table brief_drafts enable row level security, force row level security;
create policy adding on brief_drafts for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on brief_drafts for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (owner_id = ( SELECT sec.person() AS person)))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy forgetting on brief_drafts for all to wutong_owner using ((expires_on <= ( SELECT ((sec.clock() AT TIME ZONE 'Asia/Shanghai'::text))::date AS timezone)));
create policy reading on brief_drafts for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (owner_id = ( SELECT sec.person() AS person))));
create policy removing on brief_drafts for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (owner_id = ( SELECT sec.person() AS person))));
grant insert (tenant_id, id, stretch_id, no, mark, text_sealed, quote_sealed, companies, enters, poster, poster_id, posted_on, posted_time, posted_certain, expires_on) on brief_drafts to wutong_app;
grant select on brief_drafts to wutong_app;
grant update (text_sealed, quote_sealed, poster_id, state, brief_id, version) on brief_drafts to wutong_app;
grant select on brief_drafts to wutong_backup;

create table brief_numbers (
  tenant_id uuid not null,
  block_id uuid not null,
  month text not null,
  last integer not null,
  constraint brief_numbers_pkey PRIMARY KEY (tenant_id, block_id, month),
  constraint brief_numbers_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES blocks(tenant_id, id)
);
alter table brief_numbers enable row level security, force row level security;
create policy adding on brief_numbers for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on brief_numbers for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true)) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on brief_numbers for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on brief_numbers for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
grant insert, select, update on brief_numbers to wutong_app;
grant select on brief_numbers to wutong_backup;

create table brief_units (
  tenant_id uuid not null,
  brief_id uuid not null,
  unit_id uuid not null,
  constraint brief_units_pkey PRIMARY KEY (tenant_id, brief_id, unit_id),
  constraint brief_units_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint brief_units_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id)
);
alter table brief_units enable row level security, force row level security;
create policy adding on brief_units for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on brief_units for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = brief_units.tenant_id) AND (b.id = brief_units.brief_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on brief_units for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = brief_units.tenant_id) AND (b.id = brief_units.brief_id))))));
create policy removing on brief_units for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = brief_units.tenant_id) AND (b.id = brief_units.brief_id))))));
grant delete, insert, select on brief_units to wutong_app;
grant select on brief_units to wutong_backup;

create table briefs (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  block_id uuid not null,
  unit_id uuid not null,
  recorder_id uuid not null,
  sent_at timestamp with time zone not null default sec.clock(),
  first_complete_at timestamp with time zone,
  contact_on date,
  channel text,
  place text,
  body text not null,
  next_step text,
  next_on date,
  help_needed text,
  contact_name text,
  contact_phone_sealed text,
  contact_phone_masked text,
  visibility text not null,
  intent_block_id uuid,
  state text not null default 'sent'::text,
  withdrawn_reason text,
  validity text not null default 'pending'::text,
  judged_at timestamp with time zone,
  negotiating_at timestamp with time zone,
  judge text not null,
  audience text[] not null,
  revision integer not null default 1,
  version integer not null default 1,
  transcribed boolean not null default false,
  original_poster text,
  original_poster_id uuid,
  original_on date,
  original_time text,
  original_certain boolean not null default false,
  constraint briefs_tenant_id_id_unit_id_key UNIQUE (tenant_id, id, unit_id),
  constraint briefs_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint counts_follow TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint keep_words TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint briefs_pkey PRIMARY KEY (tenant_id, id),
  constraint briefs_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES blocks(tenant_id, id),
  constraint briefs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint briefs_tenant_id_intent_block_id_fkey FOREIGN KEY (tenant_id, intent_block_id) REFERENCES blocks(tenant_id, id),
  constraint briefs_tenant_id_original_poster_id_fkey FOREIGN KEY (tenant_id, original_poster_id) REFERENCES persons(tenant_id, id),
  constraint briefs_tenant_id_recorder_id_fkey FOREIGN KEY (tenant_id, recorder_id) REFERENCES persons(tenant_id, id),
  constraint briefs_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id),
  constraint briefs_audience_check CHECK ((cardinality(audience) > 0)),
  constraint briefs_body_check CHECK ((length(body) <= 20000)),
  constraint briefs_channel_check CHECK ((channel = ANY (ARRAY['visit'::text, 'reception'::text, 'remote'::text, 'fair'::text, 'introduced'::text, 'intermediary'::text, 'capital'::text, 'alumni'::text, 'handed-down'::text, 'self'::text]))),
  constraint briefs_check CHECK ((transcribed OR ((original_poster_id IS NULL) AND (original_on IS NULL) AND (original_time IS NULL)))),
  constraint briefs_judge_check CHECK ((judge = ANY (ARRAY['block'::text, 'city'::text, 'joint'::text]))),
  constraint briefs_original_poster_check CHECK ((length(original_poster) <= 60)),
  constraint briefs_original_time_check CHECK ((original_time ~ '^[0-2][0-9]:[0-5][0-9]$'::text)),
  constraint briefs_state_check CHECK ((state = ANY (ARRAY['sent'::text, 'recalled'::text, 'withdrawn'::text]))),
  constraint briefs_validity_check CHECK ((validity = ANY (ARRAY['pending'::text, 'valid'::text, 'invalid'::text, 'duplicate'::text]))),
  constraint briefs_visibility_check CHECK ((visibility = ANY (ARRAY['block'::text, 'units'::text, 'leaders'::text]))),
  constraint transcribed_claims_nothing CHECK (((NOT transcribed) OR (first_complete_at IS NULL)))
);
CREATE INDEX briefs_by_block ON public.briefs USING btree (tenant_id, block_id, sent_at DESC, id DESC);
CREATE INDEX briefs_by_recorder ON public.briefs USING btree (tenant_id, recorder_id, sent_at DESC, id DESC);
CREATE INDEX briefs_by_time ON public.briefs USING btree (tenant_id, sent_at DESC, id DESC);
CREATE INDEX briefs_by_unit ON public.briefs USING btree (tenant_id, unit_id, sent_at DESC, id DESC) INCLUDE (state, validity, contact_on, negotiating_at);
CREATE INDEX briefs_by_validity ON public.briefs USING btree (tenant_id, validity, sent_at DESC, id DESC) WHERE (state = 'sent'::text);
CREATE INDEX briefs_negotiating ON public.briefs USING btree (tenant_id, sent_at DESC, id DESC) WHERE (negotiating_at IS NOT NULL);
CREATE INDEX briefs_pending ON public.briefs USING btree (tenant_id, block_id, sent_at) WHERE ((validity = 'pending'::text) AND (state = 'sent'::text));
alter table briefs enable row level security, force row level security;
create policy adding on briefs for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on briefs for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (audience && ( SELECT sec.keys() AS keys))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy following on briefs for select to wutong_owner using (true);
create policy measuring on briefs for select to wutong_measure using ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on briefs for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ((audience && ( SELECT sec.keys() AS keys)) OR ( SELECT sec.sees_all() AS sees_all))));
create policy removing on briefs for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (audience && ( SELECT sec.keys() AS keys)))));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.briefs FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('recorder_id', '');
CREATE CONSTRAINT TRIGGER counts_follow AFTER UPDATE OF validity, negotiating_at ON public.briefs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sec.counts_follow();
CREATE TRIGGER date_claims BEFORE INSERT OR UPDATE ON public.briefs FOR EACH ROW EXECUTE FUNCTION sec.date_claims();
CREATE CONSTRAINT TRIGGER keep_words AFTER INSERT OR UPDATE OF state, audience, revision ON public.briefs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sec.keep_brief_words();
grant insert (tenant_id, id, number, block_id, unit_id, recorder_id, first_complete_at, contact_on, channel, place, body, next_step, next_on, help_needed, contact_name, contact_phone_sealed, contact_phone_masked, visibility, intent_block_id, judge, audience, transcribed, original_poster, original_poster_id, original_on, original_time, original_certain) on briefs to wutong_app;
grant select on briefs to wutong_app;
grant update (first_complete_at, contact_on, channel, place, body, next_step, next_on, help_needed, contact_name, contact_phone_sealed, contact_phone_masked, visibility, intent_block_id, state, withdrawn_reason, validity, judged_at, negotiating_at, audience, revision, version) on briefs to wutong_app;
grant select on briefs to wutong_backup;
grant select (tenant_id, id, block_id, unit_id, sent_at, contact_on, state, validity, judged_at, negotiating_at, transcribed) on briefs to wutong_measure;

create table city_words (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  word text not null,
  alias_of text,
  added_by uuid not null,
  since timestamp with time zone not null default sec.clock(),
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  version integer not null default 1,
  constraint city_words_pkey PRIMARY KEY (tenant_id, id),
  constraint city_words_tenant_id_added_by_fkey FOREIGN KEY (tenant_id, added_by) REFERENCES persons(tenant_id, id),
  constraint city_words_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint city_words_tenant_id_withdrawn_by_fkey FOREIGN KEY (tenant_id, withdrawn_by) REFERENCES persons(tenant_id, id),
  constraint city_words_alias_of_check CHECK (((length(alias_of) >= 2) AND (length(alias_of) <= 60))),
  constraint city_words_check CHECK (((alias_of IS NULL) OR (kind = 'company'::text))),
  constraint city_words_check1 CHECK (((withdrawn_by IS NULL) = (withdrawn_at IS NULL))),
  constraint city_words_kind_check CHECK ((kind = ANY (ARRAY['company'::text, 'place'::text, 'zone'::text, 'industry'::text, 'title'::text, 'suffix'::text]))),
  constraint city_words_word_check CHECK (((length(word) >= 2) AND (length(word) <= 30)))
);
CREATE UNIQUE INDEX one_word ON public.city_words USING btree (tenant_id, kind, word) WHERE (withdrawn_at IS NULL);
alter table city_words enable row level security, force row level security;
create policy adding on city_words for insert to wutong_app with check (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.holds('{business-admin}'::text[]) AS holds)));
create policy changing on city_words for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.holds('{business-admin}'::text[]) AS holds))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on city_words for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on city_words for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.holds('{business-admin}'::text[]) AS holds)));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.city_words FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('added_by', '');
CREATE TRIGGER a_signed_by_oneself_again BEFORE UPDATE OF withdrawn_by ON public.city_words FOR EACH ROW WHEN (((new.withdrawn_by IS NOT NULL) AND (new.withdrawn_by IS DISTINCT FROM old.withdrawn_by))) EXECUTE FUNCTION sec.signed_by_oneself('withdrawn_by', '');
grant insert (tenant_id, id, kind, word, alias_of, added_by) on city_words to wutong_app;
grant select on city_words to wutong_app;
grant update (withdrawn_by, withdrawn_at, version) on city_words to wutong_app;
grant select on city_words to wutong_backup;

create table closures (
  tenant_id uuid not null,
  id uuid not null,
  board text not null,
  block_id uuid not null,
  month text not null,
  closed_by uuid not null,
  closed_at timestamp with time zone not null default sec.clock(),
  check_until timestamp with time zone not null,
  figures jsonb not null,
  state text not null default 'checking'::text,
  settled_at timestamp with time zone,
  drafted_by uuid,
  drafted_at timestamp with time zone,
  drafted jsonb,
  version integer not null default 1,
  constraint closures_tenant_id_id_drafted_by_key UNIQUE (tenant_id, id, drafted_by),
  constraint closures_pkey PRIMARY KEY (tenant_id, id),
  constraint closures_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES blocks(tenant_id, id),
  constraint closures_tenant_id_closed_by_fkey FOREIGN KEY (tenant_id, closed_by) REFERENCES persons(tenant_id, id),
  constraint closures_tenant_id_drafted_by_fkey FOREIGN KEY (tenant_id, drafted_by) REFERENCES persons(tenant_id, id),
  constraint closures_check CHECK ((((drafted_by IS NULL) = (drafted IS NULL)) AND ((drafted_by IS NULL) = (drafted_at IS NULL)))),
  constraint closures_check1 CHECK (((state <> ALL (ARRAY['drafted'::text, 'published'::text])) OR (drafted_by IS NOT NULL))),
  constraint closures_month_check CHECK ((month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text)),
  constraint closures_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'drafted'::text, 'published'::text, 'reopened'::text])))
);
CREATE INDEX closures_open ON public.closures USING btree (tenant_id, check_until) WHERE (state = ANY (ARRAY['checking'::text, 'drafted'::text]));
CREATE UNIQUE INDEX one_closure ON public.closures USING btree (tenant_id, board, block_id, month) WHERE (state <> 'reopened'::text);
alter table closures enable row level security, force row level security;
create policy adding on closures for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on closures for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (ARRAY[('b:'::text || block_id), 'R'::text, 'L'::text, 'A'::text] && ( SELECT sec.keys() AS keys))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on closures for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (ARRAY[('b:'::text || block_id), 'R'::text, 'L'::text, 'A'::text] && ( SELECT sec.keys() AS keys)))));
create policy removing on closures for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (ARRAY[('b:'::text || block_id), 'R'::text, 'L'::text, 'A'::text] && ( SELECT sec.keys() AS keys)))));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.closures FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('closed_by', '');
CREATE TRIGGER a_signed_by_oneself_again BEFORE UPDATE OF drafted_by ON public.closures FOR EACH ROW WHEN ((new.drafted_by IS DISTINCT FROM old.drafted_by)) EXECUTE FUNCTION sec.signed_by_oneself('drafted_by', '');
grant insert (tenant_id, id, board, block_id, month, closed_by, check_until, figures) on closures to wutong_app;
grant select on closures to wutong_app;
grant update (state, settled_at, drafted_by, drafted_at, drafted, version) on closures to wutong_app;
grant select on closures to wutong_backup;

create table contacts (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  unit_id uuid not null,
  person_id uuid,
  joint boolean not null,
  constraint contacts_pkey PRIMARY KEY (tenant_id, id),
  constraint contacts_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint contacts_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES persons(tenant_id, id),
  constraint contacts_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id)
);
CREATE INDEX contacts_by_brief ON public.contacts USING btree (tenant_id, brief_id);
alter table contacts enable row level security, force row level security;
create policy adding on contacts for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on contacts for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = contacts.tenant_id) AND (b.id = contacts.brief_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on contacts for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = contacts.tenant_id) AND (b.id = contacts.brief_id))))));
create policy removing on contacts for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = contacts.tenant_id) AND (b.id = contacts.brief_id))))));
create policy seeking on contacts for select to wutong_owner using (true);
grant delete, insert, select on contacts to wutong_app;
grant select on contacts to wutong_backup;

create table deadlines (
  tenant_id uuid not null,
  key text not null,
  subject text not null,
  instance text not null,
  round integer not null,
  started_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  answerers text[] not null,
  audience text[] not null,
  clock jsonb not null,
  constraint deadlines_pkey PRIMARY KEY (tenant_id, key, subject, instance, round),
  constraint deadlines_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id)
);
CREATE INDEX deadlines_by_answerer ON public.deadlines USING gin (answerers) WHERE (ended_at IS NULL);
CREATE INDEX deadlines_by_subject ON public.deadlines USING btree (tenant_id, subject);
CREATE INDEX deadlines_running ON public.deadlines USING btree (tenant_id, due_at) WHERE (ended_at IS NULL);
alter table deadlines enable row level security, force row level security;
create policy adding on deadlines for insert to wutong_app with check (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all)));
create policy changing on deadlines for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on deadlines for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (answerers && ( SELECT sec.keys() AS keys)) OR (audience && ( SELECT sec.keys() AS keys)))));
create policy removing on deadlines for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all)));
grant delete, insert, select, update on deadlines to wutong_app;
grant select on deadlines to wutong_backup;

create table delegations (
  tenant_id uuid not null,
  id uuid not null,
  leader_id uuid not null,
  delegate_id uuid not null,
  from_day date not null,
  to_day date,
  constraint delegations_pkey PRIMARY KEY (tenant_id, id),
  constraint delegations_tenant_id_delegate_id_fkey FOREIGN KEY (tenant_id, delegate_id) REFERENCES persons(tenant_id, id),
  constraint delegations_tenant_id_leader_id_fkey FOREIGN KEY (tenant_id, leader_id) REFERENCES persons(tenant_id, id),
  constraint delegations_check CHECK ((leader_id <> delegate_id))
);
CREATE INDEX delegations_by_delegate ON public.delegations USING btree (tenant_id, delegate_id);
CREATE INDEX delegations_by_leader ON public.delegations USING btree (tenant_id, leader_id);
alter table delegations enable row level security, force row level security;
create policy adding on delegations for insert to wutong_app with check (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.holds('{block-leader,city-leader}'::text[]) AS holds)));
create policy changing on delegations for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (leader_id = ( SELECT sec.person() AS person)))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy entering on delegations for select to wutong_owner using (true);
create policy reading on delegations for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on delegations for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (leader_id = ( SELECT sec.person() AS person))));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.delegations FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('leader_id', '');
CREATE TRIGGER ended_stays_ended BEFORE UPDATE OF to_day ON public.delegations FOR EACH ROW EXECUTE FUNCTION sec.ended_stays_ended();
grant insert, select on delegations to wutong_app;
grant update (to_day) on delegations to wutong_app;
grant select on delegations to wutong_backup;

create table documents (
  tenant_id uuid not null,
  id uuid not null,
  owner_id uuid not null default sec.person(),
  name text not null,
  family text not null,
  bytes bigint not null,
  sha256 text not null,
  seconds integer,
  state text not null default 'receiving'::text,
  media_type text,
  width integer,
  height integer,
  refused_because text,
  attached boolean not null default false,
  declared_at timestamp with time zone not null default sec.clock(),
  version integer not null default 1,
  constraint documents_pkey PRIMARY KEY (tenant_id, id),
  constraint documents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint documents_tenant_id_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES persons(tenant_id, id),
  constraint documents_bytes_check CHECK (((bytes >= 1) AND (bytes <= 31457280))),
  constraint documents_check CHECK (((state = 'clean'::text) = (media_type IS NOT NULL))),
  constraint documents_check1 CHECK (((state = 'refused'::text) = (refused_because IS NOT NULL))),
  constraint documents_family_check CHECK ((family = ANY (ARRAY['photo'::text, 'voice'::text, 'file'::text]))),
  constraint documents_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint documents_refused_because_check CHECK ((length(refused_because) <= 200)),
  constraint documents_seconds_check CHECK (((seconds >= 1) AND (seconds <= 3600))),
  constraint documents_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint documents_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'quarantined'::text, 'clean'::text, 'refused'::text])))
);
CREATE INDEX documents_by_hash ON public.documents USING btree (tenant_id, sha256);
CREATE INDEX documents_by_owner ON public.documents USING btree (tenant_id, owner_id, declared_at) WHERE (NOT attached);
CREATE INDEX documents_waiting ON public.documents USING btree (tenant_id, declared_at) WHERE (state = 'quarantined'::text);
alter table documents enable row level security, force row level security;
create policy adding on documents for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on documents for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (owner_id = ( SELECT sec.person() AS person))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy forgetting on documents for all to wutong_owner using ((NOT attached));
create policy looking on documents for select to wutong_owner using (true);
create policy reading on documents for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR ((owner_id = ( SELECT sec.person() AS person)) AND (NOT attached)) OR (EXISTS ( SELECT
   FROM attachments a
  WHERE ((a.tenant_id = documents.tenant_id) AND (a.document_id = documents.id)))))));
create policy removing on documents for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (owner_id = ( SELECT sec.person() AS person)))));
CREATE TRIGGER files_move_on BEFORE UPDATE ON public.documents FOR EACH ROW EXECUTE FUNCTION sec.files_move_on();
grant insert (tenant_id, id, name, family, bytes, sha256, seconds) on documents to wutong_app;
grant select on documents to wutong_app;
grant update (state, media_type, width, height, refused_because, attached, version) on documents to wutong_app;
grant select on documents to wutong_backup;

create table idempotency (
  tenant_id uuid not null,
  day date not null default ((sec.clock() AT TIME ZONE 'Asia/Shanghai'::text))::date,
  person_id uuid not null,
  key text not null,
  body_hash bytea not null,
  verb text not null,
  status integer not null,
  subject text not null,
  at timestamp with time zone not null default sec.clock(),
  constraint idempotency_pkey PRIMARY KEY (tenant_id, person_id, key, day),
  constraint idempotency_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint idempotency_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES persons(tenant_id, id),
  constraint idempotency_key_check CHECK (((length(key) >= 8) AND (length(key) <= 128)))
) partition by RANGE (day);
alter table idempotency enable row level security, force row level security;
create policy adding on idempotency for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on idempotency for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (person_id = ( SELECT sec.person() AS person)))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on idempotency for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (person_id = ( SELECT sec.person() AS person))));
create policy removing on idempotency for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (person_id = ( SELECT sec.person() AS person))));
grant insert (tenant_id, person_id, key, body_hash, verb, status, subject) on idempotency to wutong_app;
grant select on idempotency to wutong_app;
grant select on idempotency to wutong_backup;

create table idempotency_rest (
  tenant_id uuid not null,
  day date not null default ((sec.clock() AT TIME ZONE 'Asia/Shanghai'::text))::date,
  person_id uuid not null,
  key text not null,
  body_hash bytea not null,
  verb text not null,
  status integer not null,
  subject text not null,
  at timestamp with time zone not null default sec.clock(),
  constraint idempotency_rest_pkey PRIMARY KEY (tenant_id, person_id, key, day),
  constraint idempotency_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint idempotency_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES persons(tenant_id, id),
  constraint idempotency_key_check CHECK (((length(key) >= 8) AND (length(key) <= 128)))
);
alter table idempotency_rest enable row level security, force row level security;
create policy adding on idempotency_rest for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on idempotency_rest for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (person_id = ( SELECT sec.person() AS person)))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on idempotency_rest for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (person_id = ( SELECT sec.person() AS person))));
create policy removing on idempotency_rest for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (person_id = ( SELECT sec.person() AS person))));
create policy sweeping on idempotency_rest for all to wutong_owner using (true);
grant select on idempotency_rest to wutong_backup;

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
  published_at timestamp with time zone not null default sec.clock(),
  frozen jsonb not null,
  hash bytea not null,
  alg text not null,
  publicity text not null,
  top_n integer,
  constraint issues_tenant_id_board_block_id_month_key UNIQUE (tenant_id, board, block_id, month),
  constraint issues_tenant_id_board_block_id_number_key UNIQUE (tenant_id, board, block_id, number),
  constraint issues_pkey PRIMARY KEY (tenant_id, id),
  constraint issues_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES blocks(tenant_id, id),
  constraint issues_tenant_id_closure_id_drafted_by_fkey FOREIGN KEY (tenant_id, closure_id, drafted_by) REFERENCES closures(tenant_id, id, drafted_by),
  constraint issues_tenant_id_published_by_fkey FOREIGN KEY (tenant_id, published_by) REFERENCES persons(tenant_id, id),
  constraint issues_check CHECK (((publicity = 'top'::text) = (top_n IS NOT NULL))),
  constraint issues_publicity_check CHECK ((publicity = ANY (ARRAY['full'::text, 'top'::text, 'own'::text]))),
  constraint two_persons CHECK ((drafted_by <> published_by))
);
CREATE INDEX issues_by_board ON public.issues USING btree (tenant_id, board, block_id, month DESC);
alter table issues enable row level security, force row level security;
create policy adding on issues for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on issues for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (ARRAY[('b:'::text || block_id), 'R'::text, 'L'::text, 'A'::text] && ( SELECT sec.keys() AS keys))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on issues for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (ARRAY[('b:'::text || block_id), 'R'::text, 'L'::text, 'A'::text] && ( SELECT sec.keys() AS keys)))));
create policy removing on issues for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (ARRAY[('b:'::text || block_id), 'R'::text, 'L'::text, 'A'::text] && ( SELECT sec.keys() AS keys)))));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.issues FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('published_by', '');
grant insert (tenant_id, id, closure_id, board, block_id, month, number, drafted_by, published_by, frozen, hash, alg, publicity, top_n) on issues to wutong_app;
grant select on issues to wutong_app;
grant select on issues to wutong_backup;

create table judgements (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  brief_unit_id uuid not null,
  verdict text not null,
  reason text,
  duplicate_of uuid,
  judge_id uuid not null,
  judge_unit_id uuid not null,
  recheck boolean not null default false,
  at timestamp with time zone not null default sec.clock(),
  undone_at timestamp with time zone,
  constraint judgements_pkey PRIMARY KEY (tenant_id, id),
  constraint judgements_tenant_id_brief_id_brief_unit_id_fkey FOREIGN KEY (tenant_id, brief_id, brief_unit_id) REFERENCES briefs(tenant_id, id, unit_id),
  constraint judgements_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint judgements_tenant_id_duplicate_of_fkey FOREIGN KEY (tenant_id, duplicate_of) REFERENCES briefs(tenant_id, id),
  constraint judgements_tenant_id_judge_id_fkey FOREIGN KEY (tenant_id, judge_id) REFERENCES persons(tenant_id, id),
  constraint judgements_tenant_id_judge_unit_id_fkey FOREIGN KEY (tenant_id, judge_unit_id) REFERENCES units(tenant_id, id),
  constraint judgements_check CHECK (((verdict = 'valid'::text) OR (length(reason) > 0))),
  constraint judgements_check1 CHECK (((verdict = 'duplicate'::text) = (duplicate_of IS NOT NULL))),
  constraint judgements_check2 CHECK (((duplicate_of IS NULL) OR (duplicate_of <> brief_id))),
  constraint judgements_verdict_check CHECK ((verdict = ANY (ARRAY['valid'::text, 'invalid'::text, 'duplicate'::text]))),
  constraint no_own_judgement CHECK ((judge_unit_id <> brief_unit_id))
);
CREATE INDEX judgements_by_brief ON public.judgements USING btree (tenant_id, brief_id, at);
CREATE INDEX judgements_by_time ON public.judgements USING btree (tenant_id, at DESC);
CREATE INDEX judgements_of_originals ON public.judgements USING btree (tenant_id, duplicate_of) WHERE (duplicate_of IS NOT NULL);
CREATE UNIQUE INDEX one_recheck ON public.judgements USING btree (tenant_id, brief_id) WHERE (recheck AND (undone_at IS NULL));
alter table judgements enable row level security, force row level security;
create policy adding on judgements for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on judgements for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = judgements.tenant_id) AND (b.id = judgements.brief_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy following on judgements for select to wutong_owner using (true);
create policy reading on judgements for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = judgements.tenant_id) AND (b.id = judgements.brief_id))))));
create policy removing on judgements for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = judgements.tenant_id) AND (b.id = judgements.brief_id))))));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.judgements FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('judge_id', '');
CREATE TRIGGER judge_from_outside BEFORE INSERT ON public.judgements FOR EACH ROW EXECUTE FUNCTION sec.judge_from_outside();
CREATE TRIGGER undone_by_oneself BEFORE UPDATE OF undone_at ON public.judgements FOR EACH ROW WHEN ((new.undone_at IS DISTINCT FROM old.undone_at)) EXECUTE FUNCTION sec.undone_by_oneself();
grant insert (tenant_id, id, brief_id, brief_unit_id, verdict, reason, duplicate_of, judge_id, judge_unit_id, recheck) on judgements to wutong_app;
grant select on judgements to wutong_app;
grant update (undone_at) on judgements to wutong_app;
grant select on judgements to wutong_backup;

create table ledger (
  tenant_id uuid not null,
  id uuid not null,
  event text not null,
  subjects text[] not null,
  audience text[] not null,
  actor_id uuid not null,
  verb text not null,
  occurred_on date not null,
  recorded_at timestamp with time zone not null default sec.clock(),
  payload jsonb not null,
  because jsonb not null,
  rule_version text not null,
  mac bytea not null,
  alg text not null,
  key_id text not null,
  constraint ledger_pkey PRIMARY KEY (tenant_id, id),
  constraint ledger_tenant_id_actor_id_fkey FOREIGN KEY (tenant_id, actor_id) REFERENCES persons(tenant_id, id),
  constraint ledger_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint ledger_event_check CHECK ((event ~ '^[a-z-]+\.[a-z-]+$'::text)),
  constraint ledger_subjects_check CHECK ((cardinality(subjects) > 0)),
  constraint ledger_subjects_few CHECK ((cardinality(subjects) <= 4))
);
CREATE INDEX ledger_by_subject_1 ON public.ledger USING btree (tenant_id, (subjects[1]));
CREATE INDEX ledger_by_subject_2 ON public.ledger USING btree (tenant_id, (subjects[2])) WHERE (subjects[2] IS NOT NULL);
CREATE INDEX ledger_by_subject_3 ON public.ledger USING btree (tenant_id, (subjects[3])) WHERE (subjects[3] IS NOT NULL);
CREATE INDEX ledger_by_subject_4 ON public.ledger USING btree (tenant_id, (subjects[4])) WHERE (subjects[4] IS NOT NULL);
alter table ledger enable row level security, force row level security;
create policy adding on ledger for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on ledger for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (audience && ( SELECT sec.keys() AS keys))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on ledger for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ((audience && ( SELECT sec.keys() AS keys)) OR ( SELECT sec.sees_all() AS sees_all))));
create policy removing on ledger for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (audience && ( SELECT sec.keys() AS keys)))));
create policy telling on ledger for select to wutong_owner using ((event = ANY (ARRAY['account.set'::text, 'person.added'::text, 'password.changed'::text])));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.ledger FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('actor_id', '');
grant insert (tenant_id, id, event, subjects, audience, actor_id, verb, occurred_on, payload, because, rule_version, mac, alg, key_id) on ledger to wutong_app;
grant select on ledger to wutong_app;
grant select on ledger to wutong_backup;

create table ledger_pending (
  tenant_id uuid not null,
  line_id uuid not null,
  constraint ledger_pending_pkey PRIMARY KEY (tenant_id, line_id),
  constraint ledger_pending_tenant_id_line_id_fkey FOREIGN KEY (tenant_id, line_id) REFERENCES ledger(tenant_id, id)
);
alter table ledger_pending enable row level security, force row level security;
create policy adding on ledger_pending for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on ledger_pending for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on ledger_pending for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all)));
create policy removing on ledger_pending for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all)));
grant delete, insert, select on ledger_pending to wutong_app;
grant select on ledger_pending to wutong_backup;

create table ledger_positions (
  tenant_id uuid not null,
  position bigint not null,
  line_id uuid not null,
  mac bytea not null,
  alg text not null,
  key_id text not null,
  constraint ledger_positions_tenant_id_line_id_key UNIQUE (tenant_id, line_id),
  constraint ledger_positions_pkey PRIMARY KEY (tenant_id, "position"),
  constraint ledger_positions_tenant_id_line_id_fkey FOREIGN KEY (tenant_id, line_id) REFERENCES ledger(tenant_id, id),
  constraint ledger_positions_position_check CHECK (("position" > 0))
);
alter table ledger_positions enable row level security, force row level security;
create policy adding on ledger_positions for insert to wutong_app with check (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all)));
create policy changing on ledger_positions for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on ledger_positions for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on ledger_positions for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all)));
grant insert, select on ledger_positions to wutong_app;
grant select on ledger_positions to wutong_backup;

create table ledger_readers (
  tenant_id uuid not null,
  reader text not null,
  position bigint not null,
  constraint ledger_readers_pkey PRIMARY KEY (tenant_id, reader),
  constraint ledger_readers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id)
);
alter table ledger_readers enable row level security, force row level security;
create policy adding on ledger_readers for insert to wutong_app with check (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all)));
create policy changing on ledger_readers for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on ledger_readers for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on ledger_readers for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all)));
grant insert, select, update on ledger_readers to wutong_app;
grant select on ledger_readers to wutong_backup;

create table ledger_seals (
  tenant_id uuid not null,
  no bigint not null,
  from_position bigint not null,
  to_position bigint not null,
  root bytea not null,
  previous bytea not null,
  mac bytea not null,
  alg text not null,
  key_id text not null,
  sealed_at timestamp with time zone not null default sec.clock(),
  constraint ledger_seals_tenant_id_from_position_key UNIQUE (tenant_id, from_position),
  constraint ledger_seals_pkey PRIMARY KEY (tenant_id, no),
  constraint ledger_seals_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint ledger_seals_check CHECK ((to_position >= from_position)),
  constraint ledger_seals_no_check CHECK ((no > 0))
);
alter table ledger_seals enable row level security, force row level security;
create policy adding on ledger_seals for insert to wutong_app with check (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all)));
create policy changing on ledger_seals for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on ledger_seals for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on ledger_seals for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.sees_all() AS sees_all)));
grant insert (tenant_id, no, from_position, to_position, root, previous, mac, alg, key_id) on ledger_seals to wutong_app;
grant select on ledger_seals to wutong_app;
grant select on ledger_seals to wutong_backup;

create table lifted_personals (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  kind text not null,
  sealed text not null,
  masked text not null,
  constraint lifted_personals_pkey PRIMARY KEY (tenant_id, id),
  constraint lifted_personals_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint lifted_personals_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'id-number'::text])))
);
CREATE INDEX lifted_personals_by_brief ON public.lifted_personals USING btree (tenant_id, brief_id);
alter table lifted_personals enable row level security, force row level security;
create policy adding on lifted_personals for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on lifted_personals for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = lifted_personals.tenant_id) AND (b.id = lifted_personals.brief_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on lifted_personals for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = lifted_personals.tenant_id) AND (b.id = lifted_personals.brief_id))))));
create policy removing on lifted_personals for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = lifted_personals.tenant_id) AND (b.id = lifted_personals.brief_id))))));
grant insert, select on lifted_personals to wutong_app;
grant select on lifted_personals to wutong_backup;

create table mention_keys (
  tenant_id uuid not null,
  key uuid not null,
  brief_id uuid not null,
  no integer not null,
  strong boolean not null,
  constraint mention_keys_pkey PRIMARY KEY (tenant_id, key, brief_id, no),
  constraint mention_keys_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id)
);
CREATE INDEX mention_keys_by_brief ON public.mention_keys USING btree (tenant_id, brief_id);
alter table mention_keys enable row level security, force row level security;
create policy adding on mention_keys for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on mention_keys for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = mention_keys.tenant_id) AND (b.id = mention_keys.brief_id))))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on mention_keys for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (strong OR ( SELECT sec.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = mention_keys.tenant_id) AND (b.id = mention_keys.brief_id)))))));
create policy removing on mention_keys for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (( SELECT sec.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = mention_keys.tenant_id) AND (b.id = mention_keys.brief_id)))))));
grant delete, insert, select on mention_keys to wutong_app;
grant select on mention_keys to wutong_backup;

create table mentions (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  no integer not null,
  company_name text not null,
  usc_code text,
  company_region text,
  intention text,
  industry text,
  investment_fen bigint,
  investment_currency text not null default 'CNY'::text,
  investment_qualifier text,
  land_m2 numeric(14,2),
  floor_area_m2 numeric(14,2),
  keyed_by integer not null default 0,
  constraint mentions_tenant_id_brief_id_no_key UNIQUE (tenant_id, brief_id, no),
  constraint mentions_pkey PRIMARY KEY (tenant_id, id),
  constraint mentions_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint mentions_floor_area_m2_check CHECK ((floor_area_m2 >= (0)::numeric)),
  constraint mentions_investment_fen_check CHECK ((investment_fen >= 0)),
  constraint mentions_investment_qualifier_check CHECK ((investment_qualifier = ANY (ARRAY['gt'::text, 'lt'::text, 'approx'::text]))),
  constraint mentions_land_m2_check CHECK ((land_m2 >= (0)::numeric))
);
CREATE INDEX mentions_by_company ON public.mentions USING btree (tenant_id, company_name);
CREATE INDEX mentions_to_key ON public.mentions USING btree (tenant_id, brief_id) WHERE (keyed_by = 0);
alter table mentions enable row level security, force row level security;
create policy adding on mentions for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on mentions for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = mentions.tenant_id) AND (b.id = mentions.brief_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on mentions for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = mentions.tenant_id) AND (b.id = mentions.brief_id))))));
create policy removing on mentions for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = mentions.tenant_id) AND (b.id = mentions.brief_id))))));
create policy seeking on mentions for select to wutong_owner using (true);
grant delete, insert, select on mentions to wutong_app;
grant update (keyed_by) on mentions to wutong_app;
grant select on mentions to wutong_backup;

create table negotiations (
  tenant_id uuid not null,
  brief_id uuid not null,
  on_day date not null,
  note text,
  by_id uuid not null,
  at timestamp with time zone not null default sec.clock(),
  constraint negotiations_pkey PRIMARY KEY (tenant_id, brief_id),
  constraint negotiations_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint negotiations_tenant_id_by_id_fkey FOREIGN KEY (tenant_id, by_id) REFERENCES persons(tenant_id, id)
);
CREATE INDEX negotiations_by_time ON public.negotiations USING btree (tenant_id, at DESC);
alter table negotiations enable row level security, force row level security;
create policy adding on negotiations for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on negotiations for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = negotiations.tenant_id) AND (b.id = negotiations.brief_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy following on negotiations for select to wutong_owner using (true);
create policy reading on negotiations for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = negotiations.tenant_id) AND (b.id = negotiations.brief_id))))));
create policy removing on negotiations for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = negotiations.tenant_id) AND (b.id = negotiations.brief_id))))));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.negotiations FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('by_id', '');
CREATE TRIGGER talks_from_outside BEFORE INSERT ON public.negotiations FOR EACH ROW EXECUTE FUNCTION sec.talks_from_outside();
grant insert (tenant_id, brief_id, on_day, note, by_id) on negotiations to wutong_app;
grant select on negotiations to wutong_app;
grant select on negotiations to wutong_backup;

create table objection_answers (
  tenant_id uuid not null,
  check_id uuid not null,
  closure_id uuid not null,
  word text not null,
  by_id uuid not null,
  at timestamp with time zone not null default sec.clock(),
  constraint objection_answers_pkey PRIMARY KEY (tenant_id, check_id),
  constraint objection_answers_tenant_id_by_id_fkey FOREIGN KEY (tenant_id, by_id) REFERENCES persons(tenant_id, id),
  constraint objection_answers_tenant_id_check_id_fkey FOREIGN KEY (tenant_id, check_id) REFERENCES unit_checks(tenant_id, id),
  constraint objection_answers_tenant_id_closure_id_fkey FOREIGN KEY (tenant_id, closure_id) REFERENCES closures(tenant_id, id),
  constraint objection_answers_word_check CHECK (((length(word) >= 1) AND (length(word) <= 500)))
);
CREATE INDEX objection_answers_by_closure ON public.objection_answers USING btree (tenant_id, closure_id);
alter table objection_answers enable row level security, force row level security;
create policy adding on objection_answers for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on objection_answers for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM closures c
  WHERE ((c.tenant_id = objection_answers.tenant_id) AND (c.id = objection_answers.closure_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on objection_answers for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM closures c
  WHERE ((c.tenant_id = objection_answers.tenant_id) AND (c.id = objection_answers.closure_id))))));
create policy removing on objection_answers for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM closures c
  WHERE ((c.tenant_id = objection_answers.tenant_id) AND (c.id = objection_answers.closure_id))))));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.objection_answers FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('by_id', '');
grant insert (tenant_id, check_id, closure_id, word, by_id) on objection_answers to wutong_app;
grant select on objection_answers to wutong_app;
grant select on objection_answers to wutong_backup;

create table persons (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  phone_sealed text,
  phone_masked text,
  active boolean not null default true,
  suspended_for text,
  version integer not null default 1,
  constraint persons_pkey PRIMARY KEY (tenant_id, id),
  constraint persons_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint persons_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'system'::text])))
);
alter table persons enable row level security, force row level security;
create policy adding on persons for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on persons for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true)) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy entering on persons for select to wutong_owner using (true);
create policy locking on persons for update to wutong_owner using (true);
create policy reading on persons for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on persons for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
grant insert, select on persons to wutong_app;
grant update (name, phone_sealed, phone_masked, active, suspended_for, version) on persons to wutong_app;
grant select on persons to wutong_backup;

create table posts (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  role text not null,
  acting boolean not null default false,
  from_day date not null,
  to_day date,
  document text,
  end_reason text,
  constraint posts_pkey PRIMARY KEY (tenant_id, id),
  constraint posts_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES persons(tenant_id, id),
  constraint posts_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id),
  constraint posts_check CHECK (((to_day IS NULL) OR (to_day >= from_day))),
  constraint posts_role_check CHECK ((role = ANY (ARRAY['reporter'::text, 'unit-head'::text, 'verifier'::text, 'publisher'::text, 'block-leader'::text, 'city-leader'::text, 'recogniser'::text, 'business-admin'::text, 'joint-reviewer'::text, 'unit-admin'::text, 'system-admin'::text, 'security-admin'::text, 'audit-admin'::text])))
);
CREATE INDEX posts_by_person ON public.posts USING btree (tenant_id, person_id);
CREATE INDEX posts_by_role ON public.posts USING btree (tenant_id, role);
CREATE INDEX posts_by_unit ON public.posts USING btree (tenant_id, unit_id);
alter table posts enable row level security, force row level security;
create policy adding on posts for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on posts for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ((person_id <> ( SELECT sec.person() AS person)) AND ( SELECT sec.holds('{security-admin,unit-admin}'::text[]) AS holds)))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy entering on posts for select to wutong_owner using (true);
create policy reading on posts for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on posts for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ((person_id <> ( SELECT sec.person() AS person)) AND ( SELECT sec.holds('{security-admin,unit-admin}'::text[]) AS holds))));
CREATE TRIGGER ended_stays_ended BEFORE UPDATE OF to_day ON public.posts FOR EACH ROW EXECUTE FUNCTION sec.ended_stays_ended();
CREATE TRIGGER posts_are_given BEFORE INSERT ON public.posts FOR EACH ROW EXECUTE FUNCTION sec.posts_are_given();
CREATE TRIGGER separate_administrators BEFORE INSERT OR UPDATE ON public.posts FOR EACH ROW EXECUTE FUNCTION sec.separate_administrators();
grant insert, select on posts to wutong_app;
grant update (to_day, end_reason) on posts to wutong_app;
grant select on posts to wutong_backup;

create table reopenings (
  tenant_id uuid not null,
  closure_id uuid not null,
  reason text not null,
  by_id uuid not null,
  at timestamp with time zone not null default sec.clock(),
  constraint reopenings_pkey PRIMARY KEY (tenant_id, closure_id),
  constraint reopenings_tenant_id_by_id_fkey FOREIGN KEY (tenant_id, by_id) REFERENCES persons(tenant_id, id),
  constraint reopenings_tenant_id_closure_id_fkey FOREIGN KEY (tenant_id, closure_id) REFERENCES closures(tenant_id, id),
  constraint reopenings_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
);
alter table reopenings enable row level security, force row level security;
create policy adding on reopenings for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on reopenings for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM closures c
  WHERE ((c.tenant_id = reopenings.tenant_id) AND (c.id = reopenings.closure_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on reopenings for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM closures c
  WHERE ((c.tenant_id = reopenings.tenant_id) AND (c.id = reopenings.closure_id))))));
create policy removing on reopenings for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM closures c
  WHERE ((c.tenant_id = reopenings.tenant_id) AND (c.id = reopenings.closure_id))))));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.reopenings FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('by_id', '');
grant insert (tenant_id, closure_id, reason, by_id) on reopenings to wutong_app;
grant select on reopenings to wutong_app;
grant select on reopenings to wutong_backup;

create table replies (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  author_id uuid not null,
  unit_id uuid not null,
  body text not null,
  called_units uuid[] not null default '{}'::uuid[],
  called_persons uuid[] not null default '{}'::uuid[],
  called_as text[] not null default '{}'::text[],
  answers_ruling_id uuid,
  at timestamp with time zone not null default sec.clock(),
  constraint replies_tenant_id_id_brief_id_key UNIQUE (tenant_id, id, brief_id),
  constraint replies_pkey PRIMARY KEY (tenant_id, id),
  constraint replies_tenant_id_answers_ruling_id_fkey FOREIGN KEY (tenant_id, answers_ruling_id) REFERENCES rulings(tenant_id, id),
  constraint replies_tenant_id_author_id_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES persons(tenant_id, id),
  constraint replies_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint replies_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id),
  constraint replies_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000)))
);
CREATE INDEX replies_by_brief ON public.replies USING btree (tenant_id, brief_id, at, id);
CREATE INDEX replies_by_time ON public.replies USING btree (tenant_id, at DESC);
alter table replies enable row level security, force row level security;
create policy adding on replies for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on replies for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = replies.tenant_id) AND (b.id = replies.brief_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on replies for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = replies.tenant_id) AND (b.id = replies.brief_id))))));
create policy removing on replies for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = replies.tenant_id) AND (b.id = replies.brief_id))))));
create policy seeking on replies for select to wutong_owner using (true);
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.replies FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('author_id', '');
CREATE TRIGGER keep_calls AFTER INSERT ON public.replies FOR EACH ROW WHEN (((new.called_units <> '{}'::uuid[]) OR (new.called_persons <> '{}'::uuid[]))) EXECUTE FUNCTION sec.keep_brief_calls();
grant insert (tenant_id, id, brief_id, author_id, unit_id, body, called_units, called_persons, called_as, answers_ruling_id) on replies to wutong_app;
grant select on replies to wutong_app;
grant select on replies to wutong_backup;

create table revisions (
  tenant_id uuid not null,
  brief_id uuid not null,
  no integer not null,
  by_id uuid not null,
  at timestamp with time zone not null default sec.clock(),
  changes jsonb not null,
  audience text[] not null,
  constraint revisions_pkey PRIMARY KEY (tenant_id, brief_id, no),
  constraint revisions_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint revisions_tenant_id_by_id_fkey FOREIGN KEY (tenant_id, by_id) REFERENCES persons(tenant_id, id),
  constraint revisions_audience_check CHECK ((cardinality(audience) > 0))
);
alter table revisions enable row level security, force row level security;
create policy adding on revisions for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on revisions for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = revisions.tenant_id) AND (b.id = revisions.brief_id) AND (( SELECT sec.sees_all() AS sees_all) OR (revisions.audience && ( SELECT sec.keys() AS keys)))))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on revisions for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = revisions.tenant_id) AND (b.id = revisions.brief_id) AND (( SELECT sec.sees_all() AS sees_all) OR (revisions.audience && ( SELECT sec.keys() AS keys))))))));
create policy removing on revisions for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = revisions.tenant_id) AND (b.id = revisions.brief_id) AND (( SELECT sec.sees_all() AS sees_all) OR (revisions.audience && ( SELECT sec.keys() AS keys))))))));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.revisions FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('by_id', '');
grant insert (tenant_id, brief_id, no, by_id, changes, audience) on revisions to wutong_app;
grant select on revisions to wutong_app;
grant select on revisions to wutong_backup;

create table rulings (
  tenant_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  leader_id uuid not null,
  leader_post text not null,
  seniority integer not null,
  conclusion text not null,
  lead_unit_id uuid,
  co_unit_ids uuid[] not null default '{}'::uuid[],
  due_on date,
  body text,
  entered_by uuid,
  confirmed_at timestamp with time zone,
  undone_at timestamp with time zone,
  at timestamp with time zone not null default sec.clock(),
  constraint rulings_pkey PRIMARY KEY (tenant_id, id),
  constraint rulings_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint rulings_tenant_id_entered_by_fkey FOREIGN KEY (tenant_id, entered_by) REFERENCES persons(tenant_id, id),
  constraint rulings_tenant_id_lead_unit_id_fkey FOREIGN KEY (tenant_id, lead_unit_id) REFERENCES units(tenant_id, id),
  constraint rulings_tenant_id_leader_id_fkey FOREIGN KEY (tenant_id, leader_id) REFERENCES persons(tenant_id, id),
  constraint rulings_body_check CHECK ((length(body) <= 1000)),
  constraint rulings_check CHECK (((conclusion = 'assign'::text) = (lead_unit_id IS NOT NULL))),
  constraint rulings_check1 CHECK (((conclusion <> 'assign'::text) OR (due_on IS NOT NULL))),
  constraint rulings_check2 CHECK (((entered_by IS NULL) OR (entered_by <> leader_id))),
  constraint rulings_conclusion_check CHECK ((conclusion = ANY (ARRAY['follow'::text, 'assign'::text, 'hold'::text, 'drop'::text]))),
  constraint rulings_seniority_check CHECK ((seniority = ANY (ARRAY[1, 2])))
);
CREATE INDEX rulings_by_brief ON public.rulings USING btree (tenant_id, brief_id, at, id);
CREATE INDEX rulings_by_time ON public.rulings USING btree (tenant_id, at DESC);
CREATE INDEX rulings_to_confirm ON public.rulings USING btree (tenant_id, leader_id) WHERE ((entered_by IS NOT NULL) AND (confirmed_at IS NULL) AND (undone_at IS NULL));
alter table rulings enable row level security, force row level security;
create policy adding on rulings for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on rulings for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = rulings.tenant_id) AND (b.id = rulings.brief_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on rulings for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = rulings.tenant_id) AND (b.id = rulings.brief_id))))));
create policy removing on rulings for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = rulings.tenant_id) AND (b.id = rulings.brief_id))))));
create policy seeking on rulings for select to wutong_owner using (true);
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.rulings FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('leader_id', 'entered_by');
CREATE TRIGGER keep_calls AFTER INSERT ON public.rulings FOR EACH ROW WHEN ((new.conclusion = 'assign'::text)) EXECUTE FUNCTION sec.keep_brief_calls();
grant insert (tenant_id, id, brief_id, leader_id, leader_post, seniority, conclusion, lead_unit_id, co_unit_ids, due_on, body, entered_by) on rulings to wutong_app;
grant select on rulings to wutong_app;
grant update (confirmed_at, undone_at) on rulings to wutong_app;
grant select on rulings to wutong_backup;

create table saved_views (
  tenant_id uuid not null,
  id uuid not null,
  owner_id uuid not null default sec.person(),
  name text not null,
  filters jsonb not null,
  unit_id uuid,
  block_id uuid,
  sort integer not null default 0,
  version integer not null default 1,
  made_at timestamp with time zone not null default sec.clock(),
  constraint saved_views_pkey PRIMARY KEY (tenant_id, id),
  constraint saved_views_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES blocks(tenant_id, id),
  constraint saved_views_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint saved_views_tenant_id_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES persons(tenant_id, id),
  constraint saved_views_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id),
  constraint saved_views_check CHECK (((unit_id IS NULL) OR (block_id IS NULL))),
  constraint saved_views_filters_check CHECK (((jsonb_typeof(filters) = 'object'::text) AND (length((filters)::text) <= 1000))),
  constraint saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 20)))
);
CREATE INDEX saved_views_by_block ON public.saved_views USING btree (tenant_id, block_id) WHERE (block_id IS NOT NULL);
CREATE INDEX saved_views_by_owner ON public.saved_views USING btree (tenant_id, owner_id);
CREATE INDEX saved_views_by_unit ON public.saved_views USING btree (tenant_id, unit_id) WHERE (unit_id IS NOT NULL);
alter table saved_views enable row level security, force row level security;
create policy adding on saved_views for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on saved_views for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (owner_id = ( SELECT sec.person() AS person)))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on saved_views for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ((owner_id = ( SELECT sec.person() AS person)) OR (('u:'::text || unit_id) = ANY (( SELECT sec.keys() AS keys)::text[])) OR (('b:'::text || block_id) = ANY (( SELECT sec.keys() AS keys)::text[])))));
create policy removing on saved_views for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (owner_id = ( SELECT sec.person() AS person))));
CREATE TRIGGER shared_at_home AFTER INSERT ON public.saved_views FOR EACH ROW EXECUTE FUNCTION sec.shared_at_home();
CREATE TRIGGER shared_at_home_again AFTER UPDATE ON public.saved_views FOR EACH ROW WHEN (((new.unit_id IS DISTINCT FROM old.unit_id) OR (new.block_id IS DISTINCT FROM old.block_id))) EXECUTE FUNCTION sec.shared_at_home();
grant delete, select on saved_views to wutong_app;
grant insert (tenant_id, id, name, filters, unit_id, block_id, sort) on saved_views to wutong_app;
grant update (name, filters, unit_id, block_id, sort, version) on saved_views to wutong_app;
grant select on saved_views to wutong_backup;

create table settings (
  tenant_id uuid not null,
  id uuid not null,
  key text not null,
  block_id uuid,
  value jsonb not null,
  effective_from date not null,
  document text not null,
  set_by uuid not null,
  set_at timestamp with time zone not null default sec.clock(),
  constraint settings_pkey PRIMARY KEY (tenant_id, id),
  constraint settings_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES blocks(tenant_id, id),
  constraint settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint settings_tenant_id_set_by_fkey FOREIGN KEY (tenant_id, set_by) REFERENCES persons(tenant_id, id),
  constraint settings_document_check CHECK ((length(document) > 0))
);
CREATE INDEX settings_by_key ON public.settings USING btree (tenant_id, key, effective_from DESC);
alter table settings enable row level security, force row level security;
create policy adding on settings for insert to wutong_app with check (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND ( SELECT sec.holds('{business-admin,security-admin}'::text[]) AS holds)));
create policy changing on settings for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true)) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on settings for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on settings for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy signing_in on settings for select to wutong_owner using ((key = 'session.rememberDays'::text));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.settings FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('set_by', '');
grant insert (tenant_id, id, key, block_id, value, effective_from, document, set_by) on settings to wutong_app;
grant select on settings to wutong_app;
grant select on settings to wutong_backup;

create table tenants (
  tenant_id uuid not null,
  city text not null,
  region_code text not null,
  created_at timestamp with time zone not null default sec.clock(),
  constraint tenants_pkey PRIMARY KEY (tenant_id)
);
alter table tenants enable row level security, force row level security;
create policy adding on tenants for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on tenants for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true)) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy entering on tenants for select to wutong_owner using (true);
create policy reading on tenants for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on tenants for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
grant select on tenants to wutong_app;
grant select on tenants to wutong_backup;

create table township_blocks (
  tenant_id uuid not null,
  township_code text not null,
  block_id uuid not null,
  from_day date not null,
  to_day date,
  constraint township_blocks_pkey PRIMARY KEY (tenant_id, township_code, from_day),
  constraint township_blocks_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES blocks(tenant_id, id),
  constraint township_blocks_tenant_id_township_code_fkey FOREIGN KEY (tenant_id, township_code) REFERENCES townships(tenant_id, code),
  constraint township_blocks_check CHECK (((to_day IS NULL) OR (to_day > from_day)))
);
CREATE UNIQUE INDEX township_in_one_block ON public.township_blocks USING btree (tenant_id, township_code) WHERE (to_day IS NULL);
alter table township_blocks enable row level security, force row level security;
create policy adding on township_blocks for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on township_blocks for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true)) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on township_blocks for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on township_blocks for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
grant insert, select on township_blocks to wutong_app;
grant update (to_day) on township_blocks to wutong_app;
grant select on township_blocks to wutong_backup;

create table townships (
  tenant_id uuid not null,
  code text not null,
  name text not null,
  constraint townships_pkey PRIMARY KEY (tenant_id, code),
  constraint townships_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint townships_code_check CHECK ((code ~ '^[0-9]{9}$'::text))
);
alter table townships enable row level security, force row level security;
create policy adding on townships for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on townships for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true)) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on townships for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on townships for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
grant select on townships to wutong_app;
grant select on townships to wutong_backup;

create table unit_blocks (
  tenant_id uuid not null,
  unit_id uuid not null,
  block_id uuid not null,
  from_day date not null,
  to_day date,
  constraint unit_blocks_pkey PRIMARY KEY (tenant_id, unit_id, from_day),
  constraint unit_blocks_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES blocks(tenant_id, id),
  constraint unit_blocks_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id),
  constraint unit_blocks_check CHECK (((to_day IS NULL) OR (to_day > from_day)))
);
CREATE INDEX unit_blocks_by_block ON public.unit_blocks USING btree (tenant_id, block_id);
CREATE UNIQUE INDEX unit_in_one_block ON public.unit_blocks USING btree (tenant_id, unit_id) WHERE (to_day IS NULL);
alter table unit_blocks enable row level security, force row level security;
create policy adding on unit_blocks for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on unit_blocks for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true)) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy entering on unit_blocks for select to wutong_owner using (true);
create policy reading on unit_blocks for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on unit_blocks for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
grant insert, select on unit_blocks to wutong_app;
grant update (to_day) on unit_blocks to wutong_app;
grant select on unit_blocks to wutong_backup;

create table unit_checks (
  tenant_id uuid not null,
  id uuid not null,
  closure_id uuid not null,
  unit_id uuid not null,
  agrees boolean not null,
  word text,
  by_id uuid not null,
  at timestamp with time zone not null default sec.clock(),
  constraint unit_checks_pkey PRIMARY KEY (tenant_id, id),
  constraint unit_checks_tenant_id_by_id_fkey FOREIGN KEY (tenant_id, by_id) REFERENCES persons(tenant_id, id),
  constraint unit_checks_tenant_id_closure_id_fkey FOREIGN KEY (tenant_id, closure_id) REFERENCES closures(tenant_id, id),
  constraint unit_checks_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id),
  constraint unit_checks_check CHECK ((agrees OR (length(word) > 0))),
  constraint unit_checks_word_check CHECK ((length(word) <= 500))
);
CREATE INDEX unit_checks_by_closure ON public.unit_checks USING btree (tenant_id, closure_id);
alter table unit_checks enable row level security, force row level security;
create policy adding on unit_checks for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on unit_checks for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM closures c
  WHERE ((c.tenant_id = unit_checks.tenant_id) AND (c.id = unit_checks.closure_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on unit_checks for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM closures c
  WHERE ((c.tenant_id = unit_checks.tenant_id) AND (c.id = unit_checks.closure_id))))));
create policy removing on unit_checks for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM closures c
  WHERE ((c.tenant_id = unit_checks.tenant_id) AND (c.id = unit_checks.closure_id))))));
CREATE TRIGGER a_signed_by_oneself BEFORE INSERT ON public.unit_checks FOR EACH ROW EXECUTE FUNCTION sec.signed_by_oneself('by_id', '');
grant insert (tenant_id, id, closure_id, unit_id, agrees, word, by_id) on unit_checks to wutong_app;
grant select on unit_checks to wutong_app;
grant select on unit_checks to wutong_backup;

create table unit_reads (
  tenant_id uuid not null,
  brief_id uuid not null,
  unit_id uuid not null,
  first_at timestamp with time zone not null default sec.clock(),
  constraint unit_reads_pkey PRIMARY KEY (tenant_id, brief_id, unit_id),
  constraint unit_reads_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id),
  constraint unit_reads_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id)
);
alter table unit_reads enable row level security, force row level security;
create policy adding on unit_reads for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on unit_reads for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = unit_reads.tenant_id) AND (b.id = unit_reads.brief_id)))))) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy reading on unit_reads for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = unit_reads.tenant_id) AND (b.id = unit_reads.brief_id))))));
create policy removing on unit_reads for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM briefs b
  WHERE ((b.tenant_id = unit_reads.tenant_id) AND (b.id = unit_reads.brief_id))))));
grant insert, select on unit_reads to wutong_app;
grant select on unit_reads to wutong_backup;

create table units (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  short text not null,
  kind text not null,
  sending_unit_id uuid,
  post_city text,
  version integer not null default 1,
  constraint units_tenant_id_name_key UNIQUE (tenant_id, name),
  constraint units_pkey PRIMARY KEY (tenant_id, id),
  constraint units_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint units_tenant_id_sending_unit_id_fkey FOREIGN KEY (tenant_id, sending_unit_id) REFERENCES units(tenant_id, id),
  constraint units_kind_check CHECK ((kind = ANY (ARRAY['town'::text, 'bureau'::text, 'posted'::text, 'park'::text, 'company'::text])))
);
alter table units enable row level security, force row level security;
create policy adding on units for insert to wutong_app with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy changing on units for update to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true)) with check ((tenant_id = ( SELECT sec.tenant() AS tenant)));
create policy entering on units for select to wutong_owner using (true);
create policy reading on units for select to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
create policy removing on units for delete to wutong_app using (((tenant_id = ( SELECT sec.tenant() AS tenant)) AND true));
grant insert, select, update on units to wutong_app;
grant select on units to wutong_backup;

create table sec.attempts (
  id uuid not null default gen_random_uuid(),
  account text not null,
  device text not null,
  at timestamp with time zone not null default sec.clock(),
  right_password boolean not null default false,
  constraint attempts_pkey PRIMARY KEY (id)
);
CREATE INDEX attempts_by_account ON sec.attempts USING btree (account, at);

create table sec.brief_words (
  tenant_id uuid not null,
  brief_id uuid not null,
  sent_at timestamp with time zone not null,
  month integer not null,
  block_id uuid not null,
  unit_id uuid not null,
  recorder_id uuid not null,
  audience text[] not null,
  names text not null,
  tags text not null,
  words text not null,
  constraint brief_words_pkey PRIMARY KEY (tenant_id, brief_id),
  constraint brief_words_tenant_id_brief_id_fkey FOREIGN KEY (tenant_id, brief_id) REFERENCES briefs(tenant_id, id)
);
CREATE INDEX brief_words_by_term ON sec.brief_words USING gin (sec.brief_terms(tenant_id, month, block_id, unit_id, recorder_id, audience, words) COLLATE "C") WITH (fastupdate=off);

create table sec.columns (
  table_name text not null,
  column_name text not null,
  class text not null,
  keep text not null,
  mask text not null,
  constraint columns_pkey PRIMARY KEY (table_name, column_name),
  constraint columns_class_check CHECK ((class = ANY (ARRAY['public'::text, 'internal'::text, 'commercial-secret'::text, 'personal'::text, 'secret'::text]))),
  constraint columns_mask_check CHECK ((mask = ANY (ARRAY['none'::text, 'phone'::text, 'id-number'::text, 'hidden'::text])))
);

create table sec.credentials (
  tenant_id uuid not null,
  person_id uuid not null,
  account text not null,
  password_hash text not null,
  must_change boolean not null default false,
  changed_at timestamp with time zone not null default sec.clock(),
  constraint accounts_are_told TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint credentials_pkey PRIMARY KEY (tenant_id, person_id),
  constraint credentials_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES persons(tenant_id, id)
);
CREATE UNIQUE INDEX credentials_by_account ON sec.credentials USING btree (lower(account));
CREATE CONSTRAINT TRIGGER accounts_are_told AFTER INSERT OR UPDATE ON sec.credentials DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sec.accounts_are_told();

create table sec.database (
  one boolean not null default true,
  mark text not null,
  clock_offset interval not null default '00:00:00'::interval,
  inner_key bytea not null,
  outer_key bytea not null,
  constraint database_pkey PRIMARY KEY (one),
  constraint database_check CHECK (((mark <> 'real'::text) OR (clock_offset = '00:00:00'::interval))),
  constraint database_mark_check CHECK ((mark = ANY (ARRAY['real'::text, 'demo'::text, 'test'::text]))),
  constraint database_one_check CHECK (one)
);
CREATE TRIGGER keep_mark BEFORE UPDATE ON sec.database FOR EACH ROW EXECUTE FUNCTION sec.keep_mark();

create table sec.sessions (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  token_hash bytea not null,
  device text not null,
  device_name text not null,
  remembered boolean not null,
  started_at timestamp with time zone not null default sec.clock(),
  last_seen_at timestamp with time zone not null default sec.clock(),
  expires_at timestamp with time zone not null,
  idle interval not null,
  revoked_at timestamp with time zone,
  constraint sessions_pkey PRIMARY KEY (tenant_id, id),
  constraint sessions_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES persons(tenant_id, id)
);
CREATE INDEX sessions_by_person ON sec.sessions USING btree (tenant_id, person_id);
CREATE UNIQUE INDEX sessions_by_token ON sec.sessions USING btree (token_hash);

create view briefs_facts as
 SELECT tenant_id,
    id,
    block_id,
    unit_id,
    sent_at,
    contact_on,
    state,
    validity,
    judged_at,
    negotiating_at,
    transcribed
   FROM briefs;
alter view briefs_facts owner to wutong_measure;
grant select on briefs_facts to wutong_app;
grant select on briefs_facts to wutong_backup;

create view sec.sayable as
 SELECT b.tenant_id,
    b.id AS brief_id,
    b.sent_at,
    sec.month_of(b.sent_at) AS month,
    b.block_id,
    b.unit_id,
    b.recorder_id,
    b.audience,
    COALESCE(said.names, ''::text) AS names,
    said.tags,
    concat_ws('
'::text, said.names, said.tags, said.texts) AS words
   FROM (briefs b
     CROSS JOIN LATERAL ( SELECT NULL::text AS names,
            sec.squeezed(b.number) AS tags,
            NULL::text AS texts
          WHERE (b.state = 'withdrawn'::text)
        UNION ALL
         SELECT m.names,
            concat_ws('
'::text, sec.squeezed(b.number), sec.squeezed(b.place), sec.squeezed(b.original_poster), ( SELECT string_agg(sec.squeezed(p.name), '
'::text) AS string_agg
                   FROM persons p
                  WHERE ((p.tenant_id = b.tenant_id) AND ((p.id = ANY (ARRAY[b.recorder_id, b.original_poster_id])) OR (p.id IN ( SELECT c.person_id
                           FROM contacts c
                          WHERE ((c.tenant_id = b.tenant_id) AND (c.brief_id = b.id)))))))) AS concat_ws,
            concat_ws('
'::text, sec.squeezed(b.body), m.intentions, sec.squeezed(b.next_step), sec.squeezed(b.help_needed)) AS concat_ws
           FROM ( SELECT string_agg(sec.squeezed(x.company_name), '
'::text ORDER BY x.no) AS names,
                    string_agg(sec.squeezed(x.intention), '
'::text ORDER BY x.no) AS intentions
                   FROM mentions x
                  WHERE ((x.tenant_id = b.tenant_id) AND (x.brief_id = b.id))) m
          WHERE (b.state = 'sent'::text)) said);
alter view sec.sayable owner to wutong_owner;

CREATE OR REPLACE FUNCTION sec.accounts_are_told()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  person text := 'person:' || new.person_id;
begin
  -- founding a city signs nothing; whoever connects as the application does, also when it has put its identity aside meanwhile
  if pg_has_role(session_user, 'wutong_owner', 'member') then
    return null;
  end if;
  if not exists (select from ledger l where l.tenant_id = new.tenant_id
      and (l.subjects[1] = person or l.subjects[2] = person or l.subjects[3] = person or l.subjects[4] = person)
      and l.event in ('account.set', 'person.added', 'password.changed')
      and (l.event = 'password.changed') = (l.actor_id = new.person_id)
      and l.xmin = pg_current_xact_id()::xid) then
    raise exception 'an account changes with a line in the ledger' using errcode = '23514', constraint = 'accounts_are_told';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION sec.accounts_of(persons uuid[])
 RETURNS TABLE(person_id uuid, account text, must_change boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select c.person_id, c.account, c.must_change from sec.credentials c
  where c.tenant_id = sec.tenant() and c.person_id = any (persons)
    and (c.person_id = sec.person() or exists (
      select from jsonb_array_elements(sec.posts_of(sec.tenant(), sec.person(), (sec.clock() at time zone 'Asia/Shanghai')::date)) o
      where o ->> 'role' in ('system-admin', 'security-admin')))
$function$
;
grant execute on function sec.accounts_of(uuid[]) to wutong_app;

CREATE OR REPLACE FUNCTION sec.bigrams(words text, before text DEFAULT ''::text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN string_to_array(((((before || regexp_replace(words, '..'::text, (('\&'::text || chr(1)) || before), 'g'::text)) || chr(1)) || before) || regexp_replace(substr(words, 2), '..'::text, (('\&'::text || chr(1)) || before), 'g'::text)), chr(1))
;

CREATE OR REPLACE FUNCTION sec.brief_terms(tenant uuid, month integer, block uuid, unit uuid, recorder uuid, audience text[], words text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (sec.bigrams(words, chr((57344 + month))) || sec.in_month(month, (sec.key_terms(tenant, audience) || ARRAY[('in:'::text || block), ('of:'::text || unit), ('by:'::text || recorder)])))
;

CREATE OR REPLACE FUNCTION sec.classify(table_name text, class text, keep text, mask text, columns text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into sec.columns
  select classify.table_name, btrim(c, E' \n'), classify.class, classify.keep, classify.mask
  from unnest(string_to_array(classify.columns, ',')) c
  on conflict on constraint columns_pkey do update set class = excluded.class, keep = excluded.keep, mask = excluded.mask
$function$
;

CREATE OR REPLACE FUNCTION sec.clock()
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  d record;
  told text;
begin
  select mark, clock_offset into d from sec.database;
  if d.mark <> 'real' then
    told := nullif(current_setting('wutong.at', true), '');
    if told is not null then
      return told::timestamptz;
    end if;
    return transaction_timestamp() + d.clock_offset;
  end if;
  return transaction_timestamp();
end
$function$
;
grant execute on function sec.clock() to wutong_app;
grant execute on function sec.clock() to wutong_login;
grant execute on function sec.clock() to wutong_measure;
grant execute on function sec.clock() to wutong_backup;
grant execute on function sec.clock() to wutong_migrator;

CREATE OR REPLACE FUNCTION sec.counts_follow()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION sec.date_claims()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and old.first_complete_at is not null and new.first_complete_at is distinct from old.first_complete_at then
    raise exception 'first_complete_at stands' using errcode = '42501';
  end if;
  if new.first_complete_at is not null and (tg_op = 'INSERT' or old.first_complete_at is null) and new.first_complete_at <> sec.clock() then
    raise exception 'first_complete_at is the clock of this transaction' using errcode = '42501';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION sec.ended_stays_ended()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  -- nobody entered, nobody's statement: a migration may mend a date
  if new.tenant_id = sec.tenant() and old.to_day is not null and (new.to_day is null
      or old.to_day <= (sec.clock() at time zone 'Asia/Shanghai')::date and new.to_day > old.to_day) then
    raise exception 'what has ended stays ended' using errcode = '42501';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION sec.enter(token text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  s record;
  now_ timestamptz := sec.clock();
  today date := (sec.clock() at time zone 'Asia/Shanghai')::date;
  posts_ jsonb;
  delegations_ jsonb;
  keys_ text[];
  actor jsonb;
begin
  if nullif(current_setting('wutong.identity', true), '') is not null then
    raise exception 'already entered' using errcode = '42501';
  end if;
  select x.tenant_id, x.id, x.person_id, x.last_seen_at, x.expires_at, x.idle, x.revoked_at, p.name, p.kind, p.active,
      coalesce(c.must_change, false) as must_change
    into s
    from sec.sessions x join public.persons p on p.tenant_id = x.tenant_id and p.id = x.person_id
      left join sec.credentials c on c.tenant_id = x.tenant_id and c.person_id = x.person_id
    where x.token_hash = sha256(convert_to(token, 'UTF8'));
  if not found then
    raise exception 'signed-out' using errcode = 'WT401';
  end if;
  if s.revoked_at is not null or not s.active or s.expires_at <= now_ or s.last_seen_at + s.idle <= now_ then
    raise exception 'stale' using errcode = 'WT402';
  end if;
  if s.last_seen_at < now_ - interval '5 minutes' and not pg_is_in_recovery() then
    update sec.sessions set last_seen_at = now_ where tenant_id = s.tenant_id and id = s.id;
  end if;

  -- a password that somebody else has set opens nothing but the page that changes it
  posts_ := case when s.must_change then '[]' else sec.posts_of(s.tenant_id, s.person_id, today) end;
  select coalesce(jsonb_agg(jsonb_build_object('personId', d.leader_id, 'name', l.name,
      'posts', sec.posts_of(d.tenant_id, d.leader_id, today)) order by l.name), '[]')
    into delegations_
    from public.delegations d join public.persons l on l.tenant_id = d.tenant_id and l.id = d.leader_id and l.active
    -- lent to a colleague: who has left, or keeps the system by now, acts for no leader, and nobody acts for one who is suspended
    where exists (select from jsonb_array_elements(posts_) o where o ->> 'role' not in ('system-admin', 'security-admin', 'audit-admin'))
      and d.tenant_id = s.tenant_id and d.delegate_id = s.person_id
      and d.from_day <= today and (d.to_day is null or d.to_day > today);
  keys_ := sec.keys_of(s.person_id, posts_, delegations_);
  actor := jsonb_build_object('kind', s.kind, 'tenantId', s.tenant_id, 'personId', s.person_id, 'name', s.name,
    'posts', posts_, 'delegations', delegations_, 'keys', to_jsonb(keys_));
  perform set_config('wutong.identity', sec.mac(sealed.it) || sealed.it, true)
    from (select left(s.kind, 1) || s.tenant_id || s.person_id || s.id || array_to_string(keys_, ',') as it) sealed;
  return jsonb_build_object('actor', actor, 'sessionId', s.id, 'mark', sec.mark(),
    'now', to_char(now_ at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
end
$function$
;
grant execute on function sec.enter(text) to wutong_app;
grant execute on function sec.enter(text) to wutong_login;

CREATE OR REPLACE FUNCTION sec.files_move_on()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION sec.forget_documents()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$
;
grant execute on function sec.forget_documents() to wutong_app;

CREATE OR REPLACE FUNCTION sec.forget_drafts()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$
;
grant execute on function sec.forget_drafts() to wutong_app;

CREATE OR REPLACE FUNCTION sec.forget_old()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  forgotten int := 0;
  n int;
begin
  if not sec.sees_all() then
    raise exception 'for jobs only' using errcode = '42501';
  end if;
  delete from sec.attempts where at < sec.clock() - interval '180 days';
  get diagnostics n = row_count;
  forgotten := forgotten + n;
  delete from sec.sessions where tenant_id = sec.tenant() and least(expires_at, revoked_at, last_seen_at + idle) < sec.clock() - interval '180 days';
  get diagnostics n = row_count;
  forgotten := forgotten + n;
  delete from public.access_log where tenant_id = sec.tenant() and at < sec.clock() - interval '3 years';
  get diagnostics n = row_count;
  return forgotten + n;
end
$function$
;
grant execute on function sec.forget_old() to wutong_app;

CREATE OR REPLACE FUNCTION sec.found_briefs(sought text, block uuid, unit uuid, recorder uuid, since timestamp with time zone, before timestamp with time zone, most integer)
 RETURNS TABLE(brief_id uuid, sent_at timestamp with time zone, standing integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 500
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$
;
grant execute on function sec.found_briefs(text,uuid,uuid,uuid,timestamp with time zone,timestamp with time zone,integer) to wutong_app;

CREATE OR REPLACE FUNCTION sec.guard(target regclass, visible text DEFAULT 'true'::text, changeable text DEFAULT NULL::text, addable text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  ours text := 'tenant_id = (select sec.tenant())';
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy reading on %s for select to wutong_app using (%s and (%s))', target, ours, visible);
  execute format('create policy adding on %s for insert to wutong_app with check (%s)', target, concat_ws(' and ', ours, '(' || addable || ')'));
  execute format('create policy changing on %s for update to wutong_app using (%s and (%s)) with check (%2$s)', target, ours, coalesce(changeable, visible));
  execute format('create policy removing on %s for delete to wutong_app using (%s and (%s))', target, ours, coalesce(changeable, visible));
  execute format('grant select on %s to wutong_backup', target);
end
$function$
;

CREATE OR REPLACE FUNCTION sec.hangs_nowhere(document uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return exists (select from public.documents d where d.tenant_id = sec.tenant() and d.id = document and d.owner_id = sec.person()
    and not d.attached and d.state in ('quarantined', 'clean'));
end
$function$
;
grant execute on function sec.hangs_nowhere(uuid) to wutong_app;

CREATE OR REPLACE FUNCTION sec.holds(roles text[])
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return not sec.must_change() and exists (
    select from jsonb_array_elements(sec.posts_of(sec.tenant(), sec.person(), (sec.clock() at time zone 'Asia/Shanghai')::date)) o
    where o ->> 'role' = any (roles));
end
$function$
;
grant execute on function sec.holds(text[]) to wutong_app;

CREATE OR REPLACE FUNCTION sec.in_month(month integer, terms text[])
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT (chr((57344 + in_month.month)) || t.t) FROM unnest(in_month.terms) t(t))
;

CREATE OR REPLACE FUNCTION sec.judge_from_outside()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  today date := (sec.clock() at time zone 'Asia/Shanghai')::date;
begin
  if exists (select from posts p where p.tenant_id = new.tenant_id and p.person_id = new.judge_id and p.unit_id = new.brief_unit_id
        and p.from_day <= today and (p.to_day is null or p.to_day > today))
     or not exists (select from posts p where p.tenant_id = new.tenant_id and p.person_id = new.judge_id and p.unit_id = new.judge_unit_id
        and p.from_day <= today and (p.to_day is null or p.to_day > today)) then
    raise exception 'a judge stands outside the unit that wrote' using errcode = '23514', constraint = 'judge_from_outside';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION sec.keep_brief_calls()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION sec.keep_brief_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION sec.keep_mark()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.mark <> 'real' and new.mark = 'real' then
    raise exception 'a database marked % cannot be unmarked', old.mark;
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION sec.key_terms(tenant uuid, keys text[])
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT CASE WHEN (length(k.k) = 1) THEN ((k.k || ':'::text) || key_terms.tenant) ELSE k.k END AS k FROM unnest(key_terms.keys) k(k))
;

CREATE OR REPLACE FUNCTION sec.keys()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
      declare
        told text := current_setting('wutong.identity', true);
        inner_ bytea;
        outer_ bytea;
      begin
        if told is null or told = '' then
          return '{}'::text[];
        end if;
        select inner_key, outer_key into inner_, outer_ from sec.database;
        if left(told, 64) is distinct from encode(sha256(outer_ || sha256(inner_ || int4send(pg_backend_pid())
            || timestamptz_send(transaction_timestamp()) || convert_to(substr(told, 65), 'UTF8'))), 'hex') then
          raise exception 'bad identity' using errcode = '42501';
        end if;
        return string_to_array(substr(told, 174), ',');
      end
      $function$
;
grant execute on function sec.keys() to wutong_app;
grant execute on function sec.keys() to wutong_login;
grant execute on function sec.keys() to wutong_measure;
grant execute on function sec.keys() to wutong_backup;
grant execute on function sec.keys() to wutong_migrator;

CREATE OR REPLACE FUNCTION sec.keys_of(person uuid, posts jsonb, delegations jsonb)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return array(select distinct k from (
    select 'p:' || person as k
    union all
    select unnest(case
        when p ->> 'role' in ('system-admin', 'security-admin') then array[]::text[]
        when p ->> 'role' = 'audit-admin' then array['A']
        -- w: what somebody wrote stays theirs to read as long as they stand in the unit for which they wrote
        else array['u:' || (p ->> 'unitId'), 'b:' || (p ->> 'blockId'), 'w:' || (p ->> 'unitId') || ':' || person]
          || case p ->> 'role'
               when 'unit-head' then array['h:' || (p ->> 'unitId')]
               when 'block-leader' then array['l:' || (p ->> 'blockId'), 'h:' || (p ->> 'unitId')]
               when 'verifier' then array['v:' || (p ->> 'blockId')]
               when 'publisher' then array['v:' || (p ->> 'blockId')]
               when 'recogniser' then array['R']
               -- 联审单位 of 市本级 judge what the city's judging body wrote; a block's own are another matter
               when 'joint-reviewer' then case when (p ->> 'cityLevel')::boolean then array['J'] else array[]::text[] end
               when 'business-admin' then array['R']
               when 'city-leader' then array['L']
               else array[]::text[] end
      end)
    from jsonb_array_elements(posts || coalesce(
      (select jsonb_agg(q) from jsonb_array_elements(delegations) d, jsonb_array_elements(d -> 'posts') q), '[]')) p
  ) every_key where k is not null);
end
$function$
;

CREATE OR REPLACE FUNCTION sec.mac(message text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  inner_ bytea;
  outer_ bytea;
begin
  select inner_key, outer_key into inner_, outer_ from sec.database;
  return encode(sha256(outer_ || sha256(inner_ || int4send(pg_backend_pid()) || timestamptz_send(transaction_timestamp())
    || convert_to(message, 'UTF8'))), 'hex');
end
$function$
;

CREATE OR REPLACE FUNCTION sec.mark()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select mark from sec.database
$function$
;
grant execute on function sec.mark() to wutong_app;
grant execute on function sec.mark() to wutong_login;
grant execute on function sec.mark() to wutong_measure;
grant execute on function sec.mark() to wutong_backup;
grant execute on function sec.mark() to wutong_migrator;

CREATE OR REPLACE FUNCTION sec.month_of(at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (((((EXTRACT(year FROM (at AT TIME ZONE 'Asia/Shanghai'::text)))::integer - 2000) * 12) + (EXTRACT(month FROM (at AT TIME ZONE 'Asia/Shanghai'::text)))::integer) - 1)
;

CREATE OR REPLACE FUNCTION sec.must_change()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select coalesce((select c.must_change from sec.credentials c where c.tenant_id = sec.tenant() and c.person_id = sec.person()), false)
$function$
;
grant execute on function sec.must_change() to wutong_app;

CREATE OR REPLACE FUNCTION sec.my_account()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select account from sec.credentials where tenant_id = sec.tenant() and person_id = sec.person()
$function$
;
grant execute on function sec.my_account() to wutong_app;
grant execute on function sec.my_account() to wutong_login;

CREATE OR REPLACE FUNCTION sec.my_sessions()
 RETURNS TABLE(id uuid, device_name text, started_at timestamp with time zone, last_seen_at timestamp with time zone, expires_at timestamp with time zone, current boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.id, s.device_name, s.started_at, s.last_seen_at, s.expires_at, s.id = sec.session()
  from sec.sessions s
  where s.tenant_id = sec.tenant() and s.person_id = sec.person() and s.revoked_at is null and s.expires_at > sec.clock()
  order by s.last_seen_at desc limit 50
$function$
;
grant execute on function sec.my_sessions() to wutong_app;

CREATE OR REPLACE FUNCTION sec.note_right(attempt_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update sec.attempts set right_password = true where id = attempt_id
$function$
;
grant execute on function sec.note_right(uuid) to wutong_login;

CREATE OR REPLACE FUNCTION sec.nth_wrong(account_ text, device_ text, n integer)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select a.at from sec.attempts a
  where a.account = lower(account_) and not a.right_password
    and (a.device = device_ or device_ is null and a.device like 'address:%')
    and a.at > coalesce((select max(g.at) from sec.attempts g
      where g.account = lower(account_) and g.right_password
        and (g.device = device_ or device_ is null and g.device like 'address:%')), '-infinity')
  order by a.at desc offset n - 1 limit 1
$function$
;

CREATE OR REPLACE FUNCTION sec.open_session(account_ text, session_id uuid, token text, device_ text, device_name_ text, remembered_ boolean, lasts interval, idle_ interval)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  c record;
begin
  select x.tenant_id, x.person_id into strict c from sec.credentials x where lower(x.account) = lower(account_);
  insert into sec.sessions (tenant_id, id, person_id, token_hash, device, device_name, remembered, expires_at, idle)
    values (c.tenant_id, session_id, c.person_id, sha256(convert_to(token, 'UTF8')), device_, device_name_, remembered_,
      sec.clock() + lasts, idle_);
  insert into public.access_log (tenant_id, person_id, verb, subject) values (c.tenant_id, c.person_id, 'people.signIn', 'session:' || session_id);
  return c.person_id;
end
$function$
;
grant execute on function sec.open_session(text,uuid,text,text,text,boolean,interval,interval) to wutong_login;

CREATE OR REPLACE FUNCTION sec.person()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
      declare
        told text := current_setting('wutong.identity', true);
        inner_ bytea;
        outer_ bytea;
      begin
        if told is null or told = '' then
          return null;
        end if;
        select inner_key, outer_key into inner_, outer_ from sec.database;
        if left(told, 64) is distinct from encode(sha256(outer_ || sha256(inner_ || int4send(pg_backend_pid())
            || timestamptz_send(transaction_timestamp()) || convert_to(substr(told, 65), 'UTF8'))), 'hex') then
          raise exception 'bad identity' using errcode = '42501';
        end if;
        return substr(told, 102, 36)::uuid;
      end
      $function$
;
grant execute on function sec.person() to wutong_app;
grant execute on function sec.person() to wutong_login;
grant execute on function sec.person() to wutong_measure;
grant execute on function sec.person() to wutong_backup;
grant execute on function sec.person() to wutong_migrator;

CREATE OR REPLACE FUNCTION sec.posts_are_given()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if new.tenant_id = sec.tenant() and (new.person_id = sec.person() or not sec.holds('{security-admin,unit-admin}')) then
    raise exception 'posts are given by those who keep them, to others' using errcode = '42501';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION sec.posts_of(tenant uuid, person uuid, today date)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
        'id', o.id, 'role', o.role, 'unitId', u.id, 'unitName', u.name, 'blockId', b.id, 'blockName', b.name,
        'cityLevel', b.kind = 'city-level', 'acting', o.acting) order by o.from_day, o.id), '[]')
    from public.posts o
    join public.units u on u.tenant_id = o.tenant_id and u.id = o.unit_id
    join public.unit_blocks ub on ub.tenant_id = u.tenant_id and ub.unit_id = u.id
      and ub.from_day <= today and (ub.to_day is null or ub.to_day > today)
    join public.blocks b on b.tenant_id = ub.tenant_id and b.id = ub.block_id
    where o.tenant_id = tenant and o.person_id = person and o.from_day <= today and (o.to_day is null or o.to_day > today));
end
$function$
;

CREATE OR REPLACE FUNCTION sec.random_key()
 RETURNS bytea
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
      || sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
$function$
;

CREATE OR REPLACE FUNCTION sec.revoke_my_session(session_id uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with gone as (
    update sec.sessions set revoked_at = sec.clock()
    where tenant_id = sec.tenant() and person_id = sec.person() and id = session_id and revoked_at is null returning 1)
  select exists (select from gone)
$function$
;
grant execute on function sec.revoke_my_session(uuid) to wutong_app;

CREATE OR REPLACE FUNCTION sec.sees_all()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
      declare
        told text := current_setting('wutong.identity', true);
        inner_ bytea;
        outer_ bytea;
      begin
        if told is null or told = '' then
          return false;
        end if;
        select inner_key, outer_key into inner_, outer_ from sec.database;
        if left(told, 64) is distinct from encode(sha256(outer_ || sha256(inner_ || int4send(pg_backend_pid())
            || timestamptz_send(transaction_timestamp()) || convert_to(substr(told, 65), 'UTF8'))), 'hex') then
          raise exception 'bad identity' using errcode = '42501';
        end if;
        return substr(told, 65, 1) = 's';
      end
      $function$
;
grant execute on function sec.sees_all() to wutong_app;
grant execute on function sec.sees_all() to wutong_login;
grant execute on function sec.sees_all() to wutong_measure;
grant execute on function sec.sees_all() to wutong_backup;
grant execute on function sec.sees_all() to wutong_migrator;

CREATE OR REPLACE FUNCTION sec.separate_administrators()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION sec.session()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
      declare
        told text := current_setting('wutong.identity', true);
        inner_ bytea;
        outer_ bytea;
      begin
        if told is null or told = '' then
          return null;
        end if;
        select inner_key, outer_key into inner_, outer_ from sec.database;
        if left(told, 64) is distinct from encode(sha256(outer_ || sha256(inner_ || int4send(pg_backend_pid())
            || timestamptz_send(transaction_timestamp()) || convert_to(substr(told, 65), 'UTF8'))), 'hex') then
          raise exception 'bad identity' using errcode = '42501';
        end if;
        return substr(told, 138, 36)::uuid;
      end
      $function$
;
grant execute on function sec.session() to wutong_app;
grant execute on function sec.session() to wutong_login;
grant execute on function sec.session() to wutong_measure;
grant execute on function sec.session() to wutong_backup;
grant execute on function sec.session() to wutong_migrator;

CREATE OR REPLACE FUNCTION sec.set_account(person uuid, account_ text, hash text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from jsonb_array_elements(sec.posts_of(sec.tenant(), sec.person(),
      (sec.clock() at time zone 'Asia/Shanghai')::date)) o where o ->> 'role' = 'system-admin') then
    raise exception 'only the system administrator keeps accounts' using errcode = '42501';
  end if;
  if not exists (select from persons p where p.tenant_id = sec.tenant() and p.id = person and p.kind = 'person') then
    raise exception 'no such person' using errcode = '42501';
  end if;
  insert into sec.credentials (tenant_id, person_id, account, password_hash, must_change)
    values (sec.tenant(), person, account_, hash, true)
    on conflict (tenant_id, person_id) do update
      set account = excluded.account, password_hash = excluded.password_hash, must_change = true, changed_at = sec.clock();
  update sec.sessions set revoked_at = sec.clock() where tenant_id = sec.tenant() and person_id = person and revoked_at is null;
end
$function$
;
grant execute on function sec.set_account(uuid,text,text) to wutong_app;

CREATE OR REPLACE FUNCTION sec.set_my_password(stands text, hash text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update sec.credentials set password_hash = hash, must_change = false, changed_at = sec.clock()
    where tenant_id = sec.tenant() and person_id = sec.person() and password_hash = stands;
  if not found then
    raise exception 'the password is another by now' using errcode = 'WT402';
  end if;
  update sec.sessions set revoked_at = sec.clock()
    where tenant_id = sec.tenant() and person_id = sec.person() and revoked_at is null
      and id <> sec.session();
end
$function$
;
grant execute on function sec.set_my_password(text,text) to wutong_app;

CREATE OR REPLACE FUNCTION sec.shared_at_home()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if 'u:' || new.unit_id <> all (sec.keys()) or 'b:' || new.block_id <> all (sec.keys()) then
    raise exception 'a view is shared with a unit or block of one''s own' using errcode = '42501';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION sec.sign_in_facts(account_ text, device_ text, address_ text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  c record;
  counted text;
  locked_until timestamptz;
  attempt uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('sign-in ' || lower(account_), 0));
  select x.tenant_id, x.person_id, x.password_hash, p.active into c
    from sec.credentials x join persons p on p.tenant_id = x.tenant_id and p.id = x.person_id
    where lower(x.account) = lower(account_) and p.kind = 'person';
  counted := case when exists (select from sec.sessions s
      where s.tenant_id = c.tenant_id and s.person_id = c.person_id and s.device = device_)
    then device_ else 'address:' || address_ end;
  select max(l.until) into locked_until from (
    (select a.at + interval '15 minutes' as until, sec.nth_wrong(account_, counted, 5) as start
      from sec.attempts a where a.account = lower(account_) and a.device = counted and not a.right_password
      order by a.at desc limit 1)
    union all
    (select a.at + interval '15 minutes', sec.nth_wrong(account_, null, 20)
      from sec.attempts a where a.account = lower(account_) and a.device like 'address:%' and not a.right_password
        and counted like 'address:%'
      order by a.at desc limit 1)
  ) l where l.start > l.until - interval '30 minutes' and l.until > sec.clock();
  if locked_until is not null then
    return jsonb_build_object('lockedMinutes', ceil(extract(epoch from locked_until - sec.clock()) / 60));
  end if;
  insert into sec.attempts (account, device) values (lower(account_), counted) returning id into attempt;
  return jsonb_build_object('lockedMinutes', null, 'attemptId', attempt, 'hash', c.password_hash, 'active', coalesce(c.active, false),
    'rememberDays', (select s.value from settings s where s.tenant_id = c.tenant_id and s.key = 'session.rememberDays' and s.block_id is null
      and s.effective_from <= (sec.clock() at time zone 'Asia/Shanghai')::date order by s.effective_from desc, s.set_at desc limit 1));
end
$function$
;
grant execute on function sec.sign_in_facts(text,text,text) to wutong_login;

CREATE OR REPLACE FUNCTION sec.signed_by_oneself()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION sec.squeezed(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN translate(lower(NORMALIZE(words, NFKC)), ((' 	
'::text || chr(8203)) || chr(65279)), ''::text)
;

CREATE OR REPLACE FUNCTION sec.talks_from_outside()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  today date := (sec.clock() at time zone 'Asia/Shanghai')::date;
begin
  if exists (select from briefs b join posts p on p.tenant_id = b.tenant_id and p.unit_id = b.unit_id
      where b.tenant_id = new.tenant_id and b.id = new.brief_id and p.person_id = new.by_id
        and p.from_day <= today and (p.to_day is null or p.to_day > today)) then
    raise exception 'the unit that wrote does not count its own talks' using errcode = '23514', constraint = 'talks_from_outside';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION sec.tenant()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
      declare
        told text := current_setting('wutong.identity', true);
        inner_ bytea;
        outer_ bytea;
      begin
        if told is null or told = '' then
          return null;
        end if;
        select inner_key, outer_key into inner_, outer_ from sec.database;
        if left(told, 64) is distinct from encode(sha256(outer_ || sha256(inner_ || int4send(pg_backend_pid())
            || timestamptz_send(transaction_timestamp()) || convert_to(substr(told, 65), 'UTF8'))), 'hex') then
          raise exception 'bad identity' using errcode = '42501';
        end if;
        return substr(told, 66, 36)::uuid;
      end
      $function$
;
grant execute on function sec.tenant() to wutong_app;
grant execute on function sec.tenant() to wutong_login;
grant execute on function sec.tenant() to wutong_measure;
grant execute on function sec.tenant() to wutong_backup;
grant execute on function sec.tenant() to wutong_migrator;

CREATE OR REPLACE FUNCTION sec.tenant_ids()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select tenant_id from public.tenants order by created_at, tenant_id
$function$
;
grant execute on function sec.tenant_ids() to wutong_app;

CREATE OR REPLACE FUNCTION sec.turn_idempotency_days()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  today date := (sec.clock() at time zone 'Asia/Shanghai')::date;
  d date;
  old record;
  dropped int := 0;
begin
  if not sec.sees_all() then
    raise exception 'for jobs only' using errcode = '42501';
  end if;
  foreach d in array array[today, today + 1] loop
    if to_regclass('public.idempotency_' || to_char(d, 'YYYYMMDD')) is null
       and not exists (select from public.idempotency_rest r where r.day = d) then
      execute format('create table public.%I partition of public.idempotency for values from (%L) to (%L)',
        'idempotency_' || to_char(d, 'YYYYMMDD'), d, d + 1);
      perform sec.guard(('public.idempotency_' || to_char(d, 'YYYYMMDD'))::regclass, 'person_id = (select sec.person())');
      perform sec.classify('idempotency_' || to_char(d, 'YYYYMMDD'), 'internal', '7 days', 'none',
        'tenant_id,day,person_id,key,body_hash,verb,status,subject,at');
    end if;
  end loop;
  for old in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'public.idempotency'::regclass and c.relname ~ '^idempotency_[0-9]{8}$'
        and to_date(right(c.relname, 8), 'YYYYMMDD') < today - 7 loop
    execute format('drop table public.%I', old.relname);
    delete from sec.columns where table_name = old.relname;
    dropped := dropped + 1;
  end loop;
  delete from public.idempotency_rest where day < today - 7;
  return dropped;
end
$function$
;
grant execute on function sec.turn_idempotency_days() to wutong_app;

CREATE OR REPLACE FUNCTION sec.undone_by_oneself()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if old.undone_at is not null then
    new.undone_at := old.undone_at;
  elsif new.undone_at is distinct from sec.clock() or old.judge_id is distinct from sec.person() then
    raise exception 'a judgement is taken back by its judge, now' using errcode = '42501';
  end if;
  return new;
end
$function$
;
