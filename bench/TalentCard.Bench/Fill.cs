using System.Buffers.Binary;
using System.Diagnostics;
using Dapper;
using Npgsql;

namespace TalentCard.Bench;

/// <summary>
/// A million cards, of which the first 200,000 have used each of their eight benefits. Card n's id and handle follow from n.
/// </summary>
internal static class Fill
{
    public const int Cards = 1_000_000;
    public const int Served = 200_000;
    public const string Benefit = "medical";

    public static readonly Guid Partner = new("00000000-0000-7000-a000-000000000001");
    public static readonly Guid ServicePoint = new("00000000-0000-7000-b000-000000000001");

    public static byte[] HandleOf(int card)
    {
        var handle = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(handle, card);
        return handle;
    }

    /// <summary>Fills an empty database.</summary>
    /// <param name="database">A migrated one; left alone where it has cards.</param>
    /// <param name="cards">How many cards.</param>
    /// <param name="served">How many of them have used each benefit.</param>
    public static async Task RunAsync(NpgsqlDataSource database, int cards = Cards, int served = Served)
    {
        await using var connection = await database.OpenConnectionAsync();
        if (await connection.ExecuteScalarAsync<bool>("select exists (select from cards)"))
            return;
        Console.WriteLine($"Filling {cards:N0} cards …");
        var watch = Stopwatch.StartNew();
        foreach (var step in Steps(cards, served))
            await connection.ExecuteAsync(new CommandDefinition(step, commandTimeout: 0));
        Console.WriteLine($"  {watch.Elapsed.TotalSeconds:N0} s");
    }

    // Personal data is not read by what is measured: random bytes stand for it. The indexes for search are made at the end.
    private static string[] Steps(int cards, int served) =>
        [
            """
                insert into divisions values ('340403', '田家庵区', 'Tianjia''an', 'county');
                insert into tiers values ('C', '拔尖人才', 'Outstanding talent', '#1e66c8', 'C', 5);
                insert into service_point_kinds
                select unnest(array['hospital', 'rail_station', 'legal_aid', 'school', 'housing', 'scenic_spot', 'bank']), 
                       unnest(array['医院', '高铁站', '法律援助中心', '学校', '住房服务中心', '景区场馆', '银行']),
                       unnest(array['Hospital', 'Rail station', 'Legal aid office', 'School', 'Housing office', 'Scenic spot', 'Bank']);
                insert into partners (id, name, kind, division_code, created_at)
                values ('00000000-0000-7000-a000-000000000001', '第一人民医院', 'hospital', '340403', now());
                insert into service_points (id, partner_id, name, kind, division_code, created_at)
                values ('00000000-0000-7000-b000-000000000001', '00000000-0000-7000-a000-000000000001', '门诊窗口', 'hospital', '340403',
                    now());
                insert into benefits
                select code, code, code, '', '', row_number() over ()
                from unnest(array['medical', 'check_up', 'rail', 'legal', 'schooling', 'housing', 'scenic', 'finance']) code;
                insert into benefit_rules
                select code, '2022-01-01', true, '{A,B,C,D,E,F}', 'year', 1000,
                       array[case code when 'rail' then 'rail_station' when 'legal' then 'legal_aid' when 'schooling' then 'school'
                             when 'housing' then 'housing' when 'scenic' then 'scenic_spot' when 'finance' then 'bank'
                                 else 'hospital' end],
                       2, '{spouse,child,parent}', null, '{face}', true, 30, 'bench', now()
                from benefits;
                """,
            "drop index talents_name_trgm, talents_employer_trgm",
            $"""
                insert into talents
                    (id, name, id_number_cipher, id_number_hash, id_number_tail, phone_cipher, phone_hash, phone_tail, tier_code,
                     employer, division_code, contract_end, created_at, updated_at)
                select ('00000000-0000-7000-c000-' || lpad(to_hex(n), 12, '0'))::uuid, '人才' || n, sha256(int8send(n)),
                       sha256(int8send(-n)), lpad((n % 10000)::text, 4, '0'), sha256(int8send(n)), sha256(int8send(n)),
                       lpad((n % 10000)::text, 4, '0'), 'C', '单位' || n % 5000, '340403', '2035-12-31', now(), now()
                from generate_series(1::bigint, {cards}) n
                """,
            $"""
                insert into cards
                    (id, talent_id, number, handle, printed_cti, tier_code, state, valid_from, valid_to, created_at)
                select ('00000000-0000-7000-d000-' || lpad(to_hex(n), 12, '0'))::uuid, ('00000000-0000-7000-c000-'
                       || lpad(to_hex(n), 12, '0'))::uuid, 'C' || lpad(n::text, 8, '0'), int8send(n), int8send(-n), 'C', 'active',
                       current_date - 100, current_date + 1000, now()
                from generate_series(1::bigint, {cards}) n
                """,
            $"""
                insert into entitlements (card_id, benefit_code, period, period_start, quota, used)
                select ('00000000-0000-7000-d000-' || lpad(to_hex(n), 12, '0'))::uuid, b.code, 'year',
                       date_trunc('year', now() at time zone 'Asia/Shanghai')::date, 1000, 1
                from generate_series(1::bigint, {served}) n, benefits b
                """,
            "create index talents_name_trgm on talents using gin (name gin_trgm_ops); create index talents_employer_trgm on talents using gin (employer gin_trgm_ops)",
            "select create_month_partitions('redemptions', current_date, current_date + 31); select create_month_partitions('verifications', current_date, current_date + 31)",
            "vacuum analyze",
            "checkpoint;",
        ];
}
