-- migrate:up

-- Yearly notices on public holidays that the office loaded. The program carries those that were out when it was built; what is
-- loaded here comes before them.
create table holiday_notices (
    year int primary key check (year between 2001 and 2099),
    text text not null check (length(text) between 1 and 20000),
    loaded_by_name text not null,
    loaded_at timestamptz not null
);
create table holiday_notice_days (
    year int not null references holiday_notices on delete cascade,
    -- New Year's holidays may begin in the year before.
    day date not null,
    working boolean not null,
    name text not null,
    name_en text not null,
    primary key (year, day),
    constraint holiday_notice_days_year check (extract(year from day) between year - 1 and year + 1),
    constraint holiday_notice_days_make_up check (not working or extract(isodow from day) > 5)
);

-- migrate:down
