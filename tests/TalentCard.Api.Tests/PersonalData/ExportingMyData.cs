using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts.PersonalData;
using TalentCard.Core.Talents;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.PersonalData;

public sealed class ExportingMyData(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_kept_on_the_talent_is_given_in_clear_with_who_looked_at_it()
    {
        var desk = await Desk.OpenAsync(api, name: "欧阳修文");
        var benefit = await TestData.BenefitAsync(api.Database.DataSource, new TestRule { Quota = 3 });
        await TestData.UserAsync(api.Database, $"user-{desk.TalentId}", ["talent"], talent: desk.TalentId);
        var made = await desk.RedeemedAsync(benefit, ["child"]);
        var talent = api.As(desk.Talent);
        await talent.PutAsJsonAsync($"/api/v1/me/redemptions/{made.Id}/rating", new { score = 4, comment = "很好" }, Cancel);
        await api.As(Person.Office("周明远")).GetAsync($"/api/v1/talents/{desk.TalentId}", Cancel);
        (
            await talent.PostAsync(
                "/api/v1/me/consultations",
                new
                {
                    kind = "policy_question",
                    title = "购房补贴",
                    content = "何时发放？",
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Created);
        // The scan is written behind its answer; the first export stands in the second.
        await Eventually.ShouldComeAsync<bool?>(async () => await ScannedAsync(desk), "the scan");
        await ExportAsync(talent);

        var export = await ExportAsync(talent);

        (export.Person.Name, export.Person.IdNumber.Length, export.Person.Phone.Length).ShouldBe(("欧阳修文", 18, 11));
        export.Person.BirthDate.ShouldBe(IdNumber.BirthDate(export.Person.IdNumber));
        export.Accounts.ShouldHaveSingleItem().Roles.ShouldBe(["talent"]);
        export.Cards.ShouldHaveSingleItem().State.ShouldBe("active");
        (export.Entitlements.ShouldHaveSingleItem() is { Used: 1, Quota: 3 }).ShouldBeTrue();
        var service = export.Services.ShouldHaveSingleItem();
        (service.Companions, service.Score, service.Comment).ShouldBe((1, 4, "很好"));
        export.Matters.ShouldHaveSingleItem().Content.ShouldBe("何时发放？");
        export.Scans.ShouldContain(scan => scan.Verdict == "accepted");
        export.Looks.ShouldContain(look => look.Action == "talent.view" && look.By == "周明远");
        export.Looks.ShouldContain(look => look.Action == "talent.export", "an earlier export is a look too");
    }

    [Fact]
    public async Task Nothing_of_another_talent_is_in_it()
    {
        var (one, other) = (await Desk.OpenAsync(api, name: "甲一"), await Desk.OpenAsync(api, name: "乙二"));
        await other.RedeemedAsync(await TestData.BenefitAsync(api.Database.DataSource));
        var text = await api.As(one.Talent).GetStringAsync("/api/v1/me/export", Cancel);
        text.ShouldContain("甲一");
        text.ShouldNotContain("乙二");
        (await ExportAsync(api.As(one.Talent))).Services.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_so_many_are_given_in_a_while()
    {
        var desk = await Desk.OpenAsync(api);
        var talent = api.As(desk.Talent);
        for (var i = 0; i < 10; i++)
            (await talent.GetAsync("/api/v1/me/export", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await talent.GetAsync("/api/v1/me/export", Cancel)).ShouldRefuseAsync(
            HttpStatusCode.TooManyRequests,
            "too_many_requests"
        );
    }

    private async Task<bool> ScannedAsync(Desk desk)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<bool>(
            "select exists (select from verifications where card_id = @Id)",
            new { desk.Card.Id }
        );
    }

    private static async Task<PersonalDataExport> ExportAsync(HttpClient talent) =>
        (await talent.GetFromJsonAsync<PersonalDataExport>("/api/v1/me/export", Cancel))!;
}
