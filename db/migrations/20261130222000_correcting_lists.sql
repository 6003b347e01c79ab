-- migrate:up

-- A list that was taken as a correction of people who were there already: how many of them it changed. Null: a list that was
-- imported, or is not closed yet.
alter table talent_imports add column corrected integer check (corrected is null or (corrected > 0 and state = 'committed'));

-- migrate:down
