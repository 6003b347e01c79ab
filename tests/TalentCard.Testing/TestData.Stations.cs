using Dapper;
using Npgsql;

namespace TalentCard.Testing;

/// <summary>A station that a test inserted, with a mentor in it and one at a university.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MentorId">The mentor in the station, 梁启明.</param>
/// <param name="UniversityMentorId">The mentor at the university, 苏远山.</param>
public sealed record TestStation(Guid Id, Guid MentorId, Guid UniversityMentorId);

public static partial class TestData
{
    /// <summary>Inserts a station with two mentors (and the reference data where it is missing).</summary>
    public static async Task<TestStation> StationAsync(NpgsqlDataSource database, string? name = null)
    {
        await ReferenceAsync(database);
        var station = new TestStation(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into stations (id, name, kind, approved_on, approval_document, host, division_code, disciplines, created_at)
            values (@Id, coalesce(@name, 'station ' || @Id), 'workstation', '2019-05-01', '人社部发〔2019〕1号', '淮南某公司', '340403',
                array['0819', '0837'], '2026-01-05T01:00Z');
            insert into station_mentors (id, station_id, place, name, title, employer, created_at) values
                (@MentorId, @Id, 'station', '梁启明', '正高级工程师', '淮南某公司', '2026-01-05T01:00Z'),
                (@UniversityMentorId, @Id, 'university', '苏远山', '教授', '安徽某大学', '2026-01-05T01:00Z')
            """,
            new
            {
                station.Id,
                station.MentorId,
                station.UniversityMentorId,
                name,
            }
        );
        return station;
    }

    /// <summary>Inserts a postdoc in residence under the shipped rule.</summary>
    public static async Task<Guid> PostdocAsync(
        NpgsqlDataSource database,
        TestStation station,
        DateOnly enteredOn,
        DateOnly? plannedEnd = null,
        string name = "陈知行",
        DateOnly? proposalOn = null,
        DateOnly? midtermOn = null,
        string midtermResult = "pass"
    )
    {
        var id = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into postdocs (id, station_id, name, discipline_code, university, mentor_id, university_mentor_id,
                agreement_number, entered_on, planned_end, rule_from, earliest_end, latest_end, state, proposal_on,
                proposal_title, midterm_on, midterm_result, created_at)
            values (@id, @StationId, @name, '0819', '安徽某大学', @MentorId, @UniversityMentorId, 'XY-1', @enteredOn, @PlannedEnd,
                (select min(valid_from) from postdoc_rules), @EarliestEnd, @LatestEnd, 'resident', @proposalOn,
                case when @proposalOn::date is not null then '题目' end, @midtermOn,
                    case when @midtermOn::date is not null then @midtermResult end,
                '2026-01-05T01:00Z')
            """,
            new
            {
                id,
                StationId = station.Id,
                name,
                station.MentorId,
                station.UniversityMentorId,
                enteredOn,
                PlannedEnd = plannedEnd ?? enteredOn.AddMonths(36).AddDays(-1),
                EarliestEnd = enteredOn.AddMonths(24).AddDays(-1),
                LatestEnd = enteredOn.AddMonths(72).AddDays(-1),
                proposalOn,
                midtermOn,
                midtermResult,
            }
        );
        return id;
    }
}
