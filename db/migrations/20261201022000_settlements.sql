-- migrate:up

-- 财政 reads what partners are owed and notes that it was paid; a partner's own manager confirms or disputes it.
alter table users
    drop constraint users_roles_check,
    add constraint users_roles_check check (roles <@ array['talent', 'verifier', 'agent', 'handler', 'station_manager', 'expert',
        'office', 'county_office', 'auditor', 'admin', 'finance', 'partner_manager']),
    add constraint users_partner_manager_check check (not 'partner_manager' = any (roles) or partner_id is not null);

-- What a service costs from a day on: for a tier or any, at a service point, at any of a partner's, or anywhere. A price that
-- was wrong is said anew with the next revision, also for a day that has passed.
create table service_prices (
    id uuid primary key,
    benefit_code text not null references benefits,
    tier_code text references tiers,
    partner_id uuid references partners,
    service_point_id uuid references service_points,
    valid_from date not null,
    revision int not null check (revision > 0),
    -- Yuan, for each service or for each head: the holder and the companions.
    price numeric(14, 2) not null check (price >= 0),
    per_head boolean not null,
    payer text not null check (payer in ('fund', 'partner', 'holder_excess')),
    -- The most that the fund pays of the price; the holder pays the rest.
    fund_cap numeric(14, 2) check (fund_cap >= 0),
    reason text not null default '' check (length(reason) <= 500),
    created_by text not null,
    created_by_name text not null,
    created_at timestamptz not null,
    constraint service_prices_place check (partner_id is null or service_point_id is null),
    constraint service_prices_cap check ((payer = 'holder_excess') = (fund_cap is not null)),
    constraint service_prices_once
        unique nulls not distinct (benefit_code, tier_code, partner_id, service_point_id, valid_from, revision)
);
create index service_prices_created on service_prices (created_at desc, id desc);
create trigger service_prices_append_only before update or delete on service_prices
    for each row execute function refuse_change();

-- What a service cost by the price in force on its day: the place counts before the tier, the last day before the revision.
-- Always one row; without a price it costs nothing, and price_id is null.
create function service_cost(benefit text, tier text, partner uuid, point uuid, day date, companions int)
    returns table (price_id uuid, units int, unit_price numeric, amount numeric, fund numeric)
    language sql stable as $$
    select p.id, u.units, coalesce(p.price, 0), u.units * coalesce(p.price, 0),
           u.units * coalesce(case p.payer when 'fund' then p.price when 'holder_excess' then least(p.price, p.fund_cap) end, 0)
    from (select) one
    left join lateral (
        select * from service_prices s
        where s.benefit_code = benefit and (s.tier_code is null or s.tier_code = tier) and s.valid_from <= day
          and (s.partner_id is null or s.partner_id = partner) and (s.service_point_id is null or s.service_point_id = point)
        order by s.service_point_id is null, s.partner_id is null, s.tier_code is null, s.valid_from desc, s.revision desc
        limit 1
    ) p on true
    cross join lateral (select case when p.per_head then 1 + companions else 1 end units) u
$$;

-- A month that is drawn up, for all partners at once. What comes to be known of it later stands in a later month.
create table settlement_months (
    month date primary key check (extract(day from month) = 1),
    drawn_up_at timestamptz not null,
    drawn_up_by_name text not null
);
create trigger settlement_months_append_only before update or delete on settlement_months
    for each row execute function refuse_change();

-- 结算单: what a partner is owed for a month. Only its state moves.
create table settlements (
    id uuid primary key,
    partner_id uuid not null references partners,
    month date not null references settlement_months,
    lines int not null check (lines > 0),
    unpriced int not null check (unpriced between 0 and lines),
    -- Yuan: what the services cost, and what the fund pays of it.
    amount numeric(14, 2) not null,
    fund numeric(14, 2) not null,
    drawn_up_at timestamptz not null,
    state text not null default 'drawn_up'
        check (state in ('drawn_up', 'confirmed', 'disputed', 'answered', 'approved', 'paid')),
    version int not null default 1,
    answered_by text,
    approved_by text,
    payment_reference text check (length(payment_reference) between 1 and 100),
    constraint settlements_one_a_month unique (partner_id, month),
    constraint settlements_second_person check (approved_by <> answered_by),
    constraint settlements_approved check ((state in ('approved', 'paid')) = (approved_by is not null)),
    constraint settlements_paid check ((state = 'paid') = (payment_reference is not null))
);
create index settlements_month on settlements (drawn_up_at desc, id desc);
create trigger settlements_frozen
    before update of id, partner_id, month, lines, unpriced, amount, fund, drawn_up_at on settlements
    for each row execute function refuse_change();
create trigger settlements_kept before delete on settlements for each row execute function refuse_change();

-- A line is a service, or corrects the line of one: it was reversed, or its price was said anew.
create table settlement_lines (
    id uuid primary key,
    partner_id uuid not null,
    month date not null,
    kind text not null check (kind in ('service', 'late', 'reversal', 'price')),
    card_id uuid not null,
    redemption_id uuid not null,
    redeemed_at timestamptz not null,
    corrects uuid references settlement_lines,
    price_id uuid references service_prices,
    at timestamptz not null,
    units int not null,
    unit_price numeric(14, 2) not null,
    amount numeric(14, 2) not null,
    fund numeric(14, 2) not null,
    foreign key (card_id, redeemed_at, redemption_id) references redemptions (card_id, redeemed_at, id),
    foreign key (partner_id, month) references settlements (partner_id, month) deferrable initially deferred,
    constraint settlement_lines_corrects check ((kind in ('service', 'late')) = (corrects is null)),
    constraint settlement_lines_amount check (kind not in ('service', 'late') or amount = units * unit_price),
    constraint settlement_lines_reversal check (kind <> 'reversal' or amount <= 0 and fund <= 0)
);
create unique index settlement_lines_service_once on settlement_lines (redemption_id) where kind in ('service', 'late');
create unique index settlement_lines_reversal_once on settlement_lines (redemption_id) where kind = 'reversal';
create unique index settlement_lines_price_once on settlement_lines (redemption_id, price_id) where kind = 'price';
create index settlement_lines_at on settlement_lines (partner_id, month, at desc, id desc);
create trigger settlement_lines_append_only before update or delete on settlement_lines
    for each row execute function refuse_change();

-- The lines are written before their statement, and none after it.
create function refuse_late_line() returns trigger language plpgsql as $$
begin
    if exists (select from settlements s where (s.partner_id, s.month) = (new.partner_id, new.month)) then
        raise exception 'a statement that is drawn up gets no lines' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger settlement_lines_before_statement before insert on settlement_lines
    for each row execute function refuse_late_line();

-- Every step of a statement's life; its version counts them.
create table settlement_steps (
    settlement_id uuid not null references settlements,
    version int not null,
    at timestamptz not null,
    by_id text not null,
    by_name text not null,
    from_state text,
    to_state text not null,
    reason text not null default '' check (length(reason) <= 1000),
    primary key (settlement_id, version)
);
create trigger settlement_steps_append_only before update or delete on settlement_steps
    for each row execute function refuse_change();

-- What the partner says against a line, at a step.
create table settlement_disputes (
    line_id uuid not null references settlement_lines,
    settlement_id uuid not null,
    version int not null,
    reason text not null check (length(reason) between 1 and 500),
    primary key (line_id, version),
    foreign key (settlement_id, version) references settlement_steps
);
create index settlement_disputes_settlement on settlement_disputes (settlement_id);
create trigger settlement_disputes_append_only before update or delete on settlement_disputes
    for each row execute function refuse_change();

-- migrate:down
