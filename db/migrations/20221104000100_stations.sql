-- migrate:up

-- First-level disciplines of the national catalogue (研究生教育学科专业目录, 2022) that stations here work in. Data: a city adds its own.
create table disciplines (
    code text primary key check (code ~ '^[0-9]{4}$'),
    name text not null unique,
    name_en text not null
);
insert into disciplines (code, name, name_en) values
    ('0202', '应用经济学', 'Applied economics'), ('0701', '数学', 'Mathematics'), ('0702', '物理学', 'Physics'), ('0703', '化学', 'Chemistry'),
    ('0710', '生物学', 'Biology'), ('0802', '机械工程', 'Mechanical engineering'), ('0805', '材料科学与工程', 'Materials science and engineering'),
    ('0807', '动力工程及工程热物理', 'Power engineering and engineering thermophysics'), ('0808', '电气工程', 'Electrical engineering'),
    ('0809', '电子科学与技术', 'Electronics'), ('0810', '信息与通信工程', 'Information and communication engineering'),
    ('0811', '控制科学与工程', 'Control science and engineering'), ('0812', '计算机科学与技术', 'Computer science'),
    ('0814', '土木工程', 'Civil engineering'), ('0815', '水利工程', 'Hydraulic engineering'), ('0817', '化学工程与技术', 'Chemical engineering'),
    ('0818', '地质资源与地质工程', 'Geological engineering'), ('0819', '矿业工程', 'Mining engineering'),
    ('0821', '纺织科学与工程', 'Textile science and engineering'), ('0825', '航空宇航科学与技术', 'Aerospace science and technology'),
    ('0830', '环境科学与工程', 'Environmental science and engineering'), ('0832', '食品科学与工程', 'Food science and engineering'),
    ('0837', '安全科学与工程', 'Safety science and engineering'), ('0901', '作物学', 'Crop science'),
    ('0903', '农业资源与环境', 'Agricultural resources and environment'), ('0904', '植物保护', 'Plant protection'),
    ('0905', '畜牧学', 'Animal science'), ('1002', '临床医学', 'Clinical medicine'), ('1007', '药学', 'Pharmacy'),
    ('1008', '中药学', 'Chinese materia medica'), ('1201', '管理科学与工程', 'Management science and engineering');

alter table stations
    add kind text not null default 'workstation' check (kind in ('research_station', 'workstation', 'innovation_base')),
    add approved_on date,
    add approval_document text not null default '',
    -- 设站单位.
    add host text not null default '',
    add division_code text references divisions,
    add disciplines text[] not null default '{}',
    add contact text not null default '',
    add version int not null default 1,
    add created_at timestamptz not null default now();
create index stations_created on stations (created_at desc, id desc);

-- 合作导师, in the station and at the university.
create table station_mentors (
    id uuid primary key,
    station_id uuid not null references stations,
    place text not null check (place in ('station', 'university')),
    name text not null check (length(name) between 1 and 100),
    title text not null default '',
    employer text not null,
    active boolean not null default true,
    version int not null default 1,
    created_at timestamptz not null,
    constraint station_mentors_once unique (station_id, place, name, employer),
    unique (id, station_id)
);

-- Every period and committee rule from a day on. A postdoc stays under the rule that was in force on the day of entry.
create table postdoc_rules (
    valid_from date primary key,
    -- 在站 at entry, at least and at most; all extensions included.
    residence_least_months int not null check (residence_least_months between 1 and 120),
    residence_most_months int not null,
    total_most_months int not null check (total_most_months <= 120),
    -- 开题 so many months after entry at the latest.
    proposal_months int not null check (proposal_months between 1 and 24),
    -- 中期考核 between these months after entry.
    midterm_from_months int not null check (midterm_from_months >= 1),
    midterm_to_months int not null,
    -- Experts of the committee.
    committee_least int not null check (committee_least >= 1),
    committee_most int not null check (committee_most <= 30),
    created_by_name text not null,
    created_at timestamptz not null,
    check (residence_least_months <= residence_most_months and residence_most_months <= total_most_months),
    check (proposal_months <= midterm_from_months and midterm_from_months <= midterm_to_months and midterm_to_months <= residence_least_months),
    check (committee_least <= committee_most)
);
create trigger postdoc_rules_past before update or delete on postdoc_rules
    for each row execute function refuse_change_of_past_rule();
