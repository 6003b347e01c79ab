namespace TalentCard.Testing;

/// <summary>The rows of <see cref="OldDatabase"/> beside the talents.</summary>
internal static class OldRows
{
    /// <summary>What talents refer to.</summary>
    public const string Before = """
        create function pg_temp.id(kind text, n int) returns uuid language sql as
            $$ select ('01819c00-' || kind || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;

        insert into divisions (code, name, name_en, kind, latitude, longitude) values
            ('340403', '田家庵区', 'Tianjia''an', 'county', 32.6437, 117.0173),
            ('hn_hightech', '淮南高新区', 'High-tech Zone', 'park', null, null);
        insert into tiers (code, name, name_en, color, number_prefix, valid_years) values
            ('A', '顶尖人才', 'Top talent', '#b8860b', 'A', 5), ('C', '拔尖人才', 'Outstanding talent', '#1e66c8', 'C', 3);
        insert into service_point_kinds (code, name, name_en) values
            ('hospital', '医院', 'Hospital'), ('checkup_center', '体检中心', 'Check-up centre');
        insert into partners (id, name, name_en, kind, division_code, created_at) values
            (pg_temp.id('0003', 1), '淮南星榆医院', 'Xingyu Hospital', 'hospital', '340403', '2022-06-01T01:00Z');
        insert into service_points (id, partner_id, name, kind, division_code, created_at) values
            (pg_temp.id('0004', 1), pg_temp.id('0003', 1), '门诊大厅', 'hospital', '340403', '2022-06-01T01:00Z'),
            (pg_temp.id('0004', 2), pg_temp.id('0003', 1), '体检中心', 'checkup_center', '340403', '2022-06-01T01:00Z');

        insert into benefits (code, name, name_en, description, description_en, position) values
            ('medical_green_channel', '就医绿色通道', 'Medical green channel', '优先挂号。', 'Priority registration.', 1),
            ('health_checkup', '健康体检', 'Health check-up', '每年一次。', 'One a year.', 2);
        insert into benefit_rules
            (benefit_code, valid_from, active, tiers, period, quota, service_point_kinds, max_companions, companion_relations,
             booking_hours, checks, printed_allowed, printed_interval_minutes, created_by_name, created_at)
        values
            ('medical_green_channel', '2022-06-01', true, '{A,C}', 'year', 8, '{hospital}', 1, '{spouse,child}', null, '{face}',
             true, 60, '人才办甲', '2022-06-01T01:00Z'),
            ('medical_green_channel', '2022-10-01', true, '{A,C}', 'year', 12, '{hospital}', 1, '{spouse,child}', null, '{face}',
             true, 60, '人才办甲', '2022-09-20T01:00Z'),
            ('health_checkup', '2022-06-01', true, '{A,C}', 'year', 1, '{checkup_center}', 0, '{}', 48, '{id_last4}', false, 0,
             '人才办甲', '2022-06-01T01:00Z');
        """;

