-- migrate:up

create extension if not exists pg_trgm;

-- An uploaded list between preview and commit. `rows_cipher` is the encrypted JSON of the checked rows: it holds
-- personal data and is emptied at commit or discard.
create table talent_imports (
    id uuid primary key,
    file_name text not null,
    file_hash bytea not null,
    state text not null check (state in ('preview', 'committed', 'discarded')),
    row_count int not null,
    bad_row_count int not null check (bad_row_count between 0 and row_count),
    problems jsonb not null,
    rows_cipher bytea,
    created_by uuid not null,
    created_at timestamptz not null,
    committed_by uuid,
    committed_at timestamptz,
    check (state <> 'committed' or (bad_row_count = 0 and committed_at is not null)),
    check ((state = 'preview') = (rows_cipher is not null))
);

-- ID number, phone and e-mail stand only encrypted (…_cipher) beside a keyed hash that finds them (…_hash)
-- and the tail that a list may show.
create table talents (
    id uuid primary key,
    name text not null check (length(name) between 1 and 100),
    id_number_cipher bytea not null,
    id_number_hash bytea not null,
    id_number_tail text not null check (id_number_tail ~ '^[0-9]{3}[0-9X]$'),
    phone_cipher bytea not null,
    phone_hash bytea not null,
    phone_tail text not null check (phone_tail ~ '^[0-9]{4}$'),
    email_cipher bytea,
    email_hash bytea,
    tier_code text not null references tiers,
    employer text not null check (length(employer) between 1 and 200),
    division_code text not null references divisions,
    contract_end date not null,
    -- The list that the talent came with; null for one added otherwise.
    import_id uuid references talent_imports,
    photo bytea,
    photo_type text check (photo_type in ('image/jpeg', 'image/png')),
    version int not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint talents_id_number_hash_key unique (id_number_hash),
    check ((photo is null) = (photo_type is null))
);
create index talents_name_trgm on talents using gin (name gin_trgm_ops);
create index talents_employer_trgm on talents using gin (employer gin_trgm_ops);
create index talents_phone_hash on talents (phone_hash);
create index talents_import on talents (import_id);
create index talents_created on talents (created_at desc, id desc);
create index talents_id_number_tail on talents (id_number_tail);

-- migrate:down