insert into postdoc_rules values ('2006-12-29', 24, 48, 72, 3, 12, 15, 5, 7, '博士后管理工作规定', '2006-12-29T00:00:00Z');

-- An uploaded list between preview and commit; its rows are emptied at commit or discard.
create table postdoc_imports (
    id uuid primary key,
    -- The station of a manager's list; null: the office's, of any station.
    station_id uuid references stations,
    file_name text not null,
    state text not null check (state in ('preview', 'committed', 'discarded')),
    row_count int not null,
    bad_row_count int not null check (bad_row_count between 0 and row_count),
    problems jsonb not null,
    rows jsonb,
    created_by text not null,
    created_at timestamptz not null,
    committed_at timestamptz,
    check (state <> 'committed' or (bad_row_count = 0 and committed_at is not null)),
    check ((state = 'preview') = (rows is not null))
);

create table postdocs (
    id uuid primary key,
    station_id uuid not null references stations,
    name text not null check (length(name) between 1 and 100),
    discipline_code text not null references disciplines,
    -- Where the doctorate was taken.
    university text not null,
    mentor_id uuid not null,
    university_mentor_id uuid,
    agreement_number text not null,
    entered_on date not null,
    -- Last day of the residence as agreed, extensions included.
    planned_end date not null,
    -- The rule of the day of entry, and what it makes of that day.
    rule_from date not null references postdoc_rules,
    earliest_end date not null,
    latest_end date not null,
    state text not null check (state in ('proposed', 'resident', 'completed', 'withdrawn', 'rejected')),
    proposal_on date,
    proposal_title text,
    proposal_late_reason text,
    midterm_on date,
    midterm_late_reason text,
    -- Of the last review, where there was a second one.
    midterm_result text check (midterm_result in ('excellent', 'good', 'pass', 'fail')),
    left_on date,
    destination text check (destination in ('host', 'university', 'institute', 'company', 'government', 'abroad', 'other')),
    destination_note text,
    ground text check (ground in ('own_wish', 'review_failed', 'misconduct', 'sanction', 'absence', 'illness', 'overstay_abroad', 'other')),
    import_id uuid references postdoc_imports,
    version int not null default 1,
    created_at timestamptz not null,
    constraint postdocs_once unique (station_id, name, entered_on),
    foreign key (mentor_id, station_id) references station_mentors (id, station_id),
    foreign key (university_mentor_id, station_id) references station_mentors (id, station_id),
    constraint postdocs_residence check (planned_end between earliest_end and latest_end and latest_end > entered_on),
    constraint postdocs_proposal check (proposal_on >= entered_on and (proposal_on is null) = (proposal_title is null)),
    constraint postdocs_midterm check (midterm_on >= proposal_on and (midterm_on is null) = (midterm_result is null)
        and (midterm_on is null or proposal_on is not null)),
    constraint postdocs_left check ((left_on is not null) = (state in ('completed', 'withdrawn')) and left_on >= entered_on),
    constraint postdocs_completion check (state <> 'completed' or (proposal_on is not null and midterm_result <> 'fail'
        and destination is not null and left_on between earliest_end and planned_end)),
    constraint postdocs_withdrawal check ((ground is not null) = (state = 'withdrawn'))
);
create index postdocs_created on postdocs (created_at desc, id desc);
create index postdocs_station on postdocs (station_id);

-- The days that a postdoc's rule sets.
create view postdoc_days as
select p.id, (p.entered_on + make_interval(months => r.proposal_months))::date proposal_due,
    (p.entered_on + make_interval(months => r.midterm_from_months))::date midterm_from,
    (p.entered_on + make_interval(months => r.midterm_to_months))::date midterm_due
