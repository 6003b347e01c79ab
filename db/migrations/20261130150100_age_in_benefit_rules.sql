-- migrate:up

-- Whole years on the day of the service, both inclusive; null: no bound.
alter table benefit_rules
    add column min_age int check (min_age between 0 and 150),
    add column max_age int check (max_age between 0 and 150),
    add constraint benefit_rules_ages check (min_age <= max_age);

-- Whole years on a day. Who was born on 29 February is a year older on 1 March where there is no such day.
create function age_on(birth date, day date) returns int language sql immutable as $$
    select extract(year from age(day::timestamp, birth::timestamp))::int
$$;

-- Why a rule's ages turn somebody away on a day, as a code of Verdicts (TalentCard.Contracts); null: they do not.
create function age_refusal(min_age int, max_age int, birth date, day date) returns text language sql immutable as $$
    select case
        when min_age is null and max_age is null then null
        when birth is null then 'age_unknown'
        when age_on(birth, day) < min_age then 'too_young'
        when age_on(birth, day) > max_age then 'too_old'
    end
$$;

-- migrate:down
