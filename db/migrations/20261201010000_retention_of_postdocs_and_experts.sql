-- migrate:up

-- Postdocs and experts, too, are forgotten when their time is over: what happened stays, who it was does not.
alter table retention_periods drop constraint retention_periods_kind_check;
alter table retention_periods add constraint retention_periods_kind_check
    check (kind in ('talents', 'hotline', 'scans', 'trail', 'postdocs', 'experts'));
insert into retention_periods (kind, months, least_months, most_months, ground, ground_en) values
    ('postdocs', 120, 60, 360, '《个人信息保护法》第十九条：博士后出站、退站满十年后删除姓名、院校和附件；进出站日期和考核结果去标识后继续用于统计。',
     'PIPL, article 19: a postdoc''s name, university and documents go ten years after they left; days and results stay, without the person, for the statistics.'),
    ('experts', 60, 12, 120, '《个人信息保护法》第十九条：专家停止服务满五年后删除个人信息；服务记录去标识后继续用于统计。',
     'PIPL, article 19: an expert''s personal data goes five years after their last service; visits stay, without the person, for the statistics.');

alter table postdocs add column erased_at timestamptz;
alter table experts add column erased_at timestamptz;

-- migrate:down
