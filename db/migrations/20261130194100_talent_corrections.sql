-- migrate:up

-- A name or a document number that came in wrong. A name is set at once; a number waits for a second person, and is encrypted
-- here only while it waits.
create table talent_corrections (
    id uuid primary key,
    talent_id uuid not null references talents,
    name text check (length(name) between 1 and 100),
    id_number_cipher bytea,
    id_number_hash bytea,
    id_number_tail text check (id_number_tail ~ '^[0-9]{3}[0-9X]$'),
    reason text not null check (length(reason) between 2 and 500),
    state text not null check (state in ('pending', 'approved', 'rejected')),
    proposed_by text not null,
    proposed_by_name text not null,
    proposed_at timestamptz not null,
    decided_by text,
    decided_by_name text,
    decided_at timestamptz,
    check (name is not null or id_number_tail is not null),
    check ((state = 'pending') = (id_number_cipher is not null)),
    check ((id_number_cipher is null) = (id_number_hash is null)),
    check ((state = 'pending') = (decided_by is null)),
    constraint talent_corrections_second_person
        check (state <> 'approved' or id_number_tail is null or decided_by <> proposed_by)
);
create unique index talent_corrections_one_pending on talent_corrections (talent_id) where state = 'pending';
create index talent_corrections_talent on talent_corrections (talent_id, proposed_at desc);

-- migrate:down
