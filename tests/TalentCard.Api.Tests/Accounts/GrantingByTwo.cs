using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts.Accounts;

namespace TalentCard.Api.Tests.Accounts;

/// <summary>One administrator proposes an administrator or auditor, another approves.</summary>
public sealed class GrantingByTwo(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private readonly HttpClient proposer = api.As(Person.Admin());
    private readonly HttpClient approver = api.As(Person.Admin() with { Id = Guid.NewGuid().ToString(), Name = "admin2" });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task A_new_account_waits_for_another_administrator(string role)
    {
        var made = await CreateAsync(role);
        made.RolesProposedBy.ShouldBe(Person.Admin().Id);
        await (await ApproveAsync(proposer, made.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "own_proposal");
        (await (await ApproveAsync(approver, made.Id)).ShouldBeAsync<Account>(HttpStatusCode.OK)).RolesProposedBy.ShouldBeNull();
        await (await ApproveAsync(approver, made.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "nothing_proposed");
        await (await ApproveAsync(approver, Guid.NewGuid())).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task An_edit_that_adds_one_waits_and_one_that_takes_it_back_does_not()
    {
        var plain = await CreateAsync("expert");
        plain.RolesProposedBy.ShouldBeNull();
        var raised = await EditAsync(plain, "expert", "auditor");
        raised.RolesProposedBy.ShouldBe(Person.Admin().Id);
        // A second edit by somebody else does not make the first one's proposal theirs, nor approve it.
        (await EditAsync(raised, approver, "auditor")).RolesProposedBy.ShouldBe(Person.Admin().Id);
        var again = await ReadAsync(plain.Id);
        (await EditAsync(again, "expert")).RolesProposedBy.ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_approves_themselves()
    {
        var made = await CreateAsync("admin");
        var self = api.As(Person.Admin() with { Id = made.Id.ToString() });
        await (await ApproveAsync(self, made.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "own_proposal");
    }

    [Fact]
    public async Task Of_many_approvals_at_once_one_counts()
    {
        var made = await CreateAsync("admin");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ApproveAsync(approver, made.Id)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from audit_events where action = 'user.approve_roles' and subject_id = @id",
                new { id = made.Id.ToString() }
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_refuses_takes_back_what_was_proposed_and_no_more()
    {
        var raised = await EditAsync(await CreateAsync("expert"), "expert", "auditor");
        // A second edit does not hide what it was before.
        var edited = await EditAsync(raised, approver, "expert", "auditor", "admin");
        var left = await (await RefuseAsync(approver, edited.Id)).ShouldBeAsync<Account>(HttpStatusCode.OK);
        left.Roles.ShouldBe(["expert"]);
        (left.RolesProposedBy, left.DisabledAt).ShouldBe((null, null));
        await (await RefuseAsync(approver, edited.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "nothing_proposed");
        await (await RefuseAsync(approver, Guid.NewGuid())).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");

        var made = await CreateAsync("auditor");
        await ApproveAsync(approver, made.Id);
        var admin = await EditAsync(await ReadAsync(made.Id), "auditor", "admin");
        (await (await RefuseAsync(proposer, admin.Id)).ShouldBeAsync<Account>(HttpStatusCode.OK)).Roles.ShouldBe(["auditor"]);
    }

    [Fact]
    public async Task A_new_account_that_is_refused_has_no_role_and_is_disabled()
    {
        var made = await CreateAsync("admin");
        var refused = await (await RefuseAsync(approver, made.Id)).ShouldBeAsync<Account>(HttpStatusCode.OK);
        refused.Roles.ShouldBeEmpty();
        refused.DisabledAt.ShouldNotBeNull();
        await (await ApproveAsync(approver, made.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "nothing_proposed");
    }

    [Fact]
    public async Task Of_approval_and_refusal_at_once_one_counts()
    {
        var made = await CreateAsync("admin");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? ApproveAsync(approver, made.Id) : RefuseAsync(approver, made.Id))
        );
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    private async Task<Account> CreateAsync(string role)
    {
        var answer = await proposer.PostAsJsonAsync(
            "/api/v1/users",
            new NewAccount($"two-{Guid.NewGuid():N}", "新人", [role]),
            Cancel
        );
        return (await answer.ShouldBeAsync<AccountWithPassword>(HttpStatusCode.Created)).Account;
    }

    private Task<Account> EditAsync(Account account, params string[] roles) => EditAsync(account, proposer, roles);

    private static async Task<Account> EditAsync(Account account, HttpClient by, params string[] roles)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/users/{account.Id}")
        {
            Content = JsonContent.Create(new AccountEdit("新人", roles)),
        };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{account.Version}\"");
        return await (await by.SendAsync(request, Cancel)).ShouldBeAsync<Account>(HttpStatusCode.OK);
    }

    private async Task<Account> ReadAsync(Guid id) => (await proposer.GetFromJsonAsync<Account>($"/api/v1/users/{id}", Cancel))!;

    private static Task<HttpResponseMessage> RefuseAsync(HttpClient by, Guid id) =>
        by.PostAsJsonAsync($"/api/v1/users/{id}/roles/refuse", new AccountReason("不需要"), Cancel);

    private static Task<HttpResponseMessage> ApproveAsync(HttpClient by, Guid id) =>
        by.PostAsync($"/api/v1/users/{id}/roles/approve", null, Cancel);
}
