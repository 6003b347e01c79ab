-- migrate:up

-- Every letter and every two letters that follow each other, for search: trigrams cannot find 张三 inside 小张三丰.
create function search_grams(value text) returns text[] language sql immutable strict parallel safe as $$
    select coalesce(array_agg(distinct substr(lower(value), place, size)), '{}')
    from generate_series(1, length(value)) place, generate_series(1, 2) size
    where place + size - 1 <= length(value)
$$;

-- What a text must have among its grams to contain `term`.
create function search_term_grams(term text) returns text[] language sql immutable strict parallel safe as $$
    select case when length(term) = 1 then array[lower(term)]
                else array(select distinct substr(lower(term), place, 2) from generate_series(1, length(term) - 1) place) end
$$;

create index talents_search on talents using gin (search_grams(name || ' ' || employer));
create index partners_search on partners using gin (search_grams(name));
create index service_points_search on service_points using gin (search_grams(name || ' ' || address));
create index cards_number_trgm on cards using gin (number gin_trgm_ops);

-- What the start page counts.
create index talent_imports_preview on talent_imports (created_at desc, id desc) where state = 'preview';
create index card_batches_pending on card_batches (created_at desc, id desc) where state = 'pending';
create index cards_suspended on cards (id) where state = 'suspended';
create index reservations_day on reservations (day, created_at desc, id desc);

-- One change of many cards: seen first, then made whole or not at all. An item keeps the version that was seen, so
-- that a card which changed meanwhile is noticed, and why its card is left out (null: it will be changed).
create table card_bulk_changes (
    id uuid primary key,
    action text not null check (action in ('suspend', 'resume', 'renew', 'revoke')),
    reason text not null check (length(reason) between 2 and 500),
    created_by uuid not null,
    created_by_name text not null,
    created_at timestamptz not null,
    committed_at timestamptz
);
create table card_bulk_change_items (
    bulk_change_id uuid not null references card_bulk_changes,
    card_id uuid not null references cards,
    version int not null,
    refusal text,
    primary key (bulk_change_id, card_id)
);

-- migrate:down
