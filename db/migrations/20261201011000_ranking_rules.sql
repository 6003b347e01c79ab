-- migrate:up

-- What counties and parks are ranked by, from a day on: the weights of the measures, which make up 100.
create table ranking_rules (
    valid_from date primary key,
    served int not null check (served between 0 and 100),
    on_time int not null check (on_time between 0 and 100),
    rating int not null check (rating between 0 and 100),
    solved int not null check (solved between 0 and 100),
    visits int not null check (visits between 0 and 100),
    created_by_name text not null,
    created_at timestamptz not null,
    constraint ranking_rules_hundred check (served + on_time + rating + solved + visits = 100)
);
create trigger ranking_rules_past before update or delete on ranking_rules
    for each row execute function refuse_change_of_past_rule();
insert into ranking_rules values ('2000-01-01', 40, 25, 15, 10, 10, '初始设置', '2026-12-01T00:00:00+08:00');

-- migrate:down
