-- Who may do what in this database (docs/adr/0056). Run after every migration; each run says it all anew.
--   the owner          migrates, and owns the tables
--   talentcard_app     Api and Worker: rows alone, and none of a ledger is changed or taken away
--   talentcard_reader  reports of other programs: figures and lists without people
-- Roles belong to the whole cluster, whose other databases may be migrated at the same moment.
do $$
declare
    app constant text := 'talentcard_app';
    reader constant text := 'talentcard_reader';
    role text;
    part record;
begin
    foreach role in array array[app, reader] loop
        begin
            if not exists (select from pg_roles where rolname = role) then
                execute format('create role %I login', role);
            end if;
        exception
            when duplicate_object or unique_violation then null;
            when insufficient_privilege then
                raise exception '% may not create the role %. Let an administrator run once: create role % login; create role % login;',
                    current_user, role, app, reader;
        end;
    end loop;

    revoke create on schema public from public;
    execute format('grant usage on schema public, hangfire to %I', app);
    execute format('grant usage on schema public to %I', reader);

    -- Partitions are reached through their parents alone.
    for part in
        select c.oid::regclass name,
               case
                   when c.relkind = 'v' then 'select'
                   when c.relname in ('schema_migrations', 'data_migrations', 'ledgers') and n.nspname = 'public' then 'select'
                   when exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'public.refuse_change()'::regprocedure
                       -- for each row, on update and delete of any column
                       and t.tgtype & 1 = 1 and t.tgtype & 24 = 24 and t.tgattr = '') then 'select, insert'
                   else 'select, insert, update, delete'
               end rights
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'hangfire') and c.relkind in ('r', 'p', 'v') and not c.relispartition
    loop
        execute format('revoke all on %s from %I, %I', part.name, app, reader);
        execute format('grant %s on %s to %I', part.rights, part.name, app);
    end loop;
    execute format('grant usage on all sequences in schema public, hangfire to %I', app);
    -- The Worker forgets what the Web's hosts have left behind, and reads nothing of it but when it ends.
    execute format('grant usage on schema web to %I', app);
    execute format('grant select (expires_at), delete on web.entries to %I', app);

    -- What runs as the owner is the hosts' to call and nobody else's.
    for part in
        select p.oid::regprocedure name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
    loop
        execute format('revoke all on function %s from public', part.name);
        execute format('grant execute on function %s to %I', part.name, app);
    end loop;

    execute format(
        'grant select on benefits, benefit_rules, departments, divisions, ledger_days, ledger_erasures, partners, redemptions,
            reports, service_days, service_point_kinds, service_points, stations, tiers to %I', reader);
    execute format('grant select (card_id, redemption_id, redeemed_at, id, reversed_at) on reversals to %I', reader);
end $$;
