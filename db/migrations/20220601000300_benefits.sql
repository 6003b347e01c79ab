-- migrate:up

create table benefits (
    code text primary key check (code ~ '^[a-z_]{2,40}$'),
    name text not null,
    name_en text not null,
    description text not null,
    description_en text not null,
    position int not null,
    version int not null default 1
);

-- The rules of a benefit from a day on. A change is a new row; the past keeps the rules it had.
create table benefit_rules (
    benefit_code text not null references benefits,
    valid_from date not null,
    active boolean not null,
    tiers text[] not null,
    period text not null check (period in ('year', 'half_year', 'quarter', 'month')),
    -- Services per period; null is without limit.
    quota int check (quota between 1 and 1000),
    service_point_kinds text[] not null,
    max_companions int not null check (max_companions between 0 and 10),
    companion_relations text[] not null check (companion_relations <@ array['spouse', 'child', 'parent', 'other']),
    -- Hours before the service by which it must be booked; null: no booking needed.
    booking_hours int check (booking_hours between 0 and 720),
    checks text[] not null check (checks <@ array['face', 'id_last4']),
    printed_allowed boolean not null,
    -- The shortest time between two services from a printed code.
    printed_interval_minutes int not null check (printed_interval_minutes between 0 and 43200),
    created_by_name text not null,
    created_at timestamptz not null,
    primary key (benefit_code, valid_from)
);

-- The rule in force on a day is the last one that began on it or before.
create function refuse_change_of_past_rule() returns trigger language plpgsql as $$
begin
    if old.valid_from <= (now() at time zone 'Asia/Shanghai')::date then
        raise exception 'a rule in force cannot change' using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger benefit_rules_past before update or delete on benefit_rules
    for each row execute function refuse_change_of_past_rule();

-- migrate:down
