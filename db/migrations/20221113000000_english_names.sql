-- migrate:up

-- For readers of the English pages; empty where there is none.
alter table partners add column name_en text not null default '' check (length(name_en) <= 100);
alter table service_points
    add column name_en text not null default '' check (length(name_en) <= 100),
    add column address_en text not null default '' check (length(address_en) <= 200);

-- Where it is, for English readers: each name in English, or in Chinese where it has none.
create function place_en(partner partners, point service_points) returns text language sql stable as $$
    select concat_ws(' · ', coalesce(nullif(partner.name_en, ''), partner.name), coalesce(nullif(point.name_en, ''), point.name))
$$;

-- The office's search finds both names.
drop index partners_search;
drop index service_points_search;
create index partners_search on partners using gin (search_grams(name || ' ' || name_en));
create index service_points_search on service_points using gin (search_grams(name || ' ' || name_en || ' ' || address));

-- migrate:down
