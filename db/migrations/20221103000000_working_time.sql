-- migrate:up

-- What the office says of single days. All else follows the published holidays, which the program carries.
create table working_day_changes (
    day date primary key,
    working boolean not null,
    name text not null check (length(name) between 1 and 50),
    changed_by_name text not null,
    changed_at timestamptz not null
);

-- Office hours from a day on, as 08:30-12:00. The gap between two is the lunch break.
create table office_hours (
    valid_from date primary key,
    periods text[] not null check (cardinality(periods) between 1 and 4),
    created_by_name text not null,
    created_at timestamptz not null
);

-- Within what time a consultation is answered. It is read once, when the consultation is received, and the promise stands
-- on the ticket: a new rule rewrites nothing.
create table deadline_rules (
    kind text not null check (kind in ('policy_question', 'policy_redemption', 'appeal', 'suggestion')),
    urgency text not null check (urgency in ('normal', 'urgent')),
    valid_from date not null,
    amount int not null check (amount between 1 and 250),
    -- day: working days, to the close of the last; hour: hours of office time.
    unit text not null check (unit in ('day', 'hour')),
    created_by_name text not null,
    created_at timestamptz not null,
    primary key (kind, urgency, valid_from)
);

-- Shipped values; the office sets its own.
insert into office_hours (valid_from, periods, created_by_name, created_at)
values ('2022-01-01', array['08:30-12:00', '14:30-17:30'], 'TalentCard', '2022-01-01T00:00+08:00');
insert into deadline_rules (kind, urgency, valid_from, amount, unit, created_by_name, created_at)
values ('policy_question', 'normal', '2022-01-01', 3, 'day', 'TalentCard', '2022-01-01T00:00+08:00'),
       ('policy_question', 'urgent', '2022-01-01', 4, 'hour', 'TalentCard', '2022-01-01T00:00+08:00'),
       ('policy_redemption', 'normal', '2022-01-01', 10, 'day', 'TalentCard', '2022-01-01T00:00+08:00'),
       ('policy_redemption', 'urgent', '2022-01-01', 3, 'day', 'TalentCard', '2022-01-01T00:00+08:00'),
       ('appeal', 'normal', '2022-01-01', 5, 'day', 'TalentCard', '2022-01-01T00:00+08:00'),
       ('appeal', 'urgent', '2022-01-01', 1, 'day', 'TalentCard', '2022-01-01T00:00+08:00'),
       ('suggestion', 'normal', '2022-01-01', 15, 'day', 'TalentCard', '2022-01-01T00:00+08:00'),
       ('suggestion', 'urgent', '2022-01-01', 5, 'day', 'TalentCard', '2022-01-01T00:00+08:00');

-- migrate:down
