-- migrate:up

-- The ledgers whose days are closed: their table, the column of its time, what of a row is personal and may be erased by law,
-- and what the system keeps there for itself. All the rest of a row are its facts (docs/adr/0056).
create table ledgers (
    name text primary key,
    at_column text not null,
    personal text[] not null,
    omitted text[] not null default '{}'
);
insert into ledgers (name, at_column, personal, omitted) values
    ('audit_events', 'at', '{actor_name,address,reason,details}', '{}'),
    ('card_events', 'at', '{actor_name,reason}', '{}'),
    ('ledger_erasures', 'at', '{}', '{}'),
    ('redemptions', 'redeemed_at', '{operator_name}', '{recorded_in}'),
    ('reversals', 'reversed_at', '{operator_name,reason}', '{recorded_in}'),
    ('ticket_steps', 'at', '{actor_name,text}', '{}');

-- What a closed day held, in plain text, signed by a key of the ring (purpose 'ledgers', ES256 over SHA-256, DER). Each
-- statement names the digest of the one before.
create table ledger_days (
    day date primary key,
    statement text not null,
    kid text not null,
    signature bytea not null,
    closed_at timestamptz not null
);
create trigger ledger_days_append_only before update or delete on ledger_days
    for each row execute function refuse_change();
create trigger ledger_days_no_truncate before truncate on ledger_days
    for each statement execute function refuse_change();

-- Goes into the digest of a day's personal texts, so that nobody finds out an erased one by trying. A new one comes with each
-- erasure.
create table ledger_salts (
    ledger text not null references ledgers,
    day date not null,
    salt bytea not null,
    primary key (ledger, day)
);

-- Every erasure of personal texts in a closed day: the digest of the day's texts before and after it. A ledger itself.
create table ledger_erasures (
    id uuid primary key,
    at timestamptz not null,
    ledger text not null references ledgers,
    day date not null,
    row_count int not null check (row_count > 0),
    ground text not null check (length(ground) between 1 and 200),
    texts_before bytea not null,
    texts_after bytea not null
);
create index ledger_erasures_day on ledger_erasures (ledger, day, at, id);
create trigger ledger_erasures_append_only before update or delete on ledger_erasures
    for each row execute function refuse_change();
create trigger ledger_erasures_no_truncate before truncate on ledger_erasures
    for each statement execute function refuse_change();

-- A day of a ledger is found by its time; rows come in its order, for which a block range index costs next to nothing.
create index card_events_at on card_events using brin (at);
create index reversals_at on reversals using brin (reversed_at);
create index ticket_steps_at on ticket_steps using brin (at);

-- What each day of each ledger holds, in Asia/Shanghai, from `first` to `last`: how many rows, and the digests of their facts
-- and of their personal texts. A row is its JSON without nulls, so that a column which a later release adds changes no old
-- digest as long as it is null there. A day without rows is left out.
create function ledger_digests(first date, last date, named text default null)
    returns table (ledger text, day date, row_count bigint, facts bytea, texts bytea)
    language plpgsql stable set timezone = 'UTC' set bytea_output = 'hex' set search_path = public, pg_temp as $$
declare
    l ledgers;
begin
    for l in select * from ledgers where named is null or name = named order by name loop
        return query execute format(
            $q$
            select %1$L, r.day, count(*), sha256(string_agg(r.facts, '' order by r.at, r.id)),
                   sha256(string_agg(r.texts, '' order by r.at, r.id))
            from (
                select x.%2$I at, x.id, (x.%2$I at time zone 'Asia/Shanghai')::date as day,
                       sha256(convert_to((o.whole - $3 - $4)::text, 'UTF8')) facts,
                       sha256(coalesce(s.salt, '') || convert_to(
                           (select jsonb_agg(o.whole -> c order by c collate "C") from unnest($3 || 'id'::text) c)::text, 'UTF8')) texts
                from %1$I x
                cross join lateral (select jsonb_strip_nulls(to_jsonb(x)) whole) o
                left join ledger_salts s on s.ledger = %1$L and s.day = (x.%2$I at time zone 'Asia/Shanghai')::date
                where x.%2$I >= $1::timestamp at time zone 'Asia/Shanghai'
                  and x.%2$I < ($2 + 1)::timestamp at time zone 'Asia/Shanghai') r
            group by r.day
            $q$, l.name, l.at_column)
            using first, last, l.personal, l.omitted;
    end loop;
end $$;

-- The first day on which a ledger has a row; null where none has.
create function first_ledger_day() returns date language plpgsql stable set search_path = public, pg_temp as $$
declare
    l ledgers;
    earliest timestamptz;
    found_at timestamptz;
begin
    for l in select * from ledgers loop
        execute format('select min(%I) from %I', l.at_column, l.name) into found_at;
        earliest := least(earliest, found_at);
    end loop;
    return (earliest at time zone 'Asia/Shanghai')::date;
end $$;

alter table signing_keys drop constraint signing_keys_purpose_check;
alter table signing_keys add constraint signing_keys_purpose_check
    check (purpose in ('tokens', 'access_tokens', 'cards', 'ledgers'));

-- It changes the ledgers' tables, which a host may not.
alter function restart_statistics() security definer set search_path = public, pg_temp;

-- migrate:down
