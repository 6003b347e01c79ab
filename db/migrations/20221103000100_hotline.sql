-- migrate:up

-- Every two characters that stand beside each other, spaces aside: what a search for a Chinese word of two characters and
-- more can find by an index. pg_trgm cannot: it needs three.
create function bigrams(line text) returns text[] language sql immutable strict parallel safe as $$
    select coalesce(array_agg(distinct c[i] || c[i + 1]), '{}')
    from (select string_to_array(lower(line), null) c) x, generate_series(1, cardinality(c) - 1) i
    where c[i] !~ '\s' and c[i + 1] !~ '\s'
$$;

-- Calls that the telephone exchange announced.
create table calls (
    id uuid primary key,
    phone_cipher bytea not null,
    phone_hash bytea not null,
    phone_tail text not null check (phone_tail ~ '^[0-9]{4}$'),
    -- User name of the agent at whose desk it rings; null: at every desk.
    agent text,
    announced_by text not null,
    rang_at timestamptz not null
);

-- A call, a visit or a question from the phone: one record, whatever it touches. Each matter of it is a ticket.
create table consultations (
    id uuid primary key,
    channel text not null check (channel in ('phone', 'app', 'visit')),
    call_id uuid references calls,
    talent_id uuid references talents,
    caller_name text not null check (length(caller_name) between 1 and 100),
    phone_cipher bytea not null,
    phone_hash bytea not null,
    phone_tail text not null check (phone_tail ~ '^[0-9]{4}$'),
    agent_id text,
    agent_name text,
    received_at timestamptz not null,
    check ((channel = 'app') = (agent_id is null)),
    constraint consultations_call_once unique (call_id)
);
create index consultations_phone on consultations (phone_hash, received_at desc);
create index consultations_talent on consultations (talent_id, received_at desc);

-- The last ticket's number of each day.
create table ticket_numbers (
    day date primary key,
    last_number int not null
);

create table tickets (
    id uuid primary key,
    number text not null unique,
    consultation_id uuid not null references consultations,
    kind text not null check (kind in ('policy_question', 'policy_redemption', 'appeal', 'suggestion')),
    urgency text not null check (urgency in ('normal', 'urgent')),
    title text not null check (length(title) between 2 and 100),
    content text not null check (length(content) between 2 and 4000),
    division_code text references divisions,
    place text,
    state text not null check (state in ('received', 'dispatched', 'returned', 'accepted', 'waiting', 'replied', 'followed_up', 'closed', 'merged')),
    department_id uuid references departments,
    co_department_ids uuid[] not null default '{}',
    handler_id text,
    handler_name text,
    -- Of the consultation, so that an index finds them.
    agent_id text,
    talent_id uuid references talents,
    phone_hash bytea not null,
    received_at timestamptz not null,
    -- The first promise; a new rule, an extension and a pause leave it.
    promised_at timestamptz not null,
    due_at timestamptz not null,
    dispatched_at timestamptz,
    return_until timestamptz,
    accepted_at timestamptz,
    paused_at timestamptz,
    replied_at timestamptz,
    reply text,
    follow_up_due_at timestamptz,
    closed_at timestamptz,
    escalated_at timestamptz,
    merged_into uuid references tickets,
    repeat_of uuid references tickets,
    extension_state text check (extension_state in ('pending', 'approved', 'rejected', 'lapsed')),
    caller_to_be_told boolean not null default false,
    -- What the caller said in the last follow-up since the last answer.
    reached boolean,
    solved boolean,
    satisfied boolean,
    version int not null default 1,
    grams text[] generated always as (bigrams(number || ' ' || title || ' ' || content || ' ' || coalesce(reply, ''))) stored,
    check (state not in ('dispatched', 'accepted', 'waiting') or department_id is not null),
    check ((state = 'waiting') = (paused_at is not null)),
    check ((state in ('replied', 'followed_up')) <= (replied_at is not null and reply is not null)),
    check ((state = 'closed') = (closed_at is not null)),
    check ((state = 'merged') = (merged_into is not null)),
    check ((state in ('accepted', 'waiting')) <= (handler_id is not null)),
    check (extension_state is distinct from 'pending' or state in ('accepted', 'waiting')),
    -- 诉求: nobody skips its follow-up.
    constraint tickets_appeal_followed_up check (kind <> 'appeal' or state <> 'closed' or reached is not null)
);
create index tickets_received on tickets (received_at desc, id desc);
create index tickets_department_received on tickets (department_id, received_at desc, id desc);
create index tickets_consultation on tickets (consultation_id);
create index tickets_talent on tickets (talent_id, received_at desc, id desc);
create index tickets_phone on tickets (phone_hash, received_at desc);
create index tickets_merged_into on tickets (merged_into) where merged_into is not null;
create index tickets_repeat_of on tickets (repeat_of) where repeat_of is not null;
create index tickets_grams on tickets using gin (grams);
create index tickets_title_trgm on tickets using gin (title gin_trgm_ops);
-- One index a queue: it holds only what waits there.
create index tickets_unanswered on tickets (due_at, id) where state in ('received', 'dispatched', 'returned', 'accepted');
create index tickets_unassigned on tickets (due_at, id) where state in ('received', 'returned');
create index tickets_of_department on tickets (department_id, due_at, id) where state in ('dispatched', 'accepted', 'waiting');
create index tickets_of_co_departments on tickets using gin (co_department_ids) where state in ('dispatched', 'accepted', 'waiting');
create index tickets_of_handler on tickets (handler_id, due_at, id) where state in ('accepted', 'waiting');
create index tickets_of_agent on tickets (agent_id, due_at, id) where state not in ('closed', 'merged');
create index tickets_open on tickets (due_at, id) where state not in ('closed', 'merged');
create index tickets_to_follow_up on tickets (follow_up_due_at, id) where state = 'replied';
create index tickets_escalated on tickets (due_at, id) where escalated_at is not null and state not in ('closed', 'merged');
create index tickets_extensions on tickets (due_at, id) where extension_state = 'pending';
create index tickets_to_tell on tickets (due_at, id) where caller_to_be_told;

