-- migrate:up

-- The periods are edited within bounds: not shorter than law asks for, not longer than the purpose carries. What an installation
-- has set before stays allowed.
alter table retention_periods
    add column least_months int not null default 6,
    add column most_months int not null default 600,
    add column version int not null default 1;
update retention_periods r set least_months = least(r.months, b.least), most_months = greatest(r.months, b.most)
from (values ('talents', 12, 120), ('hotline', 36, 120), ('scans', 6, 36), ('trail', 36, 120)) b (kind, least, most)
where r.kind = b.kind;
alter table retention_periods
    add constraint retention_periods_bounds check (months between least_months and most_months),
    alter column least_months drop default,
    alter column most_months drop default;

-- migrate:down
