-- migrate:up

-- A person's sign-in at the authorization server in one browser, whose cookie holds the id.
create table sign_ins (
    id uuid primary key,
    user_id uuid not null references users,
    -- The user's at that time.
    security_stamp text not null,
    second_factor boolean not null,
    -- What the browser calls itself, and where it called from; shown to its user alone and to administrators.
    user_agent text not null,
    ip_address text,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    ended_at timestamptz
);
create index sign_ins_user on sign_ins (user_id);

-- Null: made by a host of the release before.
alter table grants add column sign_in_id uuid references sign_ins on delete set null;
create index grants_sign_in on grants (sign_in_id);

-- Access tokens that are good no more though they have not expired, by their `sid` (a grant) or `jti`. Every host keeps the latest in
-- memory. By the database's own clock alone, since hosts compare with nothing else.
create table ended_tokens (
    name text primary key,
    ended_at timestamptz not null default clock_timestamp()
);
create index ended_tokens_ended on ended_tokens (ended_at);

-- Here, so that nothing that ends a sign-in can forget to tell.
create function end_token() returns trigger language plpgsql as $$
declare
    ended text := case tg_table_name when 'grants' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'jti' end;
begin
    insert into ended_tokens (name) values (ended) on conflict do nothing;
    perform pg_notify('ended_tokens', ended);
    return null;
end $$;
create trigger grants_end after update of revoked_at on grants
    for each row when (old.revoked_at is null and new.revoked_at is not null) execute function end_token();
create trigger revoked_access_tokens_end after insert on revoked_access_tokens for each row execute function end_token();

-- A sign-in takes along what clients were given in it.
create function end_grants_of_sign_in() returns trigger language plpgsql as $$
begin
    update grants set revoked_at = new.ended_at where sign_in_id = new.id and revoked_at is null;
    return null;
end $$;
create trigger sign_ins_end after update of ended_at on sign_ins
    for each row when (old.ended_at is null and new.ended_at is not null) execute function end_grants_of_sign_in();

-- A disabled account, or another security stamp (password, second factor, roles), ends what was begun before.
create function end_sign_ins_of_user() returns trigger language plpgsql as $$
begin
    update sign_ins set ended_at = now()
    where user_id = new.id and ended_at is null and (new.disabled_at is not null or security_stamp <> new.security_stamp);
    update grants set revoked_at = now()
    where user_id = new.id and revoked_at is null and (new.disabled_at is not null or security_stamp <> new.security_stamp);
    return null;
end $$;
create trigger users_end_sign_ins after update of security_stamp, disabled_at on users
    for each row when (old.security_stamp <> new.security_stamp or (old.disabled_at is null and new.disabled_at is not null))
    execute function end_sign_ins_of_user();

-- migrate:down
