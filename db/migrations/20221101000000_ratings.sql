-- migrate:up

-- 评价: the talent's word on one service, at most one a service. Its times say whether it was changed since.
create table redemption_ratings (
    card_id uuid not null,
    redemption_id uuid not null,
    redeemed_at timestamptz not null,
    service_point_id uuid not null references service_points,
    score int not null check (score between 1 and 5),
    comment text not null default '' check (length(comment) <= 500),
    rated_at timestamptz not null,
    changed_at timestamptz not null,
    constraint redemption_ratings_once primary key (card_id, redemption_id),
    foreign key (card_id, redeemed_at, redemption_id) references redemptions (card_id, redeemed_at, id)
);
create index redemption_ratings_point on redemption_ratings (service_point_id);

-- migrate:down
