-- migrate:up

-- Where things are, in degrees of WGS 84: a division's seat, a service point's door.
alter table divisions
    add latitude double precision check (latitude between -90 and 90),
    add longitude double precision check (longitude between -180 and 180),
    add constraint divisions_place check ((latitude is null) = (longitude is null));

alter table service_points
    add latitude double precision check (latitude between -90 and 90),
    add longitude double precision check (longitude between -180 and 180),
    add constraint service_points_place check ((latitude is null) = (longitude is null)),
    add opens_at time not null default '08:00',
    add closes_at time not null default '18:00',
    add constraint service_points_hours check (opens_at < closes_at);

-- When the talent means to come; null is any time of the day.
alter table reservations add arrives_at time;

-- Kilometres as the crow flies (haversine, mean radius of the earth).
create function kilometres_between(
    latitude1 double precision, longitude1 double precision, latitude2 double precision, longitude2 double precision
) returns double precision language sql immutable strict as $$
    select 2 * 6371.0088 * asin(least(1, sqrt(
        sin(radians(latitude2 - latitude1) / 2) ^ 2
        + cos(radians(latitude1)) * cos(radians(latitude2)) * sin(radians(longitude2 - longitude1) / 2) ^ 2)))
$$;

-- migrate:down
