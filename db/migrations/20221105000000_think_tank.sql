-- migrate:up

-- What experts know and what villages and firms need: one coded tree. A code holds its parent's as its beginning.
create table specialities (
    code text primary key check (code ~ '^[A-Z]([0-9]{2}){0,2}$'),
    name text not null,
    name_en text not null
);
insert into specialities (code, name, name_en) values
    ('A', '种植业', 'Crops'),
    ('A01', '粮油作物', 'Grain and oil crops'), ('A0101', '小麦病害防治', 'wheat diseases'), ('A0102', '水稻栽培', 'rice growing'),
    ('A0103', '大豆育种', 'soybean breeding'), ('A0104', '玉米栽培', 'maize growing'),
    ('A02', '园艺', 'Horticulture'), ('A0201', '设施蔬菜', 'greenhouse vegetables'), ('A0202', '草莓种植', 'strawberries'),
    ('A0203', '果树修剪', 'fruit trees'), ('A0204', '茶叶加工', 'tea'),
    ('A03', '土壤肥料', 'Soil and fertiliser'), ('A0301', '土壤改良', 'soil improvement'), ('A0302', '测土配方施肥', 'fertilising by soil tests'),
    ('B', '养殖业', 'Livestock and fish'),
    ('B01', '畜禽', 'Livestock'), ('B0101', '生猪养殖', 'pigs'), ('B0102', '家禽疫病防控', 'poultry diseases'), ('B0103', '肉羊养殖', 'sheep'),
    ('B02', '水产', 'Fish and water'), ('B0201', '稻虾共作', 'rice and crayfish'), ('B0202', '淡水鱼养殖', 'freshwater fish'),
    ('C', '农产品加工与营销', 'Processing and marketing'),
    ('C01', '加工', 'Processing'), ('C0101', '豆制品加工', 'bean products'), ('C0102', '冷链保鲜', 'cold chain'),
    ('C02', '营销', 'Marketing'), ('C0201', '农村电商', 'rural e-commerce'), ('C0202', '品牌建设', 'branding'),
    ('D', '农业机械与信息化', 'Machines and information'),
    ('D01', '农业机械', 'Farm machines'), ('D0101', '植保无人机', 'spraying drones'), ('D0102', '收获机械', 'harvesters'),
    ('D02', '智慧农业', 'Smart farming'), ('D0201', '物联网监测', 'sensors'),
    ('E', '乡村治理与生态', 'Village and environment'),
    ('E01', '生态环境', 'Environment'), ('E0101', '农村污水治理', 'rural sewage'), ('E0102', '秸秆利用', 'straw'),
    ('E02', '乡村发展', 'Village development'), ('E0201', '乡村旅游', 'rural tourism'), ('E0202', '合作社管理', 'cooperatives');

-- How fit and scores are reckoned and what a visit has to be, from a day on. A change is a new row; shares are percent.
create table think_tank_rules (
    valid_from date primary key,
    speciality_share int not null,
    distance_share int not null,
    satisfaction_share int not null,
    continuity_share int not null,
    dialect_share int not null,
    -- Beyond this no expert is sent.
    max_km int not null check (max_km between 1 and 1000),
    -- Charge for load, in hundredths of the best fit; see the solver.
    balance int not null check (balance between 0 and 1000),
    -- A visit is logged within so many days, and this near the place where the phone says where it was.
    log_within_days int not null check (log_within_days between 0 and 366),
    max_visit_km int not null check (max_visit_km between 1 and 1000),
    -- Visits a year that a pairing is to have, and the parts of a year's score.
    visits_per_year int not null check (visits_per_year between 1 and 366),
    score_visits int not null,
    score_rating int not null,
    score_coverage int not null,
    check (speciality_share + distance_share + satisfaction_share + continuity_share + dialect_share = 100),
    check (least(speciality_share, distance_share, satisfaction_share, continuity_share, dialect_share) >= 0),
    check (score_visits + score_rating + score_coverage = 100 and least(score_visits, score_rating, score_coverage) >= 0)
);
insert into think_tank_rules values ('2022-01-01', 45, 25, 15, 10, 5, 60, 10, 30, 5, 6, 40, 40, 20);

create table experts (
    id uuid primary key,
    name text not null,
    title text not null,
    employer text not null,
    division_code text not null references divisions,
    latitude double precision not null check (latitude between -90 and 90),
    longitude double precision not null check (longitude between -180 and 180),
    specialities text[] not null check (cardinality(specialities) between 1 and 10),
    dialect text not null default '',
    -- Villages and firms in a year.
    capacity int not null check (capacity between 0 and 100),
    available_from date not null,
    available_to date check (available_to >= available_from),
    active boolean not null default true,
    -- The account that the expert signs in with.
    user_id uuid unique references users,
    version int not null default 1,
    created_at timestamptz not null
);

