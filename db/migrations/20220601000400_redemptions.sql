-- migrate:up

-- What a card has used and booked of a benefit in a period. The check constraint keeps the quota, whatever the code does.
create table entitlements (
    card_id uuid not null references cards,
    benefit_code text not null references benefits,
    period text not null check (period in ('year', 'half_year', 'quarter', 'month')),
    period_start date not null,
    quota int,
    used int not null default 0 check (used >= 0),
    held int not null default 0 check (held >= 0),
    -- The last service from a printed code, how long after the one before it came, and how long it had to wait.
    printed_at timestamptz,
    printed_gap interval,
    printed_wait interval,
    primary key (card_id, benefit_code, period, period_start),
    constraint entitlements_quota check (used + held <= quota),
    constraint entitlements_printed_interval check (printed_gap >= printed_wait)
) with (fillfactor = 80);

-- Bookings. A held one keeps a unit of the quota until `lapses_at`.
create table reservations (
    card_id uuid not null references cards,
    id uuid not null,
    benefit_code text not null references benefits,
    service_point_id uuid not null references service_points,
    day date not null,
    period text not null,
    period_start date not null,
    state text not null check (state in ('held', 'used', 'cancelled', 'lapsed')),
    companions int not null default 0 check (companions >= 0),
    note text not null default '',
    lapses_at timestamptz not null,
    created_at timestamptz not null,
    primary key (card_id, id)
);
create unique index reservations_one_a_day on reservations (card_id, benefit_code, service_point_id, day) where state = 'held';
create index reservations_point_day on reservations (service_point_id, day) where state = 'held';
create index reservations_lapsing on reservations (lapses_at) where state = 'held';

-- 核销 ledger: append-only, partitioned by month.
create table redemptions (
    card_id uuid not null,
    redeemed_at timestamptz not null,
    id uuid not null,
    benefit_code text not null,
    period text not null,
    period_start date not null,
    service_point_id uuid not null,
    partner_id uuid not null,
    talent_id uuid not null,
    tier_code text not null,
    division_code text not null,
    operator_id text not null,
    operator_name text not null,
    companions int not null check (companions >= 0),
    checks text[] not null,
    level int not null check (level in (0, 1, 2)),
    -- Units left after this one; null is without limit. Kept so that a repeated request gets the first answer again.
    remaining int,
    verification_id uuid not null,
    reservation_id uuid,
    primary key (card_id, redeemed_at, id)
) partition by range (redeemed_at);
create table redemptions_rest partition of redemptions default;
create index redemptions_id on redemptions (id);
create index redemptions_at on redemptions (redeemed_at desc, id desc);
create index redemptions_point_at on redemptions (service_point_id, redeemed_at desc, id desc);
create index redemptions_partner_at on redemptions (partner_id, redeemed_at desc, id desc);
create trigger redemptions_append_only before update or delete on redemptions
    for each row execute function refuse_change();

-- One showing of a code records a benefit once. A showing is a minted code's cti, or a printed code's verification.
create table redemption_showings (
    card_id uuid not null,
    showing bytea not null,
    benefit_code text not null,
    redemption_id uuid not null,
    constraint redemption_showings_once primary key (card_id, showing, benefit_code)
);

-- 撤销: a redemption is reversed once, and stays in the ledger.
create table reversals (
    card_id uuid not null,
    redemption_id uuid not null,
    redeemed_at timestamptz not null,
    id uuid not null,
    reversed_at timestamptz not null,
    reason text not null check (length(reason) between 1 and 500),
    operator_id text not null,
    operator_name text not null,
    constraint reversals_once primary key (card_id, redemption_id),
    foreign key (card_id, redeemed_at, redemption_id) references redemptions (card_id, redeemed_at, id)
);
create trigger reversals_append_only before update or delete on reversals
    for each row execute function refuse_change();

-- 核验 log: one row a scan, accepted or refused. Written behind the answer.
create table verifications (
    id uuid not null,
    at timestamptz not null,
    card_id uuid,
    verdict text not null,
    level int,
    service_point_id uuid not null,
    operator_id text not null,
    operator_name text not null,
    address text,
    primary key (at, id)
) partition by range (at);
create table verifications_rest partition of verifications default;
create index verifications_card on verifications (card_id, at desc);
create index verifications_point on verifications (service_point_id, at desc);

-- An Idempotency-Key of a caller, what it asked for (hash) and the answer it got.
create table idempotency_keys (
    actor_id text not null,
    key text not null check (length(key) between 1 and 200),
    request_hash bytea not null,
    subject_id uuid not null,
    response jsonb,
    created_at timestamptz not null,
    constraint idempotency_keys_once primary key (actor_id, key)
);
create index idempotency_keys_created on idempotency_keys (created_at);

-- migrate:down
