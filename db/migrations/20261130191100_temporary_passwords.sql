-- migrate:up

-- Until when a password that somebody else made is good; null: the user has chosen it.
alter table users add column password_temporary_until timestamptz;
-- Who proposed `admin` or `auditor` for it; until another administrator approves nobody signs in by the account.
alter table users add column roles_proposed_by text;

-- migrate:down