    /// <summary>Their cards, and services of every sixth of them: some reversed, some rated, some booked.</summary>
    public const string After = $"""
        insert into card_batches
            (id, name, state, created_by, created_by_name, created_at, decided_by, decided_by_name, decided_at, version)
        values (pg_temp.id('0005', 1), '首批', 'approved', pg_temp.id('0006', 1), '人才办甲', '2022-06-02T01:00Z',
            pg_temp.id('0006', 2), '人才办乙', '2022-06-03T01:00Z', 2);
        insert into card_batch_talents (batch_id, talent_id, valid_to)
        select pg_temp.id('0005', 1), id, '2025-06-02' from talents;
        insert into card_numbers (prefix, last_number) select 'C', count(*) from talents;
        insert into cards
            (id, talent_id, batch_id, number, handle, printed_cti, tier_code, state, valid_from, valid_to, created_at)
        select pg_temp.id('0002', n), pg_temp.id('0001', n), pg_temp.id('0005', 1), 'C' || lpad(n::text, 6, '0'), int8send(n),
            int8send(-n), 'C', 'active', '2022-06-03', '2025-06-02', '2022-06-03T01:00Z'
        from {Everyone};
        insert into card_events (card_id, id, at, action, to_state, valid_to, actor_id, actor_name, reason)
        select id, id, created_at, 'issue', state, valid_to, 'office2', '人才办乙', '首批' from cards;
        insert into users
            (id, user_name, normalized_user_name, display_name, roles, security_stamp, concurrency_stamp, talent_id, is_demo,
             created_at)
        select pg_temp.id('0006', 10 + n), 'talent' || n, 'TALENT' || n, '持卡人', array['talent'], 's', 'c',
            pg_temp.id('0001', n), true, '2022-06-03T01:00Z'
        from generate_series(1, 3) n;
        insert into clients (client_id, name, secret_hash, grant_types, scopes, created_at)
        values ('talentcard-web', '优才卡', repeat('0', 64), array['authorization_code'], array['openid'], '2022-06-01T01:00Z');
        insert into grants (id, client_id, user_id, scopes, security_stamp, auth_time, created_at, expires_at)
        select pg_temp.id('0007', 1), 'talentcard-web', id, array['openid'], 's', created_at, created_at, '2032-06-01T01:00Z'
        from users limit 1;

        insert into verifications (id, at, card_id, verdict, level, service_point_id, operator_id, operator_name)
        select pg_temp.id('0008', n), {ServedAt} - interval '30 s', pg_temp.id('0002', n), 'accepted', 1, pg_temp.id('0004', 1),
            'desk1', '核验员'
        from {Served};
        insert into redemptions
            (card_id, redeemed_at, id, benefit_code, period, period_start, service_point_id, partner_id, talent_id, tier_code,
             division_code, operator_id, operator_name, companions, checks, level, remaining, verification_id)
        select pg_temp.id('0002', n), {ServedAt}, pg_temp.id('0009', n), 'medical_green_channel', 'year', '2022-01-01',
            pg_temp.id('0004', 1), pg_temp.id('0003', 1), pg_temp.id('0001', n), 'C', '340403', 'desk1', '核验员', n / 6 % 2,
            array['face'], 1, 11, pg_temp.id('0008', n)
        from {Served};
        insert into redemption_showings (card_id, showing, benefit_code, redemption_id)
        select card_id, uuid_send(verification_id), benefit_code, id from redemptions;
        insert into entitlements (card_id, benefit_code, period, period_start, quota, used)
        select card_id, benefit_code, period, period_start, 12, case when companions = 0 then 1 else 0 end from redemptions;
        insert into reversals (card_id, redemption_id, redeemed_at, id, reversed_at, reason, operator_id, operator_name)
        select card_id, id, redeemed_at, id, redeemed_at + interval '3 min', '选错了服务事项', operator_id, operator_name
        from redemptions where companions = 1;
        insert into redemption_ratings
            (card_id, redemption_id, redeemed_at, service_point_id, score, comment, rated_at, changed_at)
        select card_id, id, redeemed_at, service_point_id, 5, '办得比较快。', redeemed_at + interval '1 h', redeemed_at + interval '1 h'
        from redemptions where companions = 0;
        insert into reservations
            (card_id, id, benefit_code, service_point_id, day, period, period_start, state, lapses_at, created_at)
        select pg_temp.id('0002', n), pg_temp.id('000a', n), 'health_checkup', pg_temp.id('0004', 2), '2022-12-20', 'year',
            '2022-01-01', 'held', '2022-12-20T16:00Z', '2022-12-01T01:00Z'
        from {Served};
        insert into entitlements (card_id, benefit_code, period, period_start, quota, held)
        select card_id, benefit_code, period, period_start, 1, 1 from reservations;
        insert into idempotency_keys (actor_id, key, request_hash, subject_id, created_at)
        select operator_id, id::text, int8send(0), id, redeemed_at from redemptions;
        insert into audit_events (id, at, actor_id, actor_name, actor_roles, action, subject_kind, subject_id, talent_id)
        select id, created_at, 'office1', '人才办甲', array['office'], 'talent.create', 'talent', id::text, id from talents;
        """;

    private const string Everyone = "generate_series(1, 1200) n";
    private const string Served = "generate_series(6, 1200, 6) n";
    private const string ServedAt = "'2022-07-01T02:00Z'::timestamptz + make_interval(hours => n)";
}
