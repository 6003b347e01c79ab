-- migrate:up

-- The office writes the think tank's rules; one that is in force, or was, no longer changes.
alter table think_tank_rules
    -- What a speciality above the need in the tree, and one of the same group, are worth of a whole one, in percent.
    add general_part int not null default 80 check (general_part between 0 and 100),
    add group_part int not null default 50,
    -- Nobody has more places a year than this, whatever the expert's own capacity.
    add capacity_most int not null default 20 check (capacity_most between 1 and 100),
    -- How many experts are proposed for a request.
    add candidates int not null default 5 check (candidates between 1 and 20),
    add created_by_name text not null default '人才办',
    add created_at timestamptz not null default '2022-01-01T00:00:00+08:00',
    add check (group_part between 0 and general_part);
create trigger think_tank_rules_past before update or delete on think_tank_rules
    for each row execute function refuse_change_of_past_rule();

create index pairings_list on pairings (starts_on desc, id desc);

-- migrate:down
