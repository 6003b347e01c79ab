-- migrate:up

-- Quartz's own tables, which it made itself where a Worker has run; Hangfire's lie in a schema that db/migrate makes.
do $$
declare
    name text;
begin
    for name in select tablename from pg_tables where schemaname = current_schema() and tablename like 'qrtz\_%' loop
        execute format('drop table %I cascade', name);
    end loop;
end $$;

-- What the office sees of a recurring job and asks of it. A Worker declares the rows when it starts and keeps them up to date.
create table jobs (
    key text primary key,
    sentence text not null,
    next_run timestamptz,
    -- While it is paused the clock's firings do nothing; `missed` remembers that there was one, for the day of resuming.
    paused_at timestamptz,
    paused_by text,
    missed boolean not null default false,
    -- Who wants it to run now, until a Worker has taken the wish.
    asked_by text,
    -- The latest run; without an end it goes on, or its Worker died and another is about to begin it again.
    last_began timestamptz,
    last_ended timestamptz,
    last_error_code text,
    last_error_type text,
    -- When the latest run that succeeded began.
    last_succeeded timestamptz,
    check ((paused_at is null) = (paused_by is null)),
    check ((last_error_code is null) = (last_error_type is null))
);

-- The background job that gave up, for as long as it lies among the failed ones of the dashboard.
alter table job_failures add column background_job text;

-- The job that prepares partitions runs as a role that may change rows and no tables.
alter function create_month_partitions(text, date, date) security definer set search_path = public, pg_temp;

-- migrate:down
