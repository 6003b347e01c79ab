-- migrate:up

-- How long each kind of record is kept as it is, in months, and what law asks for it. The owner edits the rows.
create table retention_periods (
    kind text primary key check (kind in ('talents', 'hotline', 'scans', 'trail')),
    months int not null check (months between 6 and 600),
    ground text not null,
    ground_en text not null
);
insert into retention_periods (kind, months, ground, ground_en) values
    ('talents', 60, '《个人信息保护法》第十九条、第四十七条：优才卡终止满五年后删除个人信息；服务记录去标识后继续用于统计。',
     'PIPL, articles 19 and 47: personal data goes five years after the last card has ended; services stay, without the person, for the statistics.'),
    ('hotline', 36, '《12345热线工作管理规定》和《档案法》：工单办结后留存三年，供复核和督办。',
     'Rules of the 12345 hotline and the Archives Law: a ticket is kept for three years after it was closed, for review.'),
    ('scans', 24, '《个人信息保护法》第十九条：核验记录留存两年，供查处冒用。',
     'PIPL, article 19: scans are kept for two years, to look into misuse.'),
    ('trail', 60, '《网络安全法》第二十一条、《个人信息保护法》第五十五条：谁看过、改过数据的记录至少留存六个月，本系统留存五年。',
     'Cybersecurity Law, article 21, and PIPL, article 55: who saw or changed data is kept for six months at least, here for five years.');

alter table talents add column erased_at timestamptz;
create index talents_erased on talents (erased_at) where erased_at is not null;

-- A talent's wish to have their data erased, and what the office decided.
create table erasure_requests (
    id uuid primary key,
    talent_id uuid not null references talents,
    state text not null check (state in ('pending', 'approved', 'rejected')),
    requested_at timestamptz not null,
    decided_by text,
    decided_by_name text,
    decided_at timestamptz,
    decision text check (length(decision) between 1 and 500),
    check ((state = 'pending') = (decided_at is null)),
    check (decided_at is null or (decided_by is not null and decided_by_name is not null and decision is not null))
);
create unique index erasure_requests_one_pending on erasure_requests (talent_id) where state = 'pending';
create index erasure_requests_requested on erasure_requests (requested_at desc, id desc);

-- What callers said when they were called back is a ledger as well.
insert into ledgers (name, at_column, personal) values ('follow_ups', 'at', '{agent_name,comment}');
create index follow_ups_at on follow_ups using brin (at);

-- A ledger is changed by erase_ledger_texts() alone, and of a row its personal texts alone. No host has the right to update it.
create or replace function refuse_change() returns trigger language plpgsql as $$
declare
    erasable text[];
begin
    if tg_op = 'UPDATE' and current_setting('talentcard.erasing', true) = 'on' then
        select l.personal into erasable from ledgers l
        where l.name = coalesce((select c.relname from pg_inherits i join pg_class c on c.oid = i.inhparent
            where i.inhrelid = tg_relid), tg_table_name);
        if to_jsonb(old) - erasable = to_jsonb(new) - erasable then
            return new;
        end if;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- Erases personal texts of rows of a ledger: a text says then that it was erased, anything else becomes null. For each
-- closed day it first makes sure that the texts are those that were signed, gives the day a new salt, and writes down the digest
-- before and after (docs/adr/0056). Gives how many rows it changed.
create function erase_ledger_texts(erased_ledger text, ids uuid[], columns text[], erasure_ground text, erased_at timestamptz)
    returns int language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    l ledgers;
    d record;
    assignments text;
    closed boolean;
    signed bytea;
    before bytea;
    changed int := 0;
begin
    select * into strict l from ledgers where name = erased_ledger;
    if cardinality(columns) = 0 or not columns <@ l.personal then
        raise exception 'only personal texts of % are erased', erased_ledger;
    end if;
    -- One after the other, and not while a day is being closed.
    perform pg_advisory_xact_lock(hashtextextended('close ledger days', 0));
    select string_agg(format(
        case when a.atttypid = 'text'::regtype then '%1$I = case when %1$I is not null then %2$L end' else '%1$I = null' end,
        a.attname, '已删除'), ', ')
    into assignments
    from pg_attribute a where a.attrelid = l.name::regclass and a.attname = any (columns);
    for d in execute format(
        'select (x.%1$I at time zone ''Asia/Shanghai'')::date as day, array_agg(x.id) ids, min(x.%1$I) first, max(x.%1$I) last
         from %2$I x where x.id = any ($1) group by 1 order by 1', l.at_column, l.name) using ids
    loop
        closed := exists (select from ledger_salts s where s.ledger = l.name and s.day = d.day);
        if closed then
            select g.texts into before from ledger_digests(d.day, d.day, l.name) g;
            select coalesce(
                (select e.texts_after from ledger_erasures e where e.ledger = l.name and e.day = d.day order by e.at desc, e.id desc limit 1),
                (select decode(substring(s.statement from '\n' || l.name || ' \d+ rows\n  facts [0-9a-f]{64}\n  texts ([0-9a-f]{64})'), 'hex')
                 from ledger_days s where s.day = d.day))
            into signed;
            if before is distinct from signed then
                raise exception '% of % does not match what was signed: run db/verify before anything of it is erased', l.name, d.day;
            end if;
        end if;
        perform set_config('talentcard.erasing', 'on', true);
        execute format('update %I set %s where %I between $1 and $2 and id = any ($3)', l.name, assignments, l.at_column)
            using d.first, d.last, d.ids;
        perform set_config('talentcard.erasing', 'off', true);
        changed := changed + cardinality(d.ids);
        if closed then
            update ledger_salts s set salt = uuid_send(gen_random_uuid()) where s.ledger = l.name and s.day = d.day;
            -- Erasures of a day follow one another in time.
            insert into ledger_erasures (id, at, ledger, day, row_count, ground, texts_before, texts_after)
            select gen_random_uuid(), greatest(erased_at, (select max(e.at) + interval '1 microsecond' from ledger_erasures e
                    where e.ledger = l.name and e.day = d.day)),
                l.name, d.day, cardinality(d.ids), erasure_ground, before, g.texts
            from ledger_digests(d.day, d.day, l.name) g;
        end if;
    end loop;
    return changed;
end $$;

-- migrate:down
