using Dapper;
using TalentCard.Core.Talents;
using TalentCard.Testing;

namespace TalentCard.Browser.Tests;

/// <summary>
/// Every page of the Web with somebody who may see it, read from the sources: a new page is walked by itself. Only where an
/// address has a parameter does <see cref="Named"/> say which record to look at, and <see cref="More"/> holds pages that look
/// different by their query.
/// </summary>
internal static partial class PagesToSee
{
    // A page's parameter: what SQL finds, or what a step makes, gives the addresses to look at.
    private static readonly Dictionary<string, string> Named = new()
    {
        ["/card/hotline/knowledge/{Id:guid}"] =
            "select '/card/hotline/knowledge/' || article_id from knowledge_versions where public and state = 'published' order by article_id limit 1",
        ["/card/hotline/{Id:guid}"] =
            "select '/card/hotline/' || t.id from tickets t join users u on u.talent_id = t.talent_id where u.user_name = 'talent1' limit 1",
        ["/card/family/{Id:guid}"] =
            "select '/card/family/' || d.id from dependants d join users u on u.talent_id = d.talent_id where u.user_name = 'talent1' and d.state = 'active' order by d.id limit 1",
        ["/card/services/{Id:guid}"] =
            "select '/card/services/' || r.id from redemptions r join users u on u.talent_id = r.talent_id where u.user_name = 'talent1' order by redeemed_at desc limit 1",
        ["/hotline/knowledge/{Id:guid}"] = "select '/hotline/knowledge/' || id from knowledge_articles order by id limit 1",
        ["/hotline/knowledge/{Id:guid}/edit"] =
            "select '/hotline/knowledge/' || id || '/edit' from knowledge_articles order by id limit 1",
        ["/hotline/tickets/{Id:guid}"] =
            "select '/hotline/tickets/' || id from tickets where state = 'received' order by received_at desc limit 1",
        ["/office/audit/days/{Date}"] = "select '/office/audit/days/' || day from ledger_days order by day desc limit 1",
        ["/office/batches/{Id:guid}"] = "select '/office/batches/' || id from card_batches order by created_at limit 1",
        ["/office/benefits/{Code}"] = "select '/office/benefits/medical_green_channel'",
        ["/office/benefits/{Code}/rule"] = "select '/office/benefits/medical_green_channel/rule'",
        ["/office/benefits/{Code}/texts"] = "select '/office/benefits/medical_green_channel/texts'",
        ["/office/cards/{Id:guid}"] = "select '/office/cards/' || id from cards where state = 'active' order by id limit 1",
        ["/office/cards/{Id:guid}/print"] =
            "select '/office/cards/' || id || '/print' from cards where state = 'active' order by id limit 1",
        ["/office/imports/{Id:guid}"] = "select '/office/imports/' || id from talent_imports order by created_at limit 1",
        ["/office/imports/{Id:guid}/correct"] =
            "select '/office/imports/' || id || '/correct' from talent_imports where file_name = 'walk.csv' limit 1",
        ["/office/organisations/{Id:guid}"] = "select '/office/organisations/' || id from organisations order by id limit 1",
        ["/office/organisations/{Id:guid}/edit"] =
            "select '/office/organisations/' || id || '/edit' from organisations order by id limit 1",
        ["/office/organisations/{Id:guid}/merge"] =
            "select '/office/organisations/' || id || '/merge' from organisations order by id limit 1",
        ["/office/partners/{Id:guid}"] = "select '/office/partners/' || id from partners order by id limit 1",
        ["/office/partners/{Id:guid}/edit"] = "select '/office/partners/' || id || '/edit' from partners order by id limit 1",
        ["/office/partners/{Owner:guid}/points/new"] =
            "select '/office/partners/' || id || '/points/new' from partners order by id limit 1",
        ["/office/partners/{Owner:guid}/points/{Id:guid}"] =
            "select '/office/partners/' || partner_id || '/points/' || id from service_points order by id limit 1",
        ["/office/partners/{Owner:guid}/points/{Id:guid}/opening"] =
            "select '/office/partners/' || partner_id || '/points/' || id || '/opening' from service_points order by id limit 1",
        ["/office/reports/{Id:guid}"] = "select '/office/reports/' || id from reports order by id limit 1",
        ["/office/stations/{Id:guid}"] = "select '/office/stations/' || id from stations order by id limit 1",
        ["/office/stations/{Id:guid}/edit"] = "select '/office/stations/' || id || '/edit' from stations order by id limit 1",
        ["/office/stations/import/{Id:guid}"] =
            "select '/office/stations/import/' || id from postdoc_imports where created_by = 'walk' and kind = 'postdoc' limit 1",
        ["/office/stations/import/{Id:guid}/entries"] =
            "select '/office/stations/import/' || id || '/entries' from postdoc_imports where created_by = 'walk' and kind = 'postdoc' limit 1",
        ["/office/stations/postdocs/{Id:guid}"] = "select '/office/stations/postdocs/' || id from postdocs order by id limit 1",
        ["/office/stations/postdocs/{Id:guid}/edit"] =
            "select '/office/stations/postdocs/' || id || '/edit' from postdocs order by id limit 1",
        ["/office/stations/import-stations/{Id:guid}"] =
            "select '/office/stations/import-stations/' || id from postdoc_imports where created_by = 'walk' and kind = 'station' limit 1",
        ["/office/talents/{Id:guid}"] = "select '/office/talents/' || id from talents order by id limit 1",
        ["/office/talents/{Id:guid}/correct"] = "select '/office/talents/' || id || '/correct' from talents order by id limit 1",
        ["/office/talents/{Id:guid}/edit"] = "select '/office/talents/' || id || '/edit' from talents order by id limit 1",
        ["/office/think-tank/advisees/{Id:guid}"] =
            "select '/office/think-tank/advisees/' || id from advisees order by id limit 1",
        ["/office/think-tank/advisees/{Id:guid}/edit"] =
            "select '/office/think-tank/advisees/' || id || '/edit' from advisees order by id limit 1",
        ["/office/think-tank/experts/{Id:guid}"] = "select '/office/think-tank/experts/' || id from experts order by id limit 1",
        ["/office/think-tank/experts/{Id:guid}/edit"] =
            "select '/office/think-tank/experts/' || id || '/edit' from experts order by id limit 1",
        ["/office/think-tank/pairing/{Id:guid}"] =
            "select '/office/think-tank/pairing/' || id from pairing_proposals order by id limit 1",
        ["/office/think-tank/pairing/{Id:guid}/comparison"] =
            "select '/office/think-tank/pairing/' || min(id::text) || '/comparison?with=' || max(id::text) from pairing_proposals",
        ["/office/think-tank/requests/{Id:guid}"] =
            "select '/office/think-tank/requests/' || id from help_requests order by id limit 1",
        ["/office/think-tank/visits/{Id:guid}"] =
            "select '/office/think-tank/visits/' || id from service_logs order by id limit 1",
        ["/office/users/{Id:guid}"] = "select '/office/users/' || id from users where user_name = 'office1'",
        ["/office/users/{Id:guid}/edit"] = "select '/office/users/' || id || '/edit' from users where user_name = 'desk1'",
        ["/settlements/{Id:guid}"] =
            "select '/settlements/' || s.id from settlements s join users u using (partner_id) where u.user_name = 'partner1' order by s.month desc limit 1",
        ["/stations/{Id:guid}"] = "select '/stations/' || station_id from users where user_name = 'station1'",
        ["/stations/{Id:guid}/edit"] = "select '/stations/' || station_id || '/edit' from users where user_name = 'station1'",
        ["/stations/import/{Id:guid}"] =
            "select '/stations/import/' || id from postdoc_imports where created_by = 'walk' and kind = 'postdoc' limit 1",
        ["/stations/postdocs/{Id:guid}"] =
            "select '/stations/postdocs/' || p.id from postdocs p join users u using (station_id) where u.user_name = 'station1' order by p.id limit 1",
        ["/stations/postdocs/{Id:guid}/edit"] =
            "select '/stations/postdocs/' || p.id || '/edit' from postdocs p join users u using (station_id) where u.user_name = 'station1' order by p.id limit 1",
        ["/think-tank/visits/{Id:guid}"] =
            "select '/think-tank/visits/' || l.id from service_logs l join experts e on e.id = l.expert_id join users u on u.id = e.user_id where u.user_name = 'expert1' limit 1",
    };

