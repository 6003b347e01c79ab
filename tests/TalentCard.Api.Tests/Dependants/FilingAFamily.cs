using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts;
using TalentCard.Contracts.Dependants;
using TalentCard.Contracts.PersonalData;
using TalentCard.Core.Dependants;

namespace TalentCard.Api.Tests.Dependants;

public sealed class FilingAFamily(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_filed_waits_for_the_office_and_is_masked()
    {
        var (desk, family) = await OpenAsync();
        var filed = await family.FiledAsync();
        filed.State.ShouldBe("filed");
        filed.DocumentNumber.ShouldStartWith("****");
        await (await family.MintAsync(filed.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "dependant_not_active");
        var queue = await (
            await family.Office.GetAsync($"/api/v1/dependants?state=filed&talent={desk.TalentId}", Cancel)
        ).ShouldBeAsync<Page<DependantItem>>(HttpStatusCode.OK);
        queue.Items.Single().Id.ShouldBe(filed.Id);
        var detail = await (
            await family.Office.GetAsync($"/api/v1/dependants/{filed.Id}", Cancel)
        ).ShouldBeAsync<DependantDetail>(HttpStatusCode.OK);
        detail.ProofNumber.ShouldBe("户0001");
        (await family.DecideAsync(filed.Id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await family.ReadAsync(filed.Id)).State.ShouldBe("active");
        (await StepsAsync(filed.Id)).ShouldBe(["file", "approve"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_refused_one_says_why_and_may_be_filed_again()
    {
        var (_, family) = await OpenAsync();
        var someone = Family.Someone();
        var filed = await (await family.FileAsync(someone)).ShouldBeAsync<OwnDependant>(HttpStatusCode.Created);
        await (await family.FileAsync(someone)).ShouldRefuseAsync(HttpStatusCode.Conflict, "dependant_already_filed");
        (await family.DecideAsync(filed.Id, approve: false)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await family.ReadAsync(filed.Id)).Reason.ShouldBe("已核对户口簿");
        await (await family.DecideAsync(filed.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "dependant_decided");
        (await family.FileAsync(someone)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_same_key_files_once()
    {
        var (_, family) = await OpenAsync();
        var someone = Family.Someone();
        var first = await (await family.FileAsync(someone, "key")).ShouldBeAsync<OwnDependant>(HttpStatusCode.Created);
        (await (await family.FileAsync(someone, "key")).ShouldBeAsync<OwnDependant>(HttpStatusCode.Created)).ShouldBe(first);
    }

    [Fact]
    public async Task A_spouse_is_one_holders_and_a_child_may_be_both_parents()
    {
        var ((_, family), (_, other)) = (await OpenAsync(), await OpenAsync());
        var (spouse, child) = (Family.Someone(), Family.Someone("child"));
        (await family.FileAsync(spouse)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await (await other.FileAsync(spouse)).ShouldRefuseAsync(HttpStatusCode.Conflict, "dependant_spouse_taken");
        await (await family.FileAsync(Family.Someone())).ShouldRefuseAsync(HttpStatusCode.Conflict, "dependant_spouse_taken");
        (await family.FileAsync(child)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await other.FileAsync(child)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Who_holds_a_card_uses_their_own()
    {
        var ((_, family), (other, _)) = (await OpenAsync(), await OpenAsync());
        var someone = Family.Someone("parent") with
        {
            DocumentKind = "id_card",
            DocumentNumber = "11010519491231002X",
            BirthDate = null,
        };
        var filed = await (await family.FileAsync(someone)).ShouldBeAsync<OwnDependant>(HttpStatusCode.Created);
        filed.BirthDate.ShouldBe(new DateOnly(1949, 12, 31));
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            "update talents set id_number_hash = (select document_hash from dependants where id = @Id) where id = @TalentId",
            new { filed.Id, other.TalentId }
        );
        await (await family.DecideAsync(filed.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "dependant_own_card");
        (await EndWhatIsOverAsync(filed.Id)).ShouldBe(("ended", "own_card"));
        await (await family.FileAsync(someone)).ShouldRefuseAsync(HttpStatusCode.Conflict, "dependant_own_card");
    }

    [Fact]
    public async Task A_child_ends_on_the_day_it_is_eighteen_and_not_before()
    {
        var (_, family) = await OpenAsync();
        var today = api.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        var birthday = DateOnly.FromDateTime(today.Date).AddYears(-18);
        var ofAge = Family.Someone("child") with { BirthDate = birthday };
        await (await family.FileAsync(ofAge)).ShouldRefuseAsync(HttpStatusCode.Conflict, "dependant_of_age");
        var (last, over) = (ofAge with { BirthDate = birthday.AddDays(1) }, await family.ConfirmedAsync("child"));
        var filed = await (await family.FileAsync(last)).ShouldBeAsync<OwnDependant>(HttpStatusCode.Created);
        filed.ValidTo.ShouldBe(DateOnly.FromDateTime(today.Date));
        (await family.DecideAsync(filed.Id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await EndWhatIsOverAsync(filed.Id)).State.ShouldBe("active");
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            "update dependants set birth_date = @birthday, valid_to = @birthday + interval '18 years' - interval '1 day' where id = @Id",
            new { birthday, over.Id }
        );
        await (await family.MintAsync(over.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "dependant_not_active");
        (await EndWhatIsOverAsync(over.Id)).ShouldBe(("ended", "of_age"));
    }

    [Fact]
    public async Task With_the_holders_card_the_family_ends()
    {
        var (desk, family) = await OpenAsync();
        var spouse = await family.ConfirmedAsync();
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync("update cards set state = 'revoked' where id = @Id", new { desk.Card.Id });
        await (await family.MintAsync(spouse.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "no_code_revoked");
        (await EndWhatIsOverAsync(spouse.Id)).ShouldBe(("ended", "card_ended"));
        await (await family.FileAsync(Family.Someone())).ShouldRefuseAsync(HttpStatusCode.NotFound, "no_card");
    }

    [Fact]
    public async Task A_holder_ends_their_own_and_nobody_elses()
    {
        var ((_, family), (_, other)) = (await OpenAsync(), await OpenAsync());
        var spouse = await family.ConfirmedAsync();
        await (await other.EndAsync(spouse.Id)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await (await other.MintAsync(spouse.Id)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await family.EndAsync(spouse.Id, "divorce")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await family.ReadAsync(spouse.Id)).Ground.ShouldBe("divorce");
        await (await family.EndAsync(spouse.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "dependant_decided");
        (await family.FileAsync(Family.Someone())).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Another_countys_office_sees_and_decides_none()
    {
        var (_, family) = await OpenAsync();
        var spouse = await family.FiledAsync();
        var county = api.As(Person.CountyOffice("340421"));
        await (await county.GetAsync($"/api/v1/dependants/{spouse.Id}", Cancel)).ShouldRefuseAsync(
            HttpStatusCode.NotFound,
            "not_found"
        );
        await (await family.DecideAsync(spouse.Id, office: county)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Of_two_decisions_at_once_one_holds()
    {
        var (_, family) = await OpenAsync();
        var spouse = await family.FiledAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => family.DecideAsync(spouse.Id, i % 2 == 0)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        (await StepsAsync(spouse.Id)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_holders_who_file_one_spouse_at_once_one_succeeds()
    {
        var families = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync()));
        var someone = Family.Someone();
        var answers = await Task.WhenAll(families.Select(one => one.Family.FileAsync(someone)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            await answer.ShouldRefuseAsync(HttpStatusCode.Conflict, "dependant_spouse_taken");
    }

    [Fact]
    public async Task The_holders_copy_of_their_data_has_the_family_and_erasing_them_erases_it()
    {
        var (desk, family) = await OpenAsync();
        var someone = Family.Someone();
        var filed = await (await family.FileAsync(someone)).ShouldBeAsync<OwnDependant>(HttpStatusCode.Created);
        var copy = await ExportAsync(family);
        copy.Dependants.Single().DocumentNumber.ShouldBe(someone.DocumentNumber);
        await (await family.Phone.PostAsync("/api/v1/me/erasure", new { })).ShouldBeAsync<OwnErasure>(HttpStatusCode.Created);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var wish = await connection.QuerySingleAsync<Guid>(
            """
            update cards set state = 'revoked' where id = @Id;
            select id from erasure_requests where talent_id = @TalentId
            """,
            new { desk.Card.Id, desk.TalentId }
        );
        var decision = new { approve = true, reason = "本人申请" };
        (await family.Office.PostAsync($"/api/v1/erasure-requests/{wish}/decision", decision)).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        var erased = (await ExportAsync(family)).Dependants.Single();
        (erased.Name, erased.DocumentNumber, erased.BirthDate, erased.State).ShouldBe(("已删除", "", null, "ended"));
        var row = await connection.ExecuteScalarAsync<string>(
            "select to_jsonb(d)::text from dependants d where id = @Id",
            new { filed.Id }
        );
        row.ShouldNotBeNull().ShouldNotContain(someone.Name);
        row.ShouldNotContain(someone.DocumentNumber[^4..] + '"');
    }

    private static async Task<PersonalDataExport> ExportAsync(Family family) =>
        await (await family.Phone.GetAsync("/api/v1/me/export", Cancel)).ShouldBeAsync<PersonalDataExport>(HttpStatusCode.OK);

    private static NewDependant[] Bad =>
        [
            Family.Someone() with
            {
                Relation = "cousin",
            },
            Family.Someone() with
            {
                Name = "",
            },
            Family.Someone() with
            {
                Name = "\u200b",
            },
            Family.Someone() with
            {
                Name = new string('王', 4001),
            },
            Family.Someone() with
            {
                DocumentKind = "id_card",
                DocumentNumber = "110105194912310021",
                BirthDate = null,
            },
            Family.Someone() with
            {
                DocumentKind = "id_card",
                DocumentNumber = "1.10105E+17",
                BirthDate = null,
            },
            Family.Someone() with
            {
                DocumentNumber = "=1+1",
            },
            Family.Someone() with
            {
                DocumentNumber = "<script>",
            },
            Family.Someone() with
            {
                BirthDate = null,
            },
            Family.Someone() with
            {
                BirthDate = new(2090, 1, 1),
            },
            Family.Someone() with
            {
                BirthDate = new(1800, 1, 1),
            },
            Family.Someone() with
            {
                ProofNumber = " ",
            },
        ];

    [Fact]
    public async Task Bad_input_is_refused_and_nothing_is_filed()
    {
        var (_, family) = await OpenAsync();
        foreach (var bad in Bad)
            await (await family.FileAsync(bad)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        var own = await family.Phone.GetAsync("/api/v1/me/dependants", Cancel);
        (await own.ShouldBeAsync<OwnDependant[]>(HttpStatusCode.OK)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Full_width_digits_and_small_letters_are_the_same_number()
    {
        var (_, family) = await OpenAsync();
        var someone = Family.Someone("parent") with { DocumentNumber = "e7654321" };
        (await family.FileAsync(someone)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await (await family.FileAsync(someone with { DocumentNumber = "Ｅ７６５ ４３２１" })).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "dependant_already_filed"
        );
    }

    private async Task<(Desk Desk, Family Family)> OpenAsync()
    {
        var desk = await Desk.OpenAsync(api);
        return (desk, new Family(api, desk));
    }

    // The job looks at the whole city: of what it has ended, this one alone is asked.
    private async Task<(string State, string? Ground)> EndWhatIsOverAsync(Guid id)
    {
        await api.Services.GetRequiredService<ChangeDependant>().EndWhatIsOverAsync(Cancel);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.QuerySingleAsync<(string, string?)>(
            "select state, ground from dependants where id = @id",
            new { id }
        );
    }

    private async Task<string[]> StepsAsync(Guid id)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return
        [
            .. await connection.QueryAsync<string>("select action from dependant_steps where dependant_id = @id", new { id }),
        ];
    }
}
