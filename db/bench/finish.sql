-- After the last month: counters and places in the ledger as they would stand.
insert into brief_numbers (tenant_id, block_id, month, last)
select tenant_id, block_id, to_char(sent_at at time zone 'Asia/Shanghai', 'YYYY-MM'), count(*) from briefs group by 1, 2, 3 on conflict do nothing;
