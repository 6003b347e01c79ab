-- migrate:up

-- How far each data migration is (db/upgrade, docs/adr/0047). The row's lock gives its batches their order.
create table data_migrations (
    name text primary key,
    -- The latest run through the rows.
    started_at timestamptz not null,
    done_at timestamptz,
    -- Where its last batch stopped; null: at the start.
    position text
);

-- Taken from the ID number, for what SQL asks of an age. Null: not taken yet, or a host of the release before wrote the row.
alter table talents add column birth_date date;

-- migrate:down
