-- migrate:up

-- Passkeys (WebAuthn): public keys by which a person proves who they are, beside or instead of a password. An authenticator that
-- counts its signatures counts upwards; one that does not says 0 each time.
create table passkeys (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
    -- As COSE_Key (RFC 9052).
    public_key bytea not null,
    sign_count bigint not null check (sign_count >= 0),
    transports text[] not null default '{}',
    backup_eligible boolean not null,
    backed_up boolean not null,
    name text not null check (length(name) between 1 and 60),
    created_at timestamptz not null,
    last_used_at timestamptz
);
create index passkeys_user on passkeys (user_id);

-- SHA-256 of challenges that were answered: each is answered once.
create table used_challenges (
    hash bytea primary key,
    expires_at timestamptz not null
);

-- How the person proved who they are (RFC 8176); null: begun by a host of the release before.
alter table sign_ins add column methods text[];

-- migrate:down
