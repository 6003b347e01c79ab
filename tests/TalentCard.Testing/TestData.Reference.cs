using Dapper;
using Npgsql;

namespace TalentCard.Testing;

/// <summary>Rows for tests, written by SQL so that no rule under test is needed to make them.</summary>
public static partial class TestData
{
    /// <summary>Inserts two counties and a park, the tiers A to F and the kinds of service points; safe to call again.</summary>
    public static async Task ReferenceAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into divisions (code, name, name_en, kind) values
                ('340403', '田家庵区', 'Tianjia''an', 'county'), ('340421', '凤台县', 'Fengtai', 'county'),
                ('hn_hightech', '淮南高新区', 'Huainan High-tech Zone', 'park')
            on conflict do nothing;
            insert into tiers (code, name, name_en, color, number_prefix, valid_years) values
                ('A', '顶尖人才', 'Top talent', '#b8860b', 'A', 5), ('B', '领军人才', 'Leading talent', '#8a2be2', 'B', 5),
                ('C', '拔尖人才', 'Outstanding talent', '#1e66c8', 'C', 5), ('D', '骨干人才', 'Key talent', '#1a8f5a', 'D', 3),
                ('E', '优秀人才', 'Excellent talent', '#c86a1e', 'E', 3), ('F', '青年人才', 'Young talent', '#4a6b8a', 'F', 3)
            on conflict do nothing;
            insert into service_point_kinds (code, name, name_en) values
                ('hospital', '医院', 'Hospital'), ('rail_station', '高铁站', 'Rail station'),
                 ('legal_aid', '法律援助中心', 'Legal aid office'),
                ('school', '学校', 'School'), ('housing', '住房服务中心', 'Housing office'), ('scenic_spot', '景区场馆', 'Scenic spot'),
                ('bank', '银行', 'Bank')
            on conflict do nothing;
            """
        );
    }
}
