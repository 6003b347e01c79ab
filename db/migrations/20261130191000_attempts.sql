-- migrate:up

-- Guesses at what one person alone should know: an ID number's tail, a password, a code. Each is paid for before it is judged,
-- so that any number at once get no more than `most` between them; what turns out right is given back.
create table attempts (
    -- Whose secret is guessed at (a card, an account, a verification), or who guesses (an operator).
    subject text not null,
    kind text not null,
    -- The device or address that they come from, where those are counted apart.
    source text not null default '',
    misses int not null,
    most int not null,
    -- Until when they count.
    until timestamptz not null,
    primary key (subject, kind, source),
    constraint attempts_most check (misses between 0 and most)
);
create index attempts_until on attempts (until);

-- What may be an attack. One row an hour for what repeats itself: whoever guesses without end fills no disk.
create table security_events (
    id uuid primary key,
    kind text not null,
    subject_kind text not null,
    subject_id text not null,
    -- Who did it, as far as that is known; else empty.
    actor_id text not null,
    actor_name text not null,
    address text not null,
    hour timestamptz not null,
    at timestamptz not null,
    last_at timestamptz not null,
    times int not null default 1 check (times > 0),
    constraint security_events_hourly unique (kind, subject_kind, subject_id, actor_id, address, hour)
);
create index security_events_at on security_events (at desc, id desc);

-- migrate:down
