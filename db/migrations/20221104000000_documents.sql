-- migrate:up

-- Files that belong to something else (a postdoc's step, an article, a visit). Outside every web root, and in the
-- transaction and the backup of what they belong to. A removed one keeps its row and loses its content.
create table documents (
    id uuid primary key,
    subject_kind text not null check (subject_kind ~ '^[a-z_]{2,40}$'),
    subject_id uuid not null,
    -- What it is to the subject, e.g. the step that it proves.
    label text not null check (length(label) <= 100),
    name text not null check (length(name) between 1 and 200),
    content_type text not null check (content_type in ('application/pdf', 'image/jpeg', 'image/png')),
    size int not null check (size > 0),
    sha256 bytea not null check (length(sha256) = 32),
    content bytea,
    created_by text not null,
    created_by_name text not null,
    created_at timestamptz not null,
    removed_by_name text,
    removed_at timestamptz,
    check ((removed_at is null) = (content is not null)),
    check ((removed_at is null) = (removed_by_name is null)),
    check (length(content) = size)
);
-- Pictures and pdf are compressed already.
alter table documents alter column content set storage external;
create index documents_subject on documents (subject_kind, subject_id, created_at, id) where removed_at is null;

-- migrate:down
