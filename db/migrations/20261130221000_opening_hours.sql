-- migrate:up

create function minute_of_day(at time) returns int language sql immutable strict as $$
    select floor(extract(epoch from at) / 60)::int
$$;

-- A multirange as its bounds in order: 480, 1080, 1920, …
create function bounds(of int4multirange) returns int[] language sql immutable strict as $$
    select array(select unnest(array[lower(r), upper(r)]) from unnest(of) r)
$$;

-- When somebody is at a service point: minutes of a week that begins on Monday at 00:00. A multirange has no overlaps and one
-- order. `opens_at` and `closes_at` stay as they are for the release before, and nothing reads them any more.
alter table service_points
    add hours int4multirange not null
        default '{[480,1080),[1920,2520),[3360,3960),[4800,5400),[6240,6840),[7680,8280),[9120,9720)}',
    add follows_holidays boolean not null default false;
update service_points s set hours = (
    select range_agg(int4range(d * 1440 + minute_of_day(s.opens_at), d * 1440 + minute_of_day(s.closes_at)))
    from generate_series(0, 6) d);
alter table service_points
    add constraint service_points_week check (hours <@ '{[0,10080)}'::int4multirange and not isempty(hours));

-- Days on which a service point is shut, whatever its week says.
create table service_point_closures (
    service_point_id uuid not null references service_points,
    first_day date not null,
    last_day date not null,
    reason text not null check (length(reason) between 1 and 100),
    reason_en text not null default '' check (length(reason_en) <= 200),
    primary key (service_point_id, first_day),
    constraint service_point_closures_days check (last_day between first_day and first_day + 366)
);

-- The one place that says when somebody is at a point on a day, and why not.
--   working   what the official calendar says of the day where it differs from its weekday: true on a make-up working day, false
--             on a holiday; null: nothing
--   since     what is before it does not count any more
--   arrival   a time that somebody means to come; null: any
--   open      minutes of the day
--   shut      closure, holiday, weekday (not open on it), over (no more on this day), time (not open at the arrival); null: open
-- A point that follows the holidays is open on a make-up working day as on its first day of the week.
create function service_point_opening(point uuid, on_day date, working boolean, since time, arrival time)
returns table (open int4multirange, shut text, reason text, reason_en text) language sql stable as $$
    with facts as (
        select s.hours, c.reason, c.reason_en, c.service_point_id is not null closed,
               s.follows_holidays and working is false holiday,
               1440 * case when s.follows_holidays and working then lower(s.hours) / 1440
                           else extract(isodow from on_day)::int - 1 end midnight
        from service_points s
        left join lateral (
            select * from service_point_closures c
            where c.service_point_id = s.id and on_day between c.first_day and c.last_day
            order by c.first_day limit 1) c on true
        where s.id = point
    ), day as (
        select f.*, coalesce((
            select range_agg(int4range(lower(r) - f.midnight, upper(r) - f.midnight))
            from unnest(f.hours * int4multirange(int4range(f.midnight, f.midnight + 1440))) r), '{}') whole
        from facts f
    ), rest as (
        select d.*, case when d.closed or d.holiday then '{}'
                         else d.whole * int4multirange(int4range(minute_of_day(since), 1440)) end open
        from day d
    )
    select r.open,
           case when r.closed then 'closure'
                when r.holiday then 'holiday'
                when isempty(r.whole) then 'weekday'
                when isempty(r.open) then 'over'
                when not r.open @> minute_of_day(arrival) then 'time' end,
           r.reason, r.reason_en
    from rest r
$$;

-- migrate:down
