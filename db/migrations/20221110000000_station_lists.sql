-- migrate:up

-- Lists of stations are uploaded, checked and committed as those of postdocs are.
alter table postdoc_imports add kind text not null default 'postdoc' check (kind in ('postdoc', 'station'));
alter table postdoc_imports add created_by_name text not null default '';
alter table stations add import_id uuid references postdoc_imports;
-- Entries of a list are approved together.
create index postdocs_import on postdocs (import_id) where import_id is not null;
create index postdoc_imports_list on postdoc_imports (created_at desc, id desc);

-- migrate:down
