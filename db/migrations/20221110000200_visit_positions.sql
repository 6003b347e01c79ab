-- migrate:up

-- Where a phone was is kept to about a hundred metres, no nearer.
update service_logs set latitude = round(latitude::numeric, 3), longitude = round(longitude::numeric, 3) where latitude is not null;

-- migrate:down
