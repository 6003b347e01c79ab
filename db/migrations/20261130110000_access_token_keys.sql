-- migrate:up
-- Keys that sign: 'tokens' (RS256, ID tokens, and access tokens of hosts of the release before), 'access_tokens' (ES256)
-- and 'cards' (ES256, card codes).
alter table signing_keys drop constraint signing_keys_purpose_check;
alter table signing_keys add constraint signing_keys_purpose_check check (purpose in ('tokens', 'access_tokens', 'cards'));

-- migrate:down
