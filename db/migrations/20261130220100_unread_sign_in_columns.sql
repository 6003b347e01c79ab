-- migrate:up

-- Nothing reads these any more: guesses are counted in `attempts` (docs/adr/0054), codes and refresh tokens are rows of
-- `connect_tokens` (docs/adr/0039).
alter table users drop column access_failed_count, drop column lockout_end;
drop table authorization_codes, refresh_tokens;

-- migrate:down
