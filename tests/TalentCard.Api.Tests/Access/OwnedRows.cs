using Npgsql;

namespace TalentCard.Api.Tests.Access;

/// <summary>
/// Whose each row of the database is, said here once more and by other means than the Api's: by kind, the id and the keys of its
/// owners, e.g. <c>division:340403</c>.
/// </summary>
internal sealed class OwnedRows
{
    private const string OfTalent = "'division:' || t.division_code, 'talent:' || t.id";
    private const string OfPoint = "'partner:' || s.partner_id, 'point:' || s.id";

    private static readonly Dictionary<string, string> Statements = new()
    {
        ["talent"] = $"select t.id::text, array[{OfTalent}] from talents t",
        ["card"] = $"select c.id::text, array[{OfTalent}] from cards c join talents t on t.id = c.talent_id",
        ["erasure"] = $"select e.id::text, array[{OfTalent}] from erasure_requests e join talents t on t.id = e.talent_id",
        ["dependant"] = $"select d.id::text, array[{OfTalent}] from dependants d join talents t on t.id = d.talent_id",
        ["card_batch"] = """
            select b.batch_id::text, array_agg('division:' || t.division_code)
            from card_batch_talents b join talents t on t.id = b.talent_id group by 1
            """,
        ["bulk_change"] = "select id::text, array['user:' || created_by] from card_bulk_changes",
        ["service_point"] = $"select s.id::text, array[{OfPoint}] from service_points s",
        ["redemption"] = $"""
            select r.id::text, array[{OfPoint}, 'division:' || r.division_code, 'talent:' || r.talent_id]
            from redemptions r join service_points s on s.id = r.service_point_id
            """,
        ["rated_point"] = $"""
            select s.id::text, array_agg('division:' || r.division_code) || array[{OfPoint}]
            from redemption_ratings x join service_points s on s.id = x.service_point_id
            join redemptions r on r.id = x.redemption_id
            group by s.id
            """,
        ["reservation"] = $"""
            select v.id::text, array[{OfPoint}, {OfTalent}]
            from reservations v join cards c on c.id = v.card_id join talents t on t.id = c.talent_id
            join service_points s on s.id = v.service_point_id
            """,
        ["settlement"] = "select s.id::text, array['partner:' || s.partner_id] from settlements s",
        ["station"] = "select id::text, array['station:' || id, 'division:' || division_code] from stations",
        ["organisation"] = "select id::text, array['division:' || division_code] from organisations where state <> 'merged'",
        ["postdoc"] = """
            select p.id::text, array['station:' || s.id, 'division:' || s.division_code]
            from postdocs p join stations s on s.id = p.station_id
            """,
        ["postdoc_import"] = "select id::text, array['station:' || station_id] from postdoc_imports where kind = 'postdoc'",
        ["expert"] = "select id::text, array['division:' || division_code] from experts",
        ["advisee"] = "select id::text, array['division:' || division_code] from advisees",
        ["advised"] = """
            select x.advisee_id::text, array_agg('user:' || e.user_id)
            from (select advisee_id, expert_id from pairings union select advisee_id, expert_id from help_requests) x
            join experts e on e.id = x.expert_id group by 1
            """,
        ["service_log"] = """
            select l.id::text, array['user:' || e.user_id, 'division:' || a.division_code]
            from service_logs l join experts e on e.id = l.expert_id join advisees a on a.id = l.advisee_id
            """,
        ["help_request"] =
            "select r.id::text, array['division:' || a.division_code] from help_requests r join advisees a on a.id = advisee_id",
        ["pairing"] =
            "select p.id::text, array['division:' || a.division_code] from pairings p join advisees a on a.id = p.advisee_id",
        ["ticket"] = """
            select k.id::text, array['department:' || k.department_id, 'talent:' || k.talent_id,
                       'division:' || coalesce(k.division_code, t.division_code)]
                   || (select coalesce(array_agg('department:' || d), '{}') from unnest(k.co_department_ids) d)
            from tickets k left join talents t on t.id = k.talent_id
            """,
        ["report"] = """
            select r.id::text, array_agg('division:' || x.division_code)
            from reports r left join report_divisions x on x.report_id = r.id and r.state = 'sent' group by 1
            """,
    };

    private readonly Dictionary<string, List<(string Id, HashSet<string> Owners)>> kinds = [];

    /// <summary>Reads them all.</summary>
    public static async Task<OwnedRows> ReadAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        var all = new OwnedRows();
        foreach (var (kind, statement) in Statements)
        {
            await using var command = database.CreateCommand(statement);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            List<(string, HashSet<string>)> rows = [];
            while (await reader.ReadAsync(cancel))
                rows.Add((reader.GetString(0), [.. reader.GetFieldValue<string?[]>(1).OfType<string>()]));
            all.kinds[kind] = rows;
        }
        return all;
    }

    /// <summary>Ids of the rows of a kind that the owner has.</summary>
    public HashSet<string> Of(string kind, string owner) =>
        [.. kinds[kind].Where(row => row.Owners.Contains(owner)).Select(row => row.Id)];

    /// <summary>Ids of the rows of a kind that are others'.</summary>
    public IEnumerable<string> Foreign(string kind, string owner) =>
        kinds[kind].Where(row => !row.Owners.Contains(owner)).Select(row => row.Id);
}
