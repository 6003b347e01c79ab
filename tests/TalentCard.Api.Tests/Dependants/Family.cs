using System.Net;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts.CardCodes;
using TalentCard.Contracts.Dependants;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Dependants;

/// <summary>A holder's family, filed on the phone and checked by the office.</summary>
internal sealed class Family(TalentCardApi api, Desk desk)
{
    private static int people;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The holder's phone.</summary>
    public HttpClient Phone { get; } = api.As(desk.Talent);

    /// <summary>The city's office.</summary>
    public HttpClient Office { get; } = api.As(Person.Office());

    /// <summary>A person of whom there is no second; a child is born in 2015, others in 1990.</summary>
    public static NewDependant Someone(string relation = "spouse") =>
        new(
            relation,
            "王小明",
            "passport",
            $"E{Interlocked.Increment(ref people):D8}",
            "household_register",
            "户 0001",
            relation == "child" ? new(2015, 6, 1) : new(1990, 6, 1)
        );

    public Task<HttpResponseMessage> FileAsync(NewDependant dependant, string? key = null) =>
        Phone.PostAsync("/api/v1/me/dependants", dependant, key);

    public async Task<OwnDependant> FiledAsync(string relation = "spouse") =>
        await (await FileAsync(Someone(relation))).ShouldBeAsync<OwnDependant>(HttpStatusCode.Created);

    public Task<HttpResponseMessage> DecideAsync(Guid id, bool approve = true, HttpClient? office = null) =>
        (office ?? Office).PostAsync($"/api/v1/dependants/{id}/decision", new { approve, reason = "已核对户口簿" });

    public Task<HttpResponseMessage> EndAsync(Guid id, string ground = "withdrawn") =>
        Phone.PostAsync($"/api/v1/me/dependants/{id}/end", new { ground });

    /// <summary>Files and confirms one.</summary>
    public async Task<OwnDependant> ConfirmedAsync(string relation = "spouse")
    {
        var filed = await FiledAsync(relation);
        (await DecideAsync(filed.Id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return filed;
    }

    public Task<HttpResponseMessage> MintAsync(Guid id) => Phone.PostAsync($"/api/v1/me/dependants/{id}/codes", new { });

    /// <summary>The text of a fresh code.</summary>
    public async Task<string> CodeAsync(Guid id) => (await (await MintAsync(id)).ShouldBeAsync<CardCode>(HttpStatusCode.OK)).Text;

    public async Task<OwnDependant> ReadAsync(Guid id)
    {
        var all = await (await Phone.GetAsync("/api/v1/me/dependants", Cancel)).ShouldBeAsync<OwnDependant[]>(HttpStatusCode.OK);
        return all.Single(row => row.Id == id);
    }

    /// <summary>A rule that includes spouses and children of the test's tier.</summary>
    public static TestRule Included(int? quota, string of = "shared", int most = 3) =>
        new()
        {
            Quota = quota,
            FamilyTiers = ["C"],
            FamilyRelations = ["spouse", "child"],
            MaxDependants = most,
            FamilyQuota = of,
        };
}
