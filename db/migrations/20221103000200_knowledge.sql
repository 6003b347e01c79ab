-- migrate:up

create table knowledge_articles (
    id uuid primary key,
    created_at timestamptz not null
);

-- The versions of an article. The one in force on a day is the newest published one whose days hold it.
create table knowledge_versions (
    article_id uuid not null references knowledge_articles,
    version int not null check (version >= 1),
    title text not null check (length(title) between 2 and 100),
    kind text not null check (kind in ('policy_question', 'policy_redemption', 'appeal', 'suggestion')),
    body text not null check (length(body) between 2 and 10000),
    public boolean not null,
    valid_from date not null,
    valid_to date check (valid_to >= valid_from),
    stale_on date not null,
    state text not null check (state in ('draft', 'review', 'published', 'rejected', 'withdrawn')),
    -- Of the table documents, which a later migration makes.
    document_id uuid,
    written_by text not null,
    written_by_name text not null,
    reviewed_by text,
    reviewed_by_name text,
    reviewed_at timestamptz,
    review text,
    row_version int not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    grams text[] generated always as (bigrams(title || ' ' || body)) stored,
    primary key (article_id, version),
    -- 一人撰写、另一人审核.
    constraint knowledge_versions_second_person check (reviewed_by <> written_by),
    check (state not in ('published', 'rejected') or reviewed_at is not null)
);
create unique index knowledge_versions_one_open on knowledge_versions (article_id) where state in ('draft', 'review', 'rejected');
create index knowledge_versions_updated on knowledge_versions (updated_at desc, article_id desc);
create index knowledge_versions_grams on knowledge_versions using gin (grams);
create index knowledge_versions_title_trgm on knowledge_versions using gin (title gin_trgm_ops);

-- Which answers rest on which article.
create table knowledge_uses (
    article_id uuid not null,
    version int not null,
    ticket_id uuid not null references tickets,
    at timestamptz not null,
    primary key (article_id, ticket_id),
    foreign key (article_id, version) references knowledge_versions (article_id, version)
);
create index knowledge_uses_ticket on knowledge_uses (ticket_id);

-- migrate:down
