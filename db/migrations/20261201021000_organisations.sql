-- migrate:up

-- 单位库: one register of the organisations under talents, stations and firms that experts advise (docs/adr/0073).
create table organisations (
    id uuid primary key,
    -- 统一社会信用代码 (GB 32100); null for one from abroad, or while nobody has looked it up.
    credit_code text check (credit_code ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$'),
    name text not null check (length(name) between 1 and 200),
    name_key text not null generated always as (search_key(name)) stored,
    short_name text not null default '',
    name_en text not null default '',
    kind text not null
        check (kind in ('enterprise', 'institution', 'university', 'hospital', 'government', 'association', 'outside')),
    industry text not null default '',
    -- Null: of no county or park of the city.
    division_code text references divisions,
    scale text check (scale in ('large', 'medium', 'small', 'micro')),
    -- Name and phone of a person there.
    contact_cipher bytea,
    state text not null default 'active' check (state in ('active', 'closed', 'merged')),
    merged_into uuid references organisations check (merged_into <> id),
    version int not null default 1,
    created_at timestamptz not null,
    constraint organisations_division check ((kind = 'outside') = (division_code is null)),
    check ((state = 'merged') = (merged_into is not null))
);
-- One that was merged keeps its code as it was, and gives it free.
create unique index organisations_credit_code_key on organisations (credit_code) where state <> 'merged';
create index organisations_name on organisations (name_key);
create index organisations_similar on organisations using gin (name_key gin_trgm_ops);
create index organisations_search on organisations using gin (search_grams(name || ' ' || short_name || ' ' || name_en));
create index organisations_created on organisations (created_at desc, id desc);
create index organisations_merged_into on organisations (merged_into);

-- What else lists call it: its former names, those of organisations that were merged into it, and what the office said is it.
create table organisation_names (
    organisation_id uuid not null references organisations,
    name text not null check (length(name) between 1 and 200),
    name_key text not null generated always as (search_key(name)) stored,
    primary key (organisation_id, name_key)
);
create index organisation_names_key on organisation_names (name_key);

alter table talents add organisation_id uuid references organisations;
alter table stations add organisation_id uuid references organisations;
alter table advisees add organisation_id uuid references organisations;
create index talents_organisation on talents (organisation_id);
create index stations_organisation on stations (organisation_id);
create index advisees_organisation on advisees (organisation_id);
create index talents_employer_key on talents (search_key(employer)) where organisation_id is null;

-- The one organisation that a name names; null where there is none or where there are several.
create function organisation_named(written text) returns uuid language sql stable as $$
    select case when count(*) = 1 then (array_agg(id))[1] end
    from (
        select id from organisations where name_key = search_key(written) and state <> 'merged'
        union
        select organisation_id from organisation_names where name_key = search_key(written)
    ) named
$$;

-- Links a row by the exact name that stands in one of its columns, whoever writes the row. A merge takes the same lock alone, so
-- that no row is linked to what goes while it goes; a statement takes it before it locks a row.
create function lock_organisations() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(20261201);
    return null;
end $$;
create function link_to_organisation() returns trigger language plpgsql as $$
begin
    new.organisation_id := organisation_named(to_jsonb(new) ->> tg_argv[0]);
    return new;
end $$;
create trigger talents_lock_organisations before insert or update of employer on talents
    for each statement execute function lock_organisations();
create trigger stations_lock_organisations before insert or update of host on stations
    for each statement execute function lock_organisations();
create trigger advisees_lock_organisations before insert or update of name on advisees
    for each statement execute function lock_organisations();
create trigger talents_organisation before insert on talents
    for each row execute function link_to_organisation('employer');
create trigger talents_employer before update of employer on talents
    for each row when (new.employer <> old.employer) execute function link_to_organisation('employer');
create trigger stations_organisation before insert on stations
    for each row execute function link_to_organisation('host');
create trigger stations_host before update of host on stations
    for each row when (new.host <> old.host) execute function link_to_organisation('host');
create trigger advisees_organisation before insert on advisees
    for each row when (new.kind = 'firm') execute function link_to_organisation('name');
create trigger advisees_name before update of name on advisees
    for each row when (new.kind = 'firm' and new.name <> old.name) execute function link_to_organisation('name');

-- Every row that names an organisation in words.
create view organisation_mentions as
    select 'talent' kind, t.id, t.employer name, t.division_code, t.organisation_id from talents t where t.erased_at is null
    union all
    select 'station', s.id, s.host, s.division_code, s.organisation_id from stations s where s.host <> ''
    union all
    select 'advisee', a.id, a.name, a.division_code, a.organisation_id from advisees a where a.kind = 'firm';

-- Links what one of the organisation's names names and no other's, after it got a name. How many rows it linked.
create function link_rows_of(organisation uuid) returns bigint language sql as $$
    with keys as (
        select name_key from (
            select name_key, name from organisations where id = organisation
            union
            select name_key, name from organisation_names where organisation_id = organisation
        ) names
        where organisation_named(name) = organisation
    ),
    talent as (
        update talents set organisation_id = organisation
        where organisation_id is null and search_key(employer) in (select name_key from keys) returning 1
    ),
    station as (
        update stations set organisation_id = organisation
        where organisation_id is null and search_key(host) in (select name_key from keys) returning 1
    ),
    advisee as (
        update advisees set organisation_id = organisation
        where organisation_id is null and kind = 'firm' and search_key(name) in (select name_key from keys) returning 1
    )
    select (select count(*) from talent) + (select count(*) from station) + (select count(*) from advisee)
$$;

-- migrate:down
