using Dapper;
using TalentCard.Core.Database;
using TalentCard.Core.Upgrade;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Upgrade;

public sealed class BringingTextsToOneForm
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stored_names_get_the_form_of_new_ones_and_two_of_one_name_stay_two()
    {
        await using var database = await TestDatabase.CreateAsync();
        await TestData.ReferenceAsync(database.DataSource);
        var talent = await TestData.TalentAsync(database.DataSource);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            update talents set name = E'\u2F42\u3000测\u2F26', employer = 'ＡＢ研究院（淮南）' where id = @talent;
            insert into partners (id, name, kind, division_code, created_at)
            select gen_random_uuid(), name, (select min(code) from service_point_kinds), (select min(code) from divisions),
                now()
            from unnest(array['甲医院', '甲 医院', '乙　医院']) name
            """,
            new { talent }
        );

        await RunAsync();
        var said = await RunAsync();

        (
            await connection.QuerySingleAsync<(string, string)>(
                "select name, employer from talents where id = @talent",
                new { talent }
            )
        ).ShouldBe(("文测子", "AB研究院（淮南）"));
        (await connection.QueryAsync<string>("select name from partners where name like '%医院' order by name")).ShouldBe(
            ["甲医院", "甲 医院", "乙医院"],
            ignoreOrder: true
        );
        said.Where(line => line.EndsWith("changed", StringComparison.Ordinal))
            .ShouldAllBe(line => line.EndsWith("done, 0 rows changed"));

        async Task<List<string>> RunAsync()
        {
            var lines = new List<string>();
            await new UpgradeData(new Db(database.DataSource), TimeProvider.System, lines.Add).RunAsync(
                NormalTexts.Migrations(),
                Cancel
            );
            return lines;
        }
    }
}
