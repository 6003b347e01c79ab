-- migrate:up

create table card_batches (
    id uuid primary key,
    name text not null unique check (length(name) between 1 and 100),
    state text not null check (state in ('pending', 'approved', 'rejected')),
    created_by uuid not null,
    created_by_name text not null,
    created_at timestamptz not null,
    decided_by uuid,
    decided_by_name text,
    decided_at timestamptz,
    reason text,
    version int not null default 1,
    -- 一人提交、另一人审批: the second pair of eyes is a constraint.
    constraint card_batches_second_person check (decided_by <> created_by),
    check ((state = 'pending') = (decided_at is null))
);

create table card_batch_talents (
    batch_id uuid not null references card_batches,
    talent_id uuid not null references talents,
    valid_to date not null,
    primary key (batch_id, talent_id)
);

create index card_batches_created on card_batches (created_at desc, id desc);

-- The last number given under each tier's prefix.
create table card_numbers (
    prefix text primary key,
    last_number int not null check (last_number >= 0)
);

create table cards (
    id uuid primary key,
    talent_id uuid not null references talents,
    batch_id uuid references card_batches,
    number text not null unique,
    -- The random handle that a code carries instead of the number.
    handle bytea not null check (length(handle) = 8),
    -- The unchanging cti of the plastic card's printed code.
    printed_cti bytea not null check (length(printed_cti) = 8),
    tier_code text not null references tiers,
    state text not null check (state in ('active', 'suspended', 'revoked', 'replaced')),
    state_reason text,
    valid_from date not null,
    valid_to date not null,
    replaces uuid references cards,
    version int not null default 1,
    created_at timestamptz not null,
    constraint cards_handle_key unique (handle),
    check (valid_to between valid_from and valid_from + interval '5 years')
);
-- At most one live card for a talent; a suspended card may come back, so it counts.
create unique index cards_one_live_card on cards (talent_id) where state in ('active', 'suspended');
create index cards_created on cards (created_at desc, id desc);
create index cards_batch on cards (batch_id);
create index cards_talent on cards (talent_id);
create index cards_valid_to on cards (valid_to) where state = 'active';

-- The state that people see: an active card past its last day is expired.
create function shown_card_state(state text, valid_to date, today date) returns text language sql immutable as $$
    select case when state = 'active' and valid_to < today then 'expired' else state end
$$;

create table card_events (
    card_id uuid not null references cards,
    id uuid not null,
    at timestamptz not null,
    action text not null check (action in ('issue', 'suspend', 'resume', 'revoke', 'replace', 'renew', 'shorten')),
    from_state text,
    to_state text not null,
    -- The card's last day after the change.
    valid_to date,
    actor_id text not null,
    actor_name text not null,
    reason text not null,
    primary key (card_id, id)
);
create trigger card_events_append_only before update or delete on card_events
    for each row execute function refuse_change();

-- migrate:down
