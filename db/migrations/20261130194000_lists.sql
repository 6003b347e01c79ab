-- migrate:up

-- Rows of a list that hold something and were left out: [{"row": 7, "reason": "hidden"}].
alter table talent_imports add column left_out jsonb not null default '[]';
alter table postdoc_imports add column left_out jsonb not null default '[]';

-- What texts have in common that say the same (docs/adr/0060): NFKC, ideographs for the radicals that NFKC leaves, Latin letters
-- for Cyrillic and Greek ones that look like them, one kind of dash; no spaces, no middle dots, nothing invisible, no case.
create function search_key(value text) returns text language sql immutable strict parallel safe 
    return lower(translate(normalize(value, nfkc),
        '⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳' || 'АВЕКМНОРСТХаеорсухіѕјІЅЈУΑΒΕΖΗΙΚΜΝΟΡΤΥΧο'
            || E'\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE63' || E'\u00B7\u2027\u2022\u30FB\u2219\u22C5\u0020\u0009\u000D\u000A'
            || E'\u00AD\u200B\u200C\u200D\u2060\uFEFF\u115F\u1160\u180E\u2800\u3164\uFFA0\u1680\u2028\u2029\u0085',
        '母民虎西见角贝车长门青韦页风飞食马鬼鱼鸟卤麦黄黾齐齿龙龟' || 'ABEKMHOPCTXaeopcyxisjISJYABEZHIKMNOPTYXo' || '--------'));

-- Whether a text holds another, however both are written.
create function contains_text(value text, term text) returns boolean language sql immutable strict parallel safe as $$
    select search_key(term) <> '' and strpos(search_key(value), search_key(term)) > 0
$$;

-- The same of a person's name and employer, by the index talents_search.
create function names_person(name text, employer text, term text) returns boolean language sql immutable parallel safe as $$
    select search_grams(name || ' ' || employer) @> search_term_grams(term)
        and (contains_text(name, term) or contains_text(employer, term))
$$;

-- Bound to search_key as they are made: an index is rebuilt and restored without a search path.
create or replace function search_grams(value text) returns text[] language sql immutable strict parallel safe begin atomic
    select coalesce(array_agg(distinct substr(key, place, size)), '{}')
    from search_key(value) key, generate_series(1, length(key)) place, generate_series(1, 2) size
    where place + size - 1 <= length(key);
end;

create or replace function search_term_grams(term text) returns text[] language sql immutable strict parallel safe begin atomic
    select case when length(key) = 1 then array[key]
                else array(select distinct substr(key, place, 2) from generate_series(1, length(key) - 1) place) end
    from search_key(term) key;
end;

reindex index talents_search;
reindex index partners_search;
reindex index service_points_search;

-- migrate:down