-- Villages and firms that experts advise.
create table advisees (
    id uuid primary key,
    kind text not null check (kind in ('village', 'firm')),
    name text not null,
    division_code text not null references divisions,
    latitude double precision not null check (latitude between -90 and 90),
    longitude double precision not null check (longitude between -180 and 180),
    needs text[] not null check (cardinality(needs) between 1 and 10),
    -- Crops or industry, in words.
    produce text not null default '',
    dialect text not null default '',
    -- 重点村: has to have an expert.
    is_key boolean not null default false,
    active boolean not null default true,
    version int not null default 1,
    created_at timestamptz not null,
    unique (division_code, name)
);
create index advisees_list on advisees (created_at desc, id desc);

-- A span of time for which experts and villages are paired all at once.
create table pairing_terms (
    id uuid primary key,
    name text not null unique,
    starts_on date not null,
    ends_on date not null check (ends_on > starts_on),
    -- Grows with every adoption: a proposal that was solved on an older version can no longer be adopted.
    version int not null default 1,
    created_at timestamptz not null
);

create table pairing_proposals (
    id uuid primary key,
    term_id uuid not null references pairing_terms,
    term_version int not null,
    -- The proposal whose locks and bans this one went on from.
    parent_id uuid references pairing_proposals,
    name text not null,
    state text not null check (state in ('proposed', 'adopted', 'rejected')),
    key_only boolean not null,
    balance int not null,
    total bigint not null,
    bottlenecks jsonb not null,
    created_by uuid not null,
    created_by_name text not null,
    created_at timestamptz not null,
    decided_by uuid,
    decided_by_name text,
    decided_at timestamptz,
    reason text,
    unique (term_id, name),
    check (decided_by <> created_by),
    check ((state = 'proposed') = (decided_by is null))
);

create table proposal_pairs (
    proposal_id uuid not null references pairing_proposals,
    expert_id uuid not null references experts,
    advisee_id uuid not null references advisees,
    -- Millionths of the best.
    fit int not null,
    km double precision not null,
    locked boolean not null,
    reasons jsonb not null,
    primary key (proposal_id, expert_id, advisee_id)
);

create table proposal_bans (
    proposal_id uuid not null references pairing_proposals,
    expert_id uuid not null references experts,
    advisee_id uuid not null references advisees,
    primary key (proposal_id, expert_id, advisee_id)
);

create table pairings (
    id uuid primary key,
    term_id uuid not null references pairing_terms,
    proposal_id uuid references pairing_proposals,
    expert_id uuid not null references experts,
    advisee_id uuid not null references advisees,
    starts_on date not null,
    ends_on date not null,
    created_at timestamptz not null,
    check (ends_on >= starts_on)
);
-- One running pairing of two in a term; one that was ended early makes room for the next.
create unique index pairings_once on pairings (term_id, expert_id, advisee_id, starts_on);
create index pairings_expert on pairings (expert_id, ends_on);
create index pairings_advisee on pairings (advisee_id, ends_on);

create table help_requests (
    id uuid primary key,
    advisee_id uuid not null references advisees,
    need text not null references specialities,
    text text not null,
    state text not null check (state in ('open', 'assigned', 'closed')),
    expert_id uuid references experts,
    assigned_on date,
    outcome text,
    version int not null default 1,
    created_at timestamptz not null,
    check (state = 'open' or expert_id is not null or outcome is not null)
);
create index help_requests_list on help_requests (state, created_at desc, id desc);
create index help_requests_expert on help_requests (expert_id) where state = 'assigned';

create table service_logs (
    id uuid primary key,
    expert_id uuid not null references experts,
    advisee_id uuid not null references advisees,
    visited_on date not null,
    place text not null,
    subject text not null references specialities,
    result text not null,
    latitude double precision,
    longitude double precision,
    photo_id uuid references documents,
    -- The village's word, taken by the office: who said it, how content they were (1 to 5) and what they said.
    confirmed_by text,
    rating int check (rating between 1 and 5),
    word text,
    confirmed_at timestamptz,
    version int not null default 1,
    created_at timestamptz not null,
    -- A day counts once.
    constraint service_logs_once unique (expert_id, advisee_id, visited_on),
    check ((confirmed_at is null) = (confirmed_by is null)),
    check ((latitude is null) = (longitude is null))
);
create index service_logs_list on service_logs (created_at desc, id desc);
create index service_logs_advisee on service_logs (advisee_id, visited_on);

-- migrate:down
