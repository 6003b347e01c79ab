using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts.Talents;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Talents;

public sealed class CorrectingATalent(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private const string Talents = "/api/v1/talents";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await TestData.ReferenceAsync(api.Database.DataSource);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_name_is_put_right_at_once_and_the_trail_says_why()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        var corrected = await CorrectAsync(talent, new("卓　衡", null, "名单中有空格")).ShouldGiveAsync<TalentDetail>();
        corrected.Name.ShouldBe("卓衡");
        corrected.Correction.ShouldBeNull();
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QuerySingleAsync<string>(
                "select reason from audit_events where action = 'talent.correct' and talent_id = @talent",
                new { talent }
            )
        ).ShouldBe("名单中有空格");
    }

    [Fact]
    public async Task A_number_waits_for_a_second_person_and_stands_nowhere_in_clear()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        var number = TestData.NewIdNumber();
        var proposer = api.As(Person.Office());
        var waiting = await CorrectAsync(talent, new("卓试甲", number, "号码录错"), proposer).ShouldGiveAsync<TalentDetail>();
        waiting.IdNumber.ShouldNotEndWith(number[^4..]);
        var correction = waiting.Correction!;
        correction.IdNumber.ShouldBe("**************" + number[^4..]);
        await CorrectAsync(talent, new(null, TestData.NewIdNumber(), "再改"))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "correction_pending");
        await DecideAsync(correction.Id, "approve", proposer)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "correction_second_person");
        (await DecideAsync(correction.Id, "approve")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await DecideAsync(correction.Id, "approve").ShouldRefuseAsync(HttpStatusCode.Conflict, "correction_decided");
        await DecideAsync(correction.Id, "reject").ShouldRefuseAsync(HttpStatusCode.Conflict, "correction_decided");

        var now = await api.As(Person.Office()).GetAsync($"{Talents}/{talent}", Cancel).ShouldGiveAsync<TalentDetail>();
        (now.Name, now.Correction).ShouldBe(("卓试甲", null));
        now.IdNumber.ShouldEndWith(number[^4..]);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var (birth, kept) = await connection.QuerySingleAsync<(DateOnly, string)>(
            """
            select t.birth_date,
                (select string_agg(c::text, '') from talent_corrections c where c.talent_id = t.id)
                || (select string_agg(e::text, '') from audit_events e where e.talent_id = t.id)
            from talents t where t.id = @talent
            """,
            new { talent }
        );
        birth.ShouldBe(Core.Talents.IdNumber.BirthDate(number)!.Value);
        kept.ShouldNotContain(number);
    }

    [Fact]
    public async Task Of_eight_who_decide_at_once_one_does()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        var waiting = await CorrectAsync(talent, new(null, TestData.NewIdNumber(), "号码录错")).ShouldGiveAsync<TalentDetail>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DecideAsync(waiting.Correction!.Id, "approve")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Fact]
    public async Task What_is_wrong_is_refused_and_what_is_rejected_changes_nothing()
    {
        var taken = TestData.NewIdNumber();
        await TestData.TalentAsync(api.Database.DataSource, idNumber: taken);
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        await CorrectAsync(talent, new(null, taken, "号码录错")).ShouldRefuseAsync(HttpStatusCode.Conflict, "id_number_taken");
        foreach (
            TalentCorrectionRequest bad in new[]
            {
                new(null, null, "为何"),
                new("张\u202e三", null, "为何"),
                new(null, "123", "为何"),
                new TalentCorrectionRequest("张三", null, ""),
            }
        )
            await CorrectAsync(talent, bad).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        var waiting = await CorrectAsync(talent, new(null, TestData.NewIdNumber(), "号码录错")).ShouldGiveAsync<TalentDetail>();
        (await DecideAsync(waiting.Correction!.Id, "reject")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var now = await api.As(Person.Office()).GetAsync($"{Talents}/{talent}", Cancel).ShouldGiveAsync<TalentDetail>();
        (now.IdNumber, now.Correction).ShouldBe((waiting.IdNumber, null));
    }

    [Fact]
    public async Task Nobody_else_corrects()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        var request = new TalentCorrectionRequest("张三", null, "为何");
        await CorrectAsync(talent, request, api.AsNobody()).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await CorrectAsync(talent, request, api.As(Person.Auditor())).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await CorrectAsync(Guid.NewGuid(), request).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        foreach (var decision in new[] { "approve", "reject" })
            await DecideAsync(Guid.NewGuid(), decision).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    private Task<HttpResponseMessage> CorrectAsync(Guid talent, TalentCorrectionRequest request, HttpClient? client = null) =>
        (client ?? api.As(Person.Office())).PostAsJsonAsync($"{Talents}/{talent}/corrections", request, Cancel);

    private Task<HttpResponseMessage> DecideAsync(Guid correction, string decision, HttpClient? client = null) =>
        (client ?? api.As(Person.Office("office2"))).PostAsync($"{Talents}/corrections/{correction}/{decision}", null, Cancel);
}