from postdocs p join postdoc_rules r on r.valid_from = p.rule_from;

-- Whether something was done by its day; null while that is open, or when the postdoc left before.
create function done_on_time(done date, due date, left_on date, today date) returns boolean language sql immutable as $$
    select case when done is not null then done <= due when least(left_on, today) > due then false end
$$;

-- 进站、延期、出站、退站: proposed by the station, decided by another person of the office.
create table postdoc_requests (
    id uuid primary key,
    postdoc_id uuid not null references postdocs,
    kind text not null check (kind in ('entry', 'extension', 'completion', 'withdrawal')),
    state text not null default 'pending' check (state in ('pending', 'approved', 'rejected')),
    -- The last day wanted (extension), or the day of leaving.
    day date,
    destination text,
    destination_note text,
    ground text,
    reason text not null,
    proposed_by text not null,
    proposed_by_name text not null,
    proposed_at timestamptz not null,
    decided_by text,
    decided_by_name text,
    decided_at timestamptz,
    decision_reason text,
    constraint postdoc_requests_second_person check (decided_by <> proposed_by),
    check ((state = 'pending') = (decided_at is null)),
    check ((decided_at is null) = (decided_by is null)),
    check ((day is null) = (kind = 'entry')),
    check ((ground is not null) = (kind = 'withdrawal')),
    check ((destination is not null) = (kind = 'completion'))
);
create unique index postdoc_requests_one_pending on postdoc_requests (postdoc_id) where state = 'pending';
create index postdoc_requests_proposed on postdoc_requests (proposed_at desc, id desc);

-- 中期考核, with the committee rule and the mentors of that day.
create table midterm_reviews (
    id uuid primary key,
    postdoc_id uuid not null references postdocs,
    held_on date not null,
    result text not null check (result in ('excellent', 'good', 'pass', 'fail')),
    expert_names text[] not null,
    expert_employers text[] not null,
    -- Names as the rule compares them: half width, without spaces.
    expert_keys text[] not null,
    mentor_keys text[] not null,
    committee_least int not null,
    committee_most int not null,
    note text not null,
    recorded_by_name text not null,
    created_at timestamptz not null,
    constraint midterm_reviews_committee_size check (cardinality(expert_names) between committee_least and committee_most
        and cardinality(expert_employers) = cardinality(expert_names) and cardinality(expert_keys) = cardinality(expert_names)),
    constraint midterm_reviews_no_mentor check (not expert_keys && mentor_keys)
);
create index midterm_reviews_postdoc on midterm_reviews (postdoc_id);

create table postdoc_payments (
    id uuid primary key,
    postdoc_id uuid not null references postdocs,
    paid_on date not null,
    -- Yuan; a negative one takes another back and says why.
    amount numeric(12, 2) not null check (amount <> 0 and (amount > 0 or note <> '')),
    kind text not null check (kind in ('living', 'research', 'housing', 'other')),
    note text not null,
    recorded_by_name text not null,
    created_at timestamptz not null
);
create index postdoc_payments_postdoc on postdoc_payments (postdoc_id);

create table postdoc_events (
    postdoc_id uuid not null references postdocs,
    id uuid not null,
    at timestamptz not null,
    action text not null,
    from_state text,
    to_state text not null,
    actor_id text not null,
    actor_name text not null,
    reason text not null,
    primary key (postdoc_id, id)
);
create trigger postdoc_events_append_only before update or delete on postdoc_events for each row execute function refuse_change();
create trigger postdoc_events_no_truncate before truncate on postdoc_events for each statement execute function refuse_change();
create trigger midterm_reviews_append_only before update or delete on midterm_reviews for each row execute function refuse_change();
create trigger postdoc_payments_append_only before update or delete on postdoc_payments for each row execute function refuse_change();

-- migrate:down
