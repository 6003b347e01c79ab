-- migrate:up

-- Counties and parks of the city: data, so that another city loads its own.
create table divisions (
    code text primary key,
    name text not null unique,
    name_en text not null,
    kind text not null check (kind in ('county', 'park'))
);

-- 人才类别: A is the highest. Colour and number prefix are data of the office.
create table tiers (
    code text primary key check (code ~ '^[A-Z]$'),
    name text not null,
    name_en text not null,
    color text not null check (color ~ '^#[0-9a-f]{6}$'),
    number_prefix text not null unique check (number_prefix ~ '^[A-Z]{1,3}$'),
    valid_years int not null check (valid_years between 1 and 5)
);

create table service_point_kinds (
    code text primary key check (code ~ '^[a-z_]{2,40}$'),
    name text not null,
    name_en text not null
);

create table departments (
    id uuid primary key,
    code text not null unique,
    name text not null
);

create table stations (
    id uuid primary key,
    name text not null unique
);

create table partners (
    id uuid primary key,
    name text not null unique,
    kind text not null references service_point_kinds,
    division_code text not null references divisions,
    contact text not null default '',
    active boolean not null default true,
    version int not null default 1,
    created_at timestamptz not null
);

create table service_points (
    id uuid primary key,
    partner_id uuid not null references partners,
    name text not null,
    kind text not null references service_point_kinds,
    division_code text not null references divisions,
    address text not null default '',
    active boolean not null default true,
    version int not null default 1,
    created_at timestamptz not null,
    unique (partner_id, name)
);

-- Refuses what an append-only table never allows. Used by the ledger, the histories and the audit trail.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- Creates the monthly partitions of `parent` (named parent_yyyymm) from the month of `first` to that of `last`.
-- Months begin at midnight in Asia/Shanghai. Idempotent.
create function create_month_partitions(parent text, first date, last date) returns void language plpgsql as $$
declare
    month date := date_trunc('month', first)::date;
    name text;
begin
    while month <= last loop
        name := parent || '_' || to_char(month, 'YYYYMM');
        if to_regclass(name) is null then
            execute format('create table %I partition of %I for values from (%L) to (%L)', name, parent,
                month::timestamp at time zone 'Asia/Shanghai',
                (month + interval '1 month')::timestamp at time zone 'Asia/Shanghai');
        end if;
        month := (month + interval '1 month')::date;
    end loop;
end $$;

-- migrate:down
