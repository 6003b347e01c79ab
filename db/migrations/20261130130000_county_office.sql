-- migrate:up

-- 县区人才办: an account that looks after the people of one county or park.
alter table users
    add column division_code text references divisions,
    drop constraint users_roles_check,
    add constraint users_roles_check check (roles <@ array['talent', 'verifier', 'agent', 'handler', 'station_manager', 'expert',
        'office', 'county_office', 'auditor', 'admin']),
    add constraint users_county_office_check check (not 'county_office' = any (roles) or division_code is not null);

-- migrate:down
