-- migrate:up

-- What somebody is to be told: written in the transaction of what it tells about, shown in the app as it is. Once a relay
-- has planned it, what leaves by e-mail and SMS stands in deliveries.
create table messages (
    id uuid primary key,
    kind text not null check (kind ~ '^[a-z_]{2,40}$'),
    -- What it is about, and which of several reminders of it: a person is told each once.
    fact text not null check (length(fact) between 1 and 300),
    step text not null default '',
    -- The talent, or the account of anybody else.
    recipient_id uuid not null,
    arguments jsonb not null check (jsonb_typeof(arguments) = 'object'),
    created_at timestamptz not null,
    -- Of no use to anybody after it.
    expires_at timestamptz,
    planned_at timestamptz,
    read_at timestamptz,
    constraint messages_once unique (recipient_id, fact, step)
);
create index messages_unplanned on messages (created_at, id) where planned_at is null;
create index messages_list on messages (recipient_id, created_at desc, id desc);
create index messages_created on messages (created_at);

create function notify_messages() returns trigger language plpgsql as $$
begin
    perform pg_notify('messages', '');
    return null;
end
$$;
create trigger messages_notify after insert on messages for each statement execute function notify_messages();

-- One thing sent to one person on one channel: a message, or several in one e-mail. Its id is the key by which the other
-- side can tell that it came twice.
create table deliveries (
    id uuid primary key,
    channel text not null check (channel in ('email', 'sms')),
    recipient_id uuid not null,
    -- Goes out at any hour and alone.
    urgent boolean not null,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'skipped', 'dead', 'dropped')),
    created_at timestamptz not null,
    -- From the first attempt on nothing is added to it.
    begun_at timestamptz,
    attempts int not null default 0 check (attempts >= 0),
    next_attempt_at timestamptz not null,
    -- The relay that has it in hand, until when; after that another may take it.
    lease uuid,
    leased_until timestamptz,
    -- The kind of error, and the number that the other side gave; never its words, which may hold an address.
    last_error text,
    last_status int,
    ended_at timestamptz,
    check ((state = 'waiting') = (ended_at is null)),
    check (state not in ('dead', 'dropped', 'skipped') or last_error is not null),
    check ((lease is null) = (leased_until is null)),
    check (lease is null or (state = 'waiting' and begun_at is not null and attempts > 0))
);
create index deliveries_due on deliveries (next_attempt_at, id) where state = 'waiting';
create index deliveries_dead on deliveries (ended_at desc, id desc) where state = 'dead';
-- The e-mail that gathers what is not urgent until it leaves.
create unique index deliveries_gathering on deliveries (recipient_id)
    where channel = 'email' and not urgent and state = 'waiting' and begun_at is null;

create table delivery_messages (
    delivery_id uuid not null references deliveries on delete cascade,
    message_id uuid not null references messages on delete cascade,
    primary key (delivery_id, message_id)
);
create index delivery_messages_message on delivery_messages (message_id);

-- How a person wants to be told. A talent's phone and e-mail stand with the talent; those of other accounts are here.
create table notification_settings (
    recipient_id uuid primary key,
    language text not null check (language in ('zh', 'en')),
    email_cipher bytea,
    phone_cipher bytea,
    version int not null default 1,
    updated_at timestamptz not null
);

create table notification_opt_outs (
    recipient_id uuid not null references notification_settings,
    kind text not null,
    channel text not null check (channel in ('app', 'email', 'sms')),
    primary key (recipient_id, kind, channel)
);

-- Which reminder of a day has come, of those so many days before it: the latest that is reached, so that after an outage
-- only that one is sent. Null: none. A step of -1 is for a day that has passed.
create function reached_step(due date, today date, steps int[]) returns int language sql immutable as $$
    select min(step) from unnest(steps) step where case when due < today then step = -1 else step >= due - today end
$$;

-- migrate:down
