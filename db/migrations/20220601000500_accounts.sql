-- migrate:up

create table users (
    id uuid primary key,
    user_name text not null,
    normalized_user_name text not null unique,
    display_name text not null,
    roles text[] not null check (roles <@ array['talent', 'verifier', 'agent', 'handler', 'station_manager', 'expert',
        'office', 'auditor', 'admin']),
    password_hash text,
    security_stamp text not null,
    concurrency_stamp text not null,
    access_failed_count int not null default 0,
    lockout_end timestamptz,
    two_factor_enabled boolean not null default false,
    authenticator_key_cipher bytea,
    -- The last 30-second step whose code was accepted: a code is good once (RFC 6238, section 5.2).
    authenticator_last_step bigint not null default 0,
    partner_id uuid references partners,
    service_point_id uuid references service_points,
    department_id uuid references departments,
    station_id uuid references stations,
    talent_id uuid references talents,
    -- Accounts of the demo data are refused outside the demo.
    is_demo boolean not null default false,
    disabled_at timestamptz,
    created_at timestamptz not null,
    check (not 'talent' = any (roles) or talent_id is not null),
    check (not 'verifier' = any (roles) or (partner_id is not null and service_point_id is not null))
);
create index users_talent on users (talent_id);

create table user_recovery_codes (
    user_id uuid not null references users on delete cascade,
    code_hash bytea not null,
    primary key (user_id, code_hash)
);

-- Keys that sign: 'tokens' (RS256, the authorization server) and 'cards' (ES256, card codes).
create table signing_keys (
    purpose text not null check (purpose in ('tokens', 'cards')),
    kid text not null,
    private_key_cipher bytea not null,
    public_key bytea not null,
    created_at timestamptz not null,
    signs_from timestamptz not null,
    signs_until timestamptz not null,
    verifies_until timestamptz not null,
    primary key (purpose, kid),
    check (signs_from < signs_until and signs_until <= verifies_until)
);

create table clients (
    client_id text primary key,
    name text not null,
    -- SHA-256 in lower-case hex; null: a public client.
    secret_hash text,
    grant_types text[] not null,
    redirect_uris text[] not null default '{}',
    post_logout_redirect_uris text[] not null default '{}',
    scopes text[] not null,
    partner_id uuid references partners,
    is_demo boolean not null default false,
    disabled_at timestamptz,
    created_at timestamptz not null
);

-- What a user allowed a client: every code and refresh token of one sign-in belongs to one grant and dies with it.
create table grants (
    id uuid primary key,
    client_id text not null references clients,
    user_id uuid not null references users,
    scopes text[] not null,
    -- The user's at that time: a reset password or second factor ends the grant.
    security_stamp text not null,
    auth_time timestamptz not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index grants_user on grants (user_id);

create table authorization_codes (
    code_hash bytea primary key,
    grant_id uuid not null references grants,
    redirect_uri text not null,
    code_challenge text not null,
    nonce text,
    expires_at timestamptz not null,
    redeemed_at timestamptz
);

create table refresh_tokens (
    token_hash bytea primary key,
    grant_id uuid not null references grants,
    expires_at timestamptz not null,
    used_at timestamptz,
    created_at timestamptz not null
);
create index refresh_tokens_grant on refresh_tokens (grant_id);

create table revoked_access_tokens (
    jti text primary key,
    expires_at timestamptz not null
);

-- ASP.NET Core Data Protection's key ring, encrypted.
create table data_protection_keys (
    id uuid primary key,
    friendly_name text not null,
    xml_cipher bytea not null,
    created_at timestamptz not null
);

-- migrate:down