    // Made by a step in the browser and looked at there: the desk's answer, and the preview of a bulk change.
    private static readonly string[] Made = ["/desk/{ScreenId:guid}", "/office/cards/bulk/{Id:guid}"];

    private static readonly string[] More =
    [
        "/no-such-page",
        "/card/bookings/new?benefit=venues",
        "/office/cards/bulk?all=true",
        "/office/search?q=医院",
        "/office?year=2022",
        "/office/think-tank/scores?year=2022",
        "/office/retention?edit=trail",
        "/office/reference?list=tiers&do=edit&code=A",
        "/office/reference?list=departments&do=add",
        "/hotline/working-time?do=hours",
        "/hotline/working-time?do=rule",
        "/hotline/rates?from=2022-07-01&to=2022-12-31",
    ];

    /// <summary>Who looks at the pages below an address, the most particular first.</summary>
    private static readonly (string Below, string? Account)[] Readers =
    [
        ("/card/offline", null),
        ("/card", "talent1"),
        ("/desk", "desk2"),
        ("/hotline/working-time", "office1"),
        ("/hotline", "agent1"),
        ("/settlements", "partner1"),
        ("/stations", "station1"),
        ("/notifications", "talent1"),
        ("/think-tank", "expert1"),
        ("/office/jobs", "admin1"),
        ("/office/messages", "admin1"),
        ("/office/users", "admin1"),
        ("/office/retention", "admin1"),
        ("/office/reference", "admin1"),
        ("/office/audit", "auditor1"),
        ("/office/security", "auditor1"),
        ("/office", "office1"),
        ("/", null),
    ];

