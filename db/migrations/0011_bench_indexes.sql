-- What a million briefs showed: a ranking counts from the index alone, and fetches no brief to do so.
drop index briefs_by_unit;
create index briefs_by_unit on briefs (tenant_id, unit_id, sent_at desc, id desc) include (state, validity, contact_on, negotiating_at);