-- Every step of every ticket. What is internal never reaches the caller.
create table ticket_steps (
    ticket_id uuid not null references tickets,
    id uuid not null,
    at timestamptz not null,
    action text not null,
    from_state text,
    to_state text not null,
    actor_id text not null,
    actor_name text not null,
    department_id uuid,
    text text,
    internal boolean not null,
    due_at timestamptz not null,
    -- The ticket's version after it; a note changes none.
    version int not null,
    primary key (ticket_id, id)
);
create unique index ticket_steps_version on ticket_steps (ticket_id, version) where action not in ('note', 'link');
create trigger ticket_steps_append_only before update or delete on ticket_steps
    for each row execute function refuse_change();
create trigger ticket_steps_no_truncate before truncate on ticket_steps
    for each statement execute function refuse_change();

create table ticket_extensions (
    ticket_id uuid not null references tickets,
    id uuid not null,
    asked_at timestamptz not null,
    asked_by text not null,
    asked_by_name text not null,
    days int not null check (days between 1 and 30),
    reason text not null,
    state text not null check (state in ('pending', 'approved', 'rejected', 'lapsed')),
    decided_by text,
    decided_by_name text,
    decided_at timestamptz,
    decision text,
    due_at timestamptz,
    told_at timestamptz,
    primary key (ticket_id, id),
    constraint ticket_extensions_second_person check (decided_by <> asked_by),
    check ((state = 'pending') = (decided_at is null))
);
create unique index ticket_extensions_one_pending on ticket_extensions (ticket_id) where state = 'pending';

create table follow_ups (
    ticket_id uuid not null references tickets,
    id uuid not null,
    at timestamptz not null,
    agent_id text not null,
    agent_name text not null,
    reached boolean not null,
    solved boolean,
    satisfied boolean,
    comment text,
    outcome text not null check (outcome in ('done', 'again', 'reopen', 'escalate')),
    primary key (ticket_id, id),
    check (reached = (solved is not null) and reached = (satisfied is not null)),
    -- Who is not content is never just filed.
    check (coalesce(solved and satisfied, true) or (outcome in ('reopen', 'escalate') and comment is not null))
);
create trigger follow_ups_append_only before update or delete on follow_ups
    for each row execute function refuse_change();
create trigger follow_ups_no_truncate before truncate on follow_ups
    for each statement execute function refuse_change();

create table ticket_links (
    ticket_id uuid not null references tickets,
    other_id uuid not null references tickets,
    linked_at timestamptz not null,
    linked_by_name text not null,
    primary key (ticket_id, other_id),
    check (ticket_id < other_id)
);
create index ticket_links_other on ticket_links (other_id);

-- Who looks at a ticket now. Losing it in a crash loses nothing.
create unlogged table ticket_viewers (
    ticket_id uuid not null references tickets,
    user_id text not null,
    user_name text not null,
    since timestamptz not null,
    seen_at timestamptz not null,
    primary key (ticket_id, user_id)
);

create table saved_filters (
    id uuid primary key,
    user_id text not null,
    name text not null check (length(name) between 1 and 50),
    query text not null,
    created_at timestamptz not null,
    unique (user_id, name)
);

-- migrate:down
