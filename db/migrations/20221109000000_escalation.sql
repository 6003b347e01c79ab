-- migrate:up

-- How long after its deadline a ticket without an answer is watched over by the office (督办). Read by the deadline's own day.
create table escalation_rules (
    kind text not null check (kind in ('policy_question', 'policy_redemption', 'appeal', 'suggestion')),
    urgency text not null check (urgency in ('normal', 'urgent')),
    valid_from date not null,
    -- 0 hours: with the deadline itself.
    amount int not null check (amount between 0 and 250),
    -- day: working days, to the close of the last; hour: hours of office time.
    unit text not null check (unit in ('day', 'hour')),
    created_by_name text not null,
    created_at timestamptz not null,
    primary key (kind, urgency, valid_from)
);
-- Shipped values; the office sets its own.
insert into escalation_rules (kind, urgency, valid_from, amount, unit, created_by_name, created_at)
select kind, urgency, '2022-01-01', case urgency when 'urgent' then 0 else 1 end, case urgency when 'urgent' then 'hour' else 'day' end,
       'TalentCard', '2022-01-01T00:00+08:00'
from unnest(array['policy_question', 'policy_redemption', 'appeal', 'suggestion']) kind, unnest(array['normal', 'urgent']) urgency;

-- What is once taken as an appeal keeps its follow-up, whatever kind it is corrected to.
alter table tickets add column was_appeal boolean not null default false;
alter table tickets drop constraint tickets_appeal_followed_up;
alter table tickets add constraint tickets_appeal_followed_up
    check ((kind <> 'appeal' and not was_appeal) or state <> 'closed' or reached is not null);

-- The ticket's kind and urgency after the step; steps before this migration have none.
alter table ticket_steps add column kind text;
alter table ticket_steps add column urgency text;

-- migrate:down
