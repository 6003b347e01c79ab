-- migrate:up

-- Which transaction recorded a row: what roll-ups tell new rows by. Rows of before get 1, which no transaction ever is; a
-- constant default writes nothing to them.
alter table redemptions add column recorded_in xid8 not null default '1';
alter table redemptions alter column recorded_in set default pg_current_xact_id();
create index redemptions_recorded on redemptions (recorded_in);
alter table reversals add column recorded_in xid8 not null default '1';
alter table reversals alter column recorded_in set default pg_current_xact_id();
create index reversals_recorded on reversals (recorded_in);

-- A day's services of one kind: what stands, and what was reversed. Days are those of the services, in Asia/Shanghai.
create table service_days (
    day date not null,
    benefit_code text not null,
    partner_id uuid not null,
    service_point_id uuid not null,
    tier_code text not null,
    division_code text not null,
    -- One entry a service that stands, in order: whose, and at which hour. People are the distinct ones.
    talents uuid[] not null,
    hours smallint[] not null,
    times int not null generated always as (cardinality(talents)) stored,
    companions int not null,
    reversed int not null,
    primary key (day, benefit_code, service_point_id, partner_id, tier_code, division_code),
    check (cardinality(hours) = cardinality(talents) and companions >= 0 and reversed >= 0)
);

-- How far the roll-up has come: the snapshot whose rows are counted, and the cluster that its numbers are of.
create table statistics_mark (
    only_one boolean primary key default true check (only_one),
    seen pg_snapshot not null,
    cluster bigint not null,
    rolled_up_at timestamptz
);
insert into statistics_mark (seen, cluster) select '1:1:', system_identifier from pg_control_system();

-- What is in the first and the second, but as often as it is in the third not; in order.
create function multiset(had anyarray, added anyarray, removed anyarray) returns anyarray language sql immutable parallel safe as $$
    select array(select x from (select unnest(had || added) except all select unnest(removed)) as kept (x) order by x)
$$;

-- Begins anew: a dump that is restored into another cluster brings transaction numbers that mean nothing there.
create function restart_statistics() returns void language plpgsql as $$
begin
    alter table redemptions drop column recorded_in;
    alter table redemptions add column recorded_in xid8 not null default '1';
    alter table redemptions alter column recorded_in set default pg_current_xact_id();
    create index redemptions_recorded on redemptions (recorded_in);
    alter table reversals drop column recorded_in;
    alter table reversals add column recorded_in xid8 not null default '1';
    alter table reversals alter column recorded_in set default pg_current_xact_id();
    create index reversals_recorded on reversals (recorded_in);
    truncate service_days;
    update statistics_mark set seen = '1:1:', cluster = (select system_identifier from pg_control_system()), rolled_up_at = null;
end $$;

-- migrate:down