    /// <summary>Templates of addresses with a parameter for which nobody said what to look at.</summary>
    public static string[] Unnamed => [.. Templates().Where(template => template.Contains('{')).Except(Named.Keys).Except(Made)];

    /// <summary>Accounts, each with the pages that it looks at; a null account is nobody.</summary>
    public static async Task<ILookup<string?, string>> ReadAsync(RunningSystem system)
    {
        await using var connection = await system.OpenDatabaseAsync();
        await connection.ExecuteAsync(
            """
            insert into postdoc_imports (id, station_id, file_name, kind, state, row_count, bad_row_count, problems, created_by,
                created_at)
            select gen_random_uuid(), case kind when 'postdoc' then station_id end, kind || '.csv', kind, 'discarded', 3,
                0, '[]', 'walk', now()
            from users, unnest(array['postdoc', 'station']) kind where user_name = 'station1';
            insert into ledger_days (day, statement, kid, signature, closed_at)
            values ('2022-06-01', 'talentcard ledgers 2022-06-01', 'walk', '\x3045', now())
            on conflict do nothing
            """
        );
        await KeepListAsync(connection);
        List<string> addresses = [.. Templates().Where(template => !template.Contains('{')), .. More];
        foreach (var (template, sql) in Named)
            if (Templates().Contains(template))
                addresses.Add(
                    await connection.ExecuteScalarAsync<string?>(sql)
                        ?? throw new InvalidOperationException($"No record for {template}")
                );
        return addresses.ToLookup(address => Readers.First(reader => Lies(address, reader.Below)).Account);
    }

    // A list that waits, of somebody who is a talent already, and of somebody who is none.
    private static async Task KeepListAsync(System.Data.Common.DbConnection connection)
    {
        var (talent, name, cipher) = await connection.QueryFirstAsync<(Guid, string, byte[])>(
            "select id, name, id_number_cipher from talents order by id limit 1"
        );
        var number = TestData.Encryption.DecryptText(cipher, PersonalFields.IdNumber, talent);
        var rows = new[] { (2, name, number), (3, "无此人", TestData.NewIdNumber()) }.Select(person => new
        {
            Number = person.Item1,
            Cells = new[] { person.Item2, person.Item3, TestData.NewPhone(), "", "A", "另一单位", "寿县", "2031-12-31" }.Select(
                text => new { Text = text, Kind = 0 }
            ),
        });
        var id = Guid.NewGuid();
        await connection.ExecuteAsync(
            """
            insert into talent_imports
                (id, file_name, file_hash, state, row_count, bad_row_count, problems, rows_cipher, created_by, created_at)
            select @id, 'walk.csv', ''::bytea, 'preview', 2, 0, '[]', @Rows, u.id, now() from users u where u.user_name = 'office1'
            """,
            new
            {
                id,
                Rows = TestData.Encryption.Encrypt(
                    System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(rows),
                    PersonalFields.ImportedRows,
                    id.ToString()
                ),
            }
        );
    }

    private static bool Lies(string address, string below) =>
        below == "/"
        || address == below
        || address.StartsWith(below + "/", StringComparison.Ordinal)
        || address.StartsWith(below + "?", StringComparison.Ordinal);

    private static string[] Templates() =>
        [
            .. Directory
                .EnumerateFiles(Repository.PathOf("src/TalentCard.Web"), "*.razor", SearchOption.AllDirectories)
                .SelectMany(File.ReadLines)
                .Select(line => Directive().Match(line))
                .Where(match => match.Success)
                .Select(match => match.Groups[1].Value)
                .Distinct()
                .Order(),
        ];

    [System.Text.RegularExpressions.GeneratedRegex("^\\s*(?:\uFEFF)?@page \"([^\"]+)\"")]
    private static partial System.Text.RegularExpressions.Regex Directive();
}
