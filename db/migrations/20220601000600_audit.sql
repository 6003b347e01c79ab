-- migrate:up

-- Every change and every look at a person's data: who, from where, what, why. Append-only.
create table audit_events (
    id uuid not null,
    at timestamptz not null,
    actor_id text not null,
    actor_name text not null,
    actor_roles text[] not null,
    address text,
    action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
    subject_kind text not null,
    subject_id text,
    talent_id uuid,
    reason text,
    details jsonb,
    primary key (at, id)
) partition by range (at);
create table audit_events_rest partition of audit_events default;
create index audit_events_talent on audit_events (talent_id, at desc);
create index audit_events_actor on audit_events (actor_id, at desc);
create index audit_events_subject on audit_events (subject_kind, subject_id, at desc);
create trigger audit_events_append_only before update or delete on audit_events
    for each row execute function refuse_change();

-- `truncate` passes row triggers by, so it is refused by one of its own.
create trigger audit_events_no_truncate before truncate on audit_events
    for each statement execute function refuse_change();
create trigger redemptions_no_truncate before truncate on redemptions
    for each statement execute function refuse_change();
create trigger reversals_no_truncate before truncate on reversals
    for each statement execute function refuse_change();
create trigger card_events_no_truncate before truncate on card_events
    for each statement execute function refuse_change();

select create_month_partitions(t, '2022-01-01', (now() + interval '3 months')::date)
from unnest(array['redemptions', 'verifications', 'audit_events']) t;

-- migrate:down
