-- migrate:up

-- What the Web's hosts keep together (docs/adr/0053): sessions, answers to forms, screens of the desk.
create schema web;
create table web.entries (
    -- SHA-256 of the value's kind and key.
    key bytea primary key,
    -- JSON, sealed by Data Protection with keys that lie elsewhere.
    value bytea not null,
    expires_at timestamptz not null
);
create index entries_expires on web.entries (expires_at);

-- The role that the Web connects by, which sees nothing else. It has no password yet; whoever migrates and may make no roles has
-- it made beforehand.
do $$
begin
    create role talentcard_web login;
exception when duplicate_object or unique_violation or insufficient_privilege then null;
end $$;
do $$
begin
    grant usage on schema web to talentcard_web;
    grant select, insert, update, delete on web.entries to talentcard_web;
exception when undefined_object then
    raise notice 'There is no role talentcard_web: grant the Web''s role its rights on the schema web by hand.';
end $$;

-- migrate:down
