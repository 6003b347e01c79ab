-- migrate:up

-- The roles that an account had when another administrator was asked to approve it; null: nothing is proposed, or by a host of
-- the release before. Whoever refuses takes away no more than was proposed.
alter table users add column roles_before text[];

-- migrate:down
