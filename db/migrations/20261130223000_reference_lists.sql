-- migrate:up

-- Administrators edit these lists (docs/adr/0071).
alter table divisions add column version int not null default 1;
alter table tiers add column version int not null default 1;
alter table service_point_kinds add column version int not null default 1;
alter table departments add column version int not null default 1;
alter table departments alter column id set default gen_random_uuid();

-- How often rows of other tables name the entries of a list: by foreign keys, whatever tables those are of, and in the arrays that
-- no foreign key can hold. With a key, of that entry alone. An entry that nothing names is not among them.
create function reference_uses(list regclass, entry text default null) returns table (key text, uses bigint)
    language plpgsql stable as $$
declare
    place record;
begin
    for place in
        select c.conrelid::regclass::text as naming, quote_ident(a.attname) as value, '' as elements
        from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.confrelid = list and c.conparentid = 0
        union all
        select naming, 'element', format(' cross join unnest(%I) element', value)
        from (values
            ('benefit_rules', 'tiers', 'tiers'::regclass),
            ('benefit_rules', 'service_point_kinds', 'service_point_kinds'::regclass),
            ('tickets', 'co_department_ids', 'departments'::regclass)
        ) as arrays (naming, value, named)
        where named = list
    loop
        return query execute format('select %1$s::text, count(*) from %2$s%3$s where %1$s is not null and ($1 is null or %1$s::text = $1) group by 1',
            place.value, place.naming, place.elements) using entry;
    end loop;
end
$$;

-- migrate:down
drop function reference_uses;
alter table departments alter column id drop default, drop column version;
alter table service_point_kinds drop column version;
alter table tiers drop column version;
alter table divisions drop column version;
