-- migrate:up

-- Jobs that failed for good: retried in vain, until somebody runs them again or drops them. One open row a job, however
-- often it fails meanwhile. Quartz's own history ends after a while; what nobody has decided on stays.
create table job_failures (
    id uuid primary key,
    job_key text not null,
    first_failed_at timestamptz not null,
    last_failed_at timestamptz not null,
    times int not null default 1 check (times > 0),
    attempts int not null check (attempts > 0),
    -- The kind of error and the exception's type; never its message, which may hold a person's data.
    error_code text not null,
    error_type text not null,
    decision text check (decision in ('run_again', 'dropped')),
    decided_at timestamptz,
    check ((decision is null) = (decided_at is null))
);
create unique index job_failures_open on job_failures (job_key) where decision is null;

-- migrate:down
