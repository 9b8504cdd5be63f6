-- The six roles of a Wutong cluster. A superuser runs this once (the embedded cluster does it by itself);
-- everything afterwards, tests included, runs without superuser. Passwords are set separately.
--   owner     owns every object, cannot log in
--   migrator  runs migrations; the only one besides backup that row security does not bind
--   app       what server and worker connect as: owns nothing, bound by forced row security
--   login     opens and closes sessions and nothing else, so that an injected statement on an app connection cannot
--   measure   owns the *_facts views: may read count columns only, so that a ranking is the same for every viewer
--   backup    reads everything, writes nothing
do $$
declare
  wanted text;
begin
  foreach wanted in array array['wutong_owner', 'wutong_measure'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin', wanted);
    end if;
  end loop;
  foreach wanted in array array['wutong_migrator', 'wutong_app', 'wutong_login', 'wutong_backup'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I login', wanted);
    end if;
  end loop;
end
$$;
alter role wutong_migrator bypassrls createdb;
alter role wutong_app nobypassrls nocreatedb nocreaterole;
alter role wutong_login nobypassrls nocreatedb nocreaterole;
alter role wutong_backup bypassrls;
grant wutong_owner, wutong_measure to wutong_migrator;
-- the owner creates views and hands them to measure
grant wutong_measure to wutong_owner;
