-- After the last month: counters as they would stand, and a look whether what is sought is what the city itself would keep.
insert into brief_numbers (tenant_id, block_id, month, last)
select tenant_id, block_id, to_char(sent_at at time zone 'Asia/Shanghai', 'YYYY-MM'), count(*) from briefs group by 1, 2, 3 on conflict do nothing;

do $$
declare
  other int;
begin
  select count(*) into other
  from (select tenant_id, id from briefs where state <> 'recalled' order by id desc limit 200) b
  cross join lateral (select s.words from sec.sayable s where s.tenant_id = b.tenant_id and s.brief_id = b.id) said
  left join sec.brief_words w on w.tenant_id = b.tenant_id and w.brief_id = b.id
  where said.words is distinct from w.words;
  if other > 0 then
    raise exception 'the words of % briefs in 200 are not those of sec.sayable', other;
  end if;
end
$$;
