using Microsoft.Extensions.Time.Testing;
using TalentCard.Contracts.Stations;
using TalentCard.Core.Stations;
using TalentCard.Testing;

namespace TalentCard.Demo.Tests;

/// <summary>The demo's residences keep the rules, on whatever day they are loaded.</summary>
public sealed class ThePostdocs(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    private const string InResidence =
        "select count(*)::int from postdocs where state = 'resident' and entered_on <= '2026-11-22' and planned_end >= '2026-11-22'";

    [Fact]
    public async Task Are_a_hundred_and_one_in_nineteen_stations()
    {
        (await demo.DataSource.AskAsync<int>(InResidence)).ShouldBe([101]);
        (await demo.DataSource.AskAsync<int>("select count(*)::int from postdocs where state = 'resident'")).ShouldBe([101]);
        (
            await demo.DataSource.AskAsync<int>("select count(distinct station_id)::int from postdocs where state = 'resident'")
        ).ShouldBe([19]);
    }

    [Fact]
    public Task Were_as_many_at_the_end_of_2022() => ShouldHaveBeenThereIn2022Async(demo.DataSource);

    [Fact]
    public async Task Give_station1_its_own_station() =>
        (
            await demo.DataSource.AskAsync<string>(
                "select s.name from users u join stations s on s.id = u.station_id where u.user_name = 'station1' and u.roles = array['station_manager']"
            )
        ).ShouldBe(["星榆医院博士后科研工作站"]);

    [Fact]
    public Task Keep_the_rules() => ShouldKeepTheRulesAsync(demo.DataSource, new(2026, 11, 22));

    [Fact]
    public async Task Keep_them_when_loaded_on_a_leap_day()
    {
        await using var other = await TestDatabase.CreateAsync();
        await DemoDatabase.LoadAsync(other.DataSource, FakeTimeProvider.At("2028-02-29T09:00+08:00"));
        (
            await other.DataSource.AskAsync<int>(
                "select count(*)::int from postdocs where state = 'resident' and planned_end >= '2028-02-29'"
            )
        ).ShouldBe([101]);
        await ShouldHaveBeenThereIn2022Async(other.DataSource);
        await ShouldKeepTheRulesAsync(other.DataSource, new(2028, 2, 29));
    }

    private static async Task ShouldHaveBeenThereIn2022Async(Npgsql.NpgsqlDataSource database) =>
        (
            await database.AskAsync<(int, int, int)>(
                """
                select count(*)::int, count(distinct p.station_id)::int,
                       (count(*) filter (where extract(year from s.approved_on) > extract(year from p.entered_on)))::int
                from postdocs p join stations s on s.id = p.station_id
                where p.state <> 'proposed' and p.entered_on <= '2022-12-31' and (p.left_on is null or p.left_on > '2022-12-31')
                """
            )
        ).ShouldBe([(101, 19, 0)]);

    private static async Task ShouldKeepTheRulesAsync(Npgsql.NpgsqlDataSource database, DateOnly today)
    {
        var rule = (
            await database.AskAsync<PostdocRule>(
                """
                select valid_from, residence_least_months, residence_most_months, total_most_months, proposal_months,
                       midterm_from_months, midterm_to_months, committee_least, committee_most, created_by_name created_by,
                       created_at from postdoc_rules
                """
            )
        ).ShouldHaveSingleItem();
        var rows = await database.AskAsync<Row>(
            """
            select p.id, p.entered_on, p.planned_end, p.state, p.proposal_on, p.proposal_late_reason, p.midterm_on,
                   p.midterm_late_reason, p.midterm_result, p.left_on, v.expert_names, array[m.name, u.name] mentors,
                   p.earliest_end, p.latest_end,
                   exists (select from postdoc_requests q where q.postdoc_id = p.id and q.kind = 'extension'
                       and q.state = 'approved') extended
            from postdocs p join station_mentors m on m.id = p.mentor_id join station_mentors u on u.id = p.university_mentor_id
            left join midterm_reviews v on v.postdoc_id = p.id
            """
        );
        rows.Count.ShouldBeGreaterThan(2 * 101);
        foreach (var row in rows)
        {
            var residence = new Residence(rule, row.EnteredOn);
            (residence.EarliestEnd, residence.LatestEnd).ShouldBe((row.EarliestEnd, row.LatestEnd));
            if (row.Extended)
                residence.CheckExtension(residence.LatestFirstEnd, row.PlannedEnd).ShouldBeNull();
            else
                residence.CheckEntry(row.PlannedEnd).ShouldBeNull(row.ToString());
            if (row.ProposalOn is { } proposal)
                residence.CheckProposal(proposal, today, row.ProposalLateReason is not null).ShouldBeNull(row.ToString());
            if (row.MidtermOn is { } midterm)
            {
                residence
                    .CheckMidterm(midterm, today, row.ProposalOn, null, row.MidtermLateReason is not null)
                    .ShouldBeNull(row.ToString());
                residence
                    .CheckCommittee([.. row.ExpertNames!.Select(name => new CommitteeExpert(name, "x"))], row.Mentors)
                    .ShouldBeNull(row.ToString());
            }
            if (row.State == "completed")
                residence
                    .CheckCompletion(row.PlannedEnd, row.LeftOn!.Value, row.ProposalOn, row.MidtermResult)
                    .ShouldBeNull(row.ToString());
            if (row.State == "withdrawn")
                residence.CheckWithdrawal(row.LeftOn!.Value, today).ShouldBeNull(row.ToString());
        }
    }

    private sealed record Row(
        Guid Id,
        DateOnly EnteredOn,
        DateOnly PlannedEnd,
        string State,
        DateOnly? ProposalOn,
        string? ProposalLateReason,
        DateOnly? MidtermOn,
        string? MidtermLateReason,
        string? MidtermResult,
        DateOnly? LeftOn,
        string[]? ExpertNames,
        string[] Mentors,
        DateOnly EarliestEnd,
        DateOnly LatestEnd,
        bool Extended
    );
}
