-- migrate:up

-- Words of the statements about benefits, each written once. They are inlined by the planner: a statement that uses them has the
-- plan that it would have with their text in their place.

-- The rule of a benefit that is in force on a day; no row where it had none yet.
create function benefit_rule_on(benefit text, day date) returns setof benefit_rules language sql stable as $$
    select * from benefit_rules r where r.benefit_code = benefit and r.valid_from <= day order by r.valid_from desc limit 1
$$;

-- The first day of the calendar period that a day lies in. Its twin is Period.StartOf of TalentCard.Core.
create function period_start(period text, day date) returns date language sql immutable as $$
    select (case period
        when 'year' then date_trunc('year', day::timestamp)
        when 'half_year' then date_trunc('year', day::timestamp)
            + case when extract(month from day) > 6 then interval '6 months' else interval '0' end
        when 'quarter' then date_trunc('quarter', day::timestamp)
        when 'month' then date_trunc('month', day::timestamp)
    end)::date
$$;

-- migrate:down
