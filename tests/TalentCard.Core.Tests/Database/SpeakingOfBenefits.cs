using FsCheck;
using FsCheck.Fluent;
using TalentCard.Core.Benefits;
using TalentCard.Core.Database;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Database;

/// <summary>The schema's words about benefits and their twins in C#.</summary>
public sealed class SpeakingOfBenefits : IAsyncLifetime
{
    private static readonly string[] All = [Period.Year, Period.HalfYear, Period.Quarter, Period.Month];
    private static readonly Gen<DateOnly> Days = Gen.Choose(DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber)
        .Select(DateOnly.FromDayNumber);
    private TestDatabase database = null!;
    private Session session = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        session = await new Db(database.DataSource).OpenAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public void A_period_starts_on_the_same_day_in_both() =>
        Prop.ForAll(
                Days.ListOf(200).ToArbitrary(),
                days =>
                {
                    var cases = days.SelectMany(day => All.Select(period => (Period: period, Day: day))).ToList();
                    var starts = session
                        .ListAsync<DateOnly>(
                            "select period_start(p, d) from unnest(@Periods, @Days) with ordinality x (p, d, n) order by n",
                            new
                            {
                                Periods = cases.Select(one => one.Period).ToArray(),
                                Days = cases.Select(one => one.Day).ToArray(),
                            }
                        )
                        .GetAwaiter()
                        .GetResult();
                    return starts.SequenceEqual(cases.Select(one => Period.StartOf(one.Period, one.Day)));
                }
            )
            .ShouldHold(20);

    [Fact]
    public async Task The_rule_in_force_is_the_last_that_has_begun()
    {
        var benefit = await Testing.TestData.BenefitAsync(database.DataSource);
        await session.ExecuteAsync("alter table benefit_rules disable trigger all; delete from benefit_rules");
        var some = Gen.Choose(0, 60).Select(new DateOnly(2026, 1, 1).AddDays);

        Prop.ForAll(
                some.ListOf().ToArbitrary(),
                some.ToArbitrary(),
                (begins, day) =>
                {
                    session
                        .ExecuteAsync(
                            """
                            delete from benefit_rules;
                            insert into benefit_rules
                                (benefit_code, valid_from, active, tiers, period, service_point_kinds, max_companions,
                                 companion_relations, checks, printed_allowed, printed_interval_minutes, created_by_name,
                                 created_at)
                            select distinct @benefit, d, true, '{A}'::text[], 'year', '{}'::text[], 0, '{}'::text[], '{}'::text[],
                                false, 0, 'test', now()
                            from unnest(@Begins) d
                            """,
                            new { benefit, Begins = begins.ToArray() }
                        )
                        .GetAwaiter()
                        .GetResult();
                    var found = session
                        .FindAsync<DateOnly?>("select valid_from from benefit_rule_on(@benefit, @day)", new { benefit, day })
                        .GetAwaiter()
                        .GetResult();
                    return found == begins.Where(begin => begin <= day).Select(begin => (DateOnly?)begin).Max();
                }
            )
            .ShouldHold();
    }

    [Theory]
    [InlineData("select * from benefits b cross join lateral benefit_rule_on(b.code, '2026-06-01') r")]
    [InlineData("select period_start(r.period, '2026-06-01') from benefit_rules r")]
    [InlineData("select age_refusal(r.min_age, r.max_age, t.birth_date, '2026-06-01') from benefit_rules r, talents t")]
    public async Task The_planner_reads_them_as_if_they_stood_there(string sql)
    {
        var plan = string.Join('\n', await session.ListAsync<string>($"explain verbose {sql}"));

        plan.ShouldNotContain("benefit_rule_on");
        plan.ShouldNotContain("period_start");
        plan.ShouldNotContain("age_refusal");
        plan.ShouldNotContain("age_on");
        plan.ShouldContain("benefit_rules");
    }
}
