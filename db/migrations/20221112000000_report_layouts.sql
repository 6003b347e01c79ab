-- migrate:up

-- The office edits how its reports are headed; a version guards each against an edit that was made beside it.
alter table report_layouts
    add column version int not null default 1,
    add column changed_by_name text,
    add column changed_at timestamptz;

-- What a report was headed with when it was approved, and whom it went to: a later edit leaves it as it was. Null: as the layout says now.
alter table reports
    add column masthead text,
    add column issuer text,
    add column copies text,
    add column recipient_roles text[];
update reports r set masthead = l.masthead, issuer = l.issuer, copies = l.copies,
    recipient_roles = case when r.state = 'sent' then l.recipient_roles end
from report_layouts l where l.kind = r.kind and r.state <> 'draft';

-- migrate:down
