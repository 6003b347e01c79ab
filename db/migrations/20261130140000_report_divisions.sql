-- migrate:up

-- A county's part of a report, counted with it; a report of before has none.
create table report_divisions (
    report_id uuid not null references reports,
    division_code text not null references divisions,
    figures jsonb not null,
    primary key (report_id, division_code)
);
create trigger report_divisions_frozen before update on report_divisions for each row execute function refuse_change();

-- migrate:down
