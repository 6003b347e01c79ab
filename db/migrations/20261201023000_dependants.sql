-- migrate:up

-- Whose families a benefit includes, from the rule's day on: of which tiers, which relations, how many of a holder's family
-- (the first filed), and whether they use up the holder's quota or have as much on their own. Shipped: nobody's.
alter table benefit_rules
    add column family_tiers text[] not null default '{}',
    add column family_relations text[] not null default '{}'
        check (family_relations <@ array['spouse', 'child', 'parent']),
    add column max_dependants int not null default 0 check (max_dependants between 0 and 10),
    add column family_quota text not null default 'shared' check (family_quota in ('shared', 'own')),
    add constraint benefit_rules_family_tiers check (family_tiers <@ tiers),
    -- A booking holds a unit of the holder's, which the family may use; there is none of a dependant's own.
    add constraint benefit_rules_family_bookings check (family_quota = 'shared' or booking_hours is null);

-- 家属: a spouse, child or parent who uses the holder's card with a code of their own (docs/adr/0075). Document and proof stand
-- encrypted; a citizen's number has the hash that it would have among the talents.
create table dependants (
    id uuid primary key,
    talent_id uuid not null references talents,
    relation text not null check (relation in ('spouse', 'child', 'parent')),
    name text not null check (length(name) between 1 and 100),
    document_kind text not null
        check (document_kind in ('id_card', 'passport', 'permanent_residence', 'hk_macao_permit', 'taiwan_permit')),
    document_cipher bytea not null,
    document_hash bytea not null,
    document_tail text not null check (length(document_tail) = 4),
    birth_date date,
    proof_kind text not null
        check (proof_kind in ('marriage_certificate', 'household_register', 'birth_certificate', 'other')),
    proof_cipher bytea not null,
    -- The last day; null: while the holder's card lasts. A child's is the day before it is 18.
    valid_to date,
    -- The random handle that a code carries.
    handle bytea not null check (length(handle) = 8),
    state text not null check (state in ('filed', 'active', 'refused', 'ended')),
    -- Why it was refused or has ended: in words, and where it has ended by a ground.
    reason text check (length(reason) between 1 and 500),
    ground text check (ground in ('of_age', 'divorce', 'death', 'withdrawn', 'card_ended', 'own_card')),
    filed_at timestamptz not null,
    version int not null default 1,
    constraint dependants_handle_key unique (handle),
    check ((state = 'ended') = (ground is not null)),
    check (state <> 'refused' or reason is not null),
    check (relation <> 'child' or state not in ('filed', 'active') or valid_to < birth_date + interval '18 years')
);
-- A person is filed once by a holder. A child may have two holders for parents, and a parent several for children; a spouse
-- is one holder's, and a holder has one.
create unique index dependants_once on dependants (talent_id, document_hash) where state in ('filed', 'active');
create unique index dependants_one_spouse on dependants (talent_id)
    where relation = 'spouse' and state in ('filed', 'active');
create unique index dependants_spouse_of_one on dependants (document_hash)
    where relation = 'spouse' and state in ('filed', 'active');
create index dependants_talent on dependants (talent_id, filed_at, id);
create index dependants_filed on dependants (filed_at desc, id desc);
create index dependants_ending on dependants (valid_to) where state = 'active';

-- What was done, by whom; it names nobody but by id.
create table dependant_steps (
    dependant_id uuid not null references dependants,
    id uuid not null,
    at timestamptz not null,
    action text not null check (action in ('file', 'approve', 'refuse', 'end')),
    from_state text,
    to_state text not null,
    ground text,
    actor_id text not null,
    primary key (dependant_id, id)
);
create trigger dependant_steps_append_only before update or delete on dependant_steps
    for each row execute function refuse_change();

-- What a dependant has used of a benefit whose rule gives them a quota of their own.
create table dependant_entitlements (
    card_id uuid not null references cards,
    dependant_id uuid not null references dependants,
    benefit_code text not null references benefits,
    period text not null check (period in ('year', 'half_year', 'quarter', 'month')),
    period_start date not null,
    quota int,
    used int not null default 0 check (used >= 0),
    primary key (card_id, dependant_id, benefit_code, period, period_start),
    constraint dependant_entitlements_quota check (used <= quota)
) with (fillfactor = 80);

-- Who was served, where it was not the holder, and on whose quota. Null in every older row, and where it was the holder.
alter table redemptions add column dependant_id uuid, add column own_quota boolean;

-- Whether a rule includes a dependant of a holder of the tier. Their own state and days are asked beside it.
create function family_included(d dependants, r benefit_rules, tier text) returns boolean language sql stable as $$
    select tier = any (r.family_tiers) and d.relation = any (r.family_relations) and r.max_dependants > (
        select count(*) from dependants o
        where o.talent_id = d.talent_id and o.state = 'active' and o.relation = any (r.family_relations)
          and (o.filed_at, o.id) < (d.filed_at, d.id))
$$;

-- migrate:down
