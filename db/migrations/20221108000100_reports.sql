-- migrate:up

-- How each kind of report is headed: who sends it, to whom copies go, and the roles of the accounts that it is sent to. Data of the office.
create table report_layouts (
    kind text primary key check (kind in ('weekly', 'monthly', 'yearly')),
    masthead text not null,
    issuer text not null,
    copies text not null,
    recipient_roles text[] not null default '{office}'
);
insert into report_layouts (kind, masthead, issuer, copies) values
    ('weekly', '人才工作周通报', '市人才工作领导小组办公室', '市委、市政府有关领导，市人才工作领导小组成员单位，各县区、园区。'),
    ('monthly', '人才工作月排序', '市人才工作领导小组办公室', '市委、市政府有关领导，市人才工作领导小组成员单位，各县区、园区。'),
    ('yearly', '人才工作年度报告', '市人才工作领导小组办公室', '市委、市政府有关领导，市人才工作领导小组成员单位，各县区、园区。');

-- 周通报、月排序、年度报告: drafted by the job with its figures, approved by a person, sent.
create table reports (
    id uuid primary key,
    kind text not null references report_layouts,
    first_day date not null,
    last_day date not null check (last_day >= first_day),
    year int not null,
    -- 第 N 期 of its kind in the year.
    number int not null check (number > 0),
    figures jsonb not null,
    remark text not null default '' check (length(remark) <= 2000),
    remark_by text,
    remark_by_name text,
    state text not null default 'draft' check (state in ('draft', 'approved', 'sent')),
    version int not null default 1,
    made_at timestamptz not null,
    approved_by text,
    approved_by_name text,
    approved_at timestamptz,
    sent_at timestamptz,
    constraint reports_once unique (kind, first_day),
    unique (kind, year, number),
    constraint reports_second_person check (approved_by <> remark_by),
    check ((state = 'draft') = (approved_by is null) and (approved_by is null) = (approved_at is null)),
    check ((state = 'sent') = (sent_at is not null))
);
create index reports_list on reports (made_at desc, id desc);
-- What was counted stays what it was.
create trigger reports_frozen before update of kind, first_day, last_day, year, number, figures on reports
    for each row execute function refuse_change();

-- migrate:down
