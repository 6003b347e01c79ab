using System.Net;
using System.Net.Http.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts;
using TalentCard.Contracts.PersonalData;
using TalentCard.Core.Audit;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.PersonalData;

public sealed class ErasingMyData(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private const string Own = "/api/v1/me/erasure";
    private const string Office = "/api/v1/erasure-requests";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_person_goes_and_the_service_and_the_proof_stay()
    {
        var desk = await Desk.OpenAsync(api, name: "欧阳修文");
        var user = await TestData.UserAsync(api.Database, $"user-{desk.TalentId}", ["talent"], talent: desk.TalentId);
        await desk.RedeemedAsync(await TestData.BenefitAsync(api.Database.DataSource), ["child"]);
        var (talent, office) = (api.As(desk.Talent), api.As(Person.Office()));
        await talent.PostAsync(
            "/api/v1/me/consultations",
            new
            {
                kind = "policy_question",
                title = "购房补贴",
                content = "我叫欧阳修文",
            }
        );
        await talent.PostAsync(Own, new { }).ShouldGiveAsync<OwnErasure>(HttpStatusCode.Created);
        await talent.PostAsync(Own, new { }).ShouldRefuseAsync(HttpStatusCode.Conflict, "erasure_pending");
        var asked = (await RequestsAsync(office)).Single(one => one.TalentId == desk.TalentId);
        (asked.Name, asked.State, asked.HasLiveCard).ShouldBe(("欧阳修文", "pending", true));
        await DecideAsync(office, asked.Id, true).ShouldRefuseAsync(HttpStatusCode.Conflict, "erasure_card_live");
        await DecideAsync(api.As(Person.CountyOffice("340402")), asked.Id, true)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync("update cards set state = 'revoked' where id = @Id", new { desk.Card.Id });
        await connection.ExecuteAsync(
            """
            insert into passkeys
                (id, user_id, credential_id, public_key, sign_count, backup_eligible, backed_up, name, created_at)
            values (@user, @user, 'x', 'x', 0, false, false, '欧阳修文的手机', now())
            """,
            new { user }
        );
        api.Clock.Advance(TimeSpan.FromDays(1));
        await api.Services.GetRequiredService<CloseLedgerDays>().RunAsync(Cancel);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DecideAsync(office, asked.Id, true)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        await DecideAsync(office, asked.Id, false).ShouldRefuseAsync(HttpStatusCode.Conflict, "erasure_decided");
        var kept = (await talent.GetFromJsonAsync<PersonalDataExport>("/api/v1/me/export", Cancel))!;
        (kept.Person.Name, kept.Person.IdNumber, kept.Person.Phone, kept.Person.BirthDate).ShouldBe(("已删除", "", "", null));
        kept.Services.ShouldHaveSingleItem().Companions.ShouldBe(1);
        kept.Matters.ShouldHaveSingleItem().Content.ShouldBe("已删除");
        kept.Accounts.ShouldHaveSingleItem().DisabledAt.ShouldNotBeNull();
        kept.Looks.ShouldContain(look => look.Action == "erasure.approve");
        (await talent.GetFromJsonAsync<OwnErasure>(Own, Cancel))!.State.ShouldBe("approved");
        var names = await connection.ExecuteScalarAsync<string>(
            """
            select concat((select jsonb_agg(to_jsonb(t)) from talents t), (select jsonb_agg(to_jsonb(t)) from tickets t),
                (select jsonb_agg(to_jsonb(s)) from ticket_steps s), (select jsonb_agg(to_jsonb(c)) from consultations c),
                (select jsonb_agg(to_jsonb(u)) from users u), (select jsonb_agg(to_jsonb(p)) from passkeys p),
                (select jsonb_agg(to_jsonb(a)) from audit_events a))
            """
        );
        names!.ShouldNotContain("欧阳修文");
        api.Clock.Advance(TimeSpan.FromDays(1));
        await api.Services.GetRequiredService<CloseLedgerDays>().RunAsync(Cancel);
        (await api.Services.GetRequiredService<VerifyLedgers>().RunAsync(null, Cancel)).Finding.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_refused_is_told_with_its_reason_and_may_be_asked_for_again()
    {
        var desk = await Desk.OpenAsync(api);
        var talent = api.As(desk.Talent);
        var key = Guid.NewGuid().ToString();
        await talent.PostAsync(Own, new { }, key).ShouldGiveAsync<OwnErasure>(HttpStatusCode.Created);
        // The same form sent twice asks once.
        await talent.PostAsync(Own, new { }, key).ShouldGiveAsync<OwnErasure>(HttpStatusCode.Created);
        var asked = (await RequestsAsync(api.As(Person.Office()))).Single(one => one.TalentId == desk.TalentId);
        (await DecideAsync(api.As(Person.Office()), asked.Id, false)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var own = (await talent.GetFromJsonAsync<OwnErasure>(Own, Cancel))!;
        (own.State, own.Decision).ShouldBe(("rejected", "依申请"));
        own.Kept.Select(one => one.Kind).ShouldBe(["hotline", "scans", "talents", "trail"], ignoreOrder: true);
        await talent.PostAsync(Own, new { }).ShouldGiveAsync<OwnErasure>(HttpStatusCode.Created);
    }

    private static async Task<IReadOnlyList<ErasureRequest>> RequestsAsync(HttpClient office) =>
        (await office.GetFromJsonAsync<Page<ErasureRequest>>($"{Office}?limit=200", Cancel))!.Items;

    private static Task<HttpResponseMessage> DecideAsync(HttpClient office, Guid id, bool approve) =>
        office.PostAsJsonAsync($"{Office}/{id}/decision", new ErasureDecision(approve, "依申请"), Cancel);
}
