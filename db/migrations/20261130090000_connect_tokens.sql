-- migrate:up

-- Codes, refresh tokens and pushed authorization requests. Access and ID tokens leave no row.
create table connect_tokens (
    id uuid primary key,
    -- OpenIddict's word for it, a URN.
    type text not null,
    client_id text not null references clients,
    -- Null: a pushed request, which nobody has signed in to yet.
    grant_id uuid references grants,
    -- SHA-256, in base64, of what the client holds.
    reference_hash text not null unique,
    -- What it stands for, sealed by Data Protection.
    payload text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    redeemed_at timestamptz
);
create index connect_tokens_grant on connect_tokens (grant_id);
create index connect_tokens_expires on connect_tokens (expires_at);

-- A partner's system, whose people are asked before it learns of them.
alter table clients add column is_third_party boolean not null default false;
-- False: a confidential client that sends no PKCE.
alter table clients add column requires_pkce boolean not null default true;
alter table clients add constraint clients_public_requires_pkce check (requires_pkce or secret_hash is not null);

-- migrate:down
