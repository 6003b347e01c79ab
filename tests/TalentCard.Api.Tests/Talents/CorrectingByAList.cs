using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts.Talents;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Talents;

/// <summary>
/// A list whose people are there already, taken as a correction: a real one, with its spaces in the names (卓　衡, 欧 阳 测, 卓 曜).
/// </summary>
public sealed class CorrectingByAList(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private const string Imports = "/api/v1/talents/imports";

    private static readonly byte[] List = File.ReadAllBytes(
        Repository.PathOf("tests/TalentCard.Core.Tests/Lists/cases/14-names-padded.xlsx")
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Each test has the people of the list for itself.
    public async ValueTask InitializeAsync()
    {
        await TestData.ReferenceAsync(api.Database.DataSource);
        await ExecuteAsync(
            """
            update talents set id_number_hash = sha256(id::text::bytea), name = 'elsewhere'
            where name in ('卓衡', '卓恒', '欧阳测', '卓曜')
            """
        );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Old_and_new_stand_side_by_side_masked_and_nothing_is_written()
    {
        var first = await TalentAsync("卓恒", "199998197705250523", phone: "15400900052");
        var import = await UploadAsync();
        import.Problems.ShouldHaveSingleItem().Code.ShouldBe("already_a_talent");
        var found = await CompareAsync(import.Id);
        (found.RowCount, found.Same).ShouldBe((3, 0));
        var person = found.People.ShouldHaveSingleItem();
        (person.Row, person.TalentId, person.Name, person.Version).ShouldBe((2, first, "卓恒", 1));
        person
            .Changes.Select(change => (change.Field, change.Old, change.New))
            .ShouldBe([
                ("name", "卓恒", "卓衡"),
                ("email", null, "s***@example.com"),
                ("tier", "C", "B"),
                ("employer", "淮南市第一人民医院", "云栖岭测试研究院"),
                ("contractEnd", "2035-12-31", "2030-08-08"),
            ]);
        found.Problems.Select(problem => (problem.Row, problem.Code)).ShouldBe([(3, "not_a_talent"), (4, "not_a_talent")]);
        (await AskAsync<int>("select version from talents where id = @first", new { first })).ShouldBe(1);
    }

    [Fact]
    public async Task Only_what_is_chosen_is_taken_with_its_reason_in_each_trail_and_the_accounts_name()
    {
        var first = await TalentAsync("卓恒", "199998197705250523", phone: "15400900052");
        var second = await TalentAsync("欧阳测", "199998197806260536", phone: TestData.NewPhone());
        var account = await TestData.UserAsync(api.Database, $"talent-{Guid.NewGuid():N}", ["talent"], talent: first);
        var import = await UploadAsync();
        var corrected = await CorrectAsync(import.Id, new("按批文更正", [new(2, 1, ["name", "employer"]), new(3, 1, ["phone"])]))
            .ShouldGiveAsync<TalentImport>();
        (corrected.State, corrected.Corrected).ShouldBe(("committed", 2));
        var now = await TalentAsync(first);
        (now.Name, now.Employer, now.Tier).ShouldBe(("卓衡", "云栖岭测试研究院", "C"));
        (await TalentAsync(second)).Phone.ShouldBe("*******0053");
        (await AskAsync<string>("select display_name from users where id = @account", new { account })).ShouldBe("卓衡");
        (
            await ListAsync<string>(
                """
                select distinct action || ' ' || reason from audit_events
                where talent_id = any(@Ids) and action in ('talent.edit', 'talent.correct') order by 1
                """,
                new { Ids = new[] { first, second } }
            )
        ).ShouldBe(["talent.correct 按批文更正", "talent.edit 按批文更正"]);
        await CorrectAsync(import.Id, new("再来一次", [new(2, 3, ["tier"])]))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "import_closed");
        await api.As(Person.Office())
            .GetAsync($"{Imports}/{import.Id}/correction", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "import_closed");
    }

    [Fact]
    public async Task A_wrong_number_is_found_by_name_and_employer_and_waits_for_a_second_person()
    {
        var talent = await TalentAsync("欧阳测", TestData.NewIdNumber(), employer: "云栖岭测试研究院");
        var import = await UploadAsync();
        import.Problems.ShouldBeEmpty();
        var person = (await CompareAsync(import.Id)).People.ShouldHaveSingleItem();
        person.Changes.Select(change => change.Field).ShouldContain("idNumber");
        await CorrectAsync(import.Id, new("号码录错", [new(person.Row, person.Version, ["idNumber"])]))
            .ShouldGiveAsync<TalentImport>();
        var waiting = await TalentAsync(talent);
        waiting.IdNumber.ShouldNotEndWith("0536");
        waiting.Correction.ShouldNotBeNull().IdNumber.ShouldEndWith("0536");
        await api.As(Person.Office())
            .PostAsync($"/api/v1/talents/corrections/{waiting.Correction.Id}/approve", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "correction_second_person");
        var answer = await api.As(Person.Office("office2"))
            .PostAsync($"/api/v1/talents/corrections/{waiting.Correction.Id}/approve", null, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await TalentAsync(talent)).IdNumber.ShouldEndWith("0536");
    }

    [Fact]
    public async Task Two_of_one_name_and_employer_are_nobodys_row()
    {
        await TalentAsync("卓曜", TestData.NewIdNumber(), employer: "云栖岭测试研究院");
        await TalentAsync("卓曜", TestData.NewIdNumber(), employer: "云栖岭测试研究院");
        var found = await CompareAsync((await UploadAsync()).Id);
        found.People.ShouldBeEmpty();
        found.Problems.Select(problem => problem.Code).ShouldContain("several_talents");
    }

    [Fact]
    public async Task Whoever_was_changed_since_is_named_and_nobody_is_corrected()
    {
        var first = await TalentAsync("卓衡", "199998197705250523");
        var second = await TalentAsync("欧阳测", "199998197806260536");
        var import = await UploadAsync();
        await ExecuteAsync("update talents set version = version + 1 where id = @second", new { second });
        var refusal = await CorrectAsync(import.Id, new("按批文更正", [new(2, 1, ["employer"]), new(3, 1, ["employer"])]))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "list_people_changed");
        refusal.GetProperty("errors").GetProperty("rows")[0].GetString().ShouldBe("3");
        (await TalentAsync(first)).Employer.ShouldBe("淮南市第一人民医院");
        // A field that the list does not say otherwise, and a row that is none, are no less wrong.
        foreach (var row in new TalentRowChoice[] { new(2, 1, ["division"]), new(9, 1, ["employer"]) })
            await CorrectAsync(import.Id, new("按批文更正", [row]))
                .ShouldRefuseAsync(HttpStatusCode.Conflict, "list_people_changed");
        (await CompareAsync(import.Id)).People.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_eight_who_take_the_same_list_at_once_one_does()
    {
        var talent = await TalentAsync("卓衡", "199998197705250523");
        var import = await UploadAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => CorrectAsync(import.Id, new("按批文更正", [new(2, 1, ["employer"])])))
        );
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
        (await AskAsync<int>("select version from talents where id = @talent", new { talent })).ShouldBe(2);
    }

    [Fact]
    public async Task Bad_input_and_the_wrong_person_are_refused()
    {
        await TalentAsync("卓衡", "199998197705250523");
        var import = await UploadAsync();
        foreach (
            var bad in new TalentListChoice[]
            {
                new("", [new(2, 1, ["employer"])]),
                new("按批文更正", []),
                new("按批文更正", [new(2, 1, [])]),
                new("按批文更正", [new(0, 1, ["employer"])]),
            }
        )
            await CorrectAsync(import.Id, bad).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        var choice = new TalentListChoice("按批文更正", [new(2, 1, ["employer"])]);
        await CorrectAsync(Guid.NewGuid(), choice).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await CorrectAsync(import.Id, choice, api.As(Person.CountyOffice("340403")))
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private Task<Guid> TalentAsync(string name, string number, string? phone = null, string employer = "淮南市第一人民医院") =>
        TestData.TalentAsync(api.Database.DataSource, name, employer: employer, idNumber: number, phone: phone);

    private Task<TalentDetail> TalentAsync(Guid id) =>
        api.As(Person.Office()).GetAsync($"/api/v1/talents/{id}", Cancel).ShouldGiveAsync<TalentDetail>();

    private Task<TalentImport> UploadAsync() =>
        api.As(Person.Office())
            .PostAsync(Imports, new MultipartFormDataContent { { new ByteArrayContent(List), "file", "名单.xlsx" } }, Cancel)
            .ShouldGiveAsync<TalentImport>(HttpStatusCode.Created);

    private Task<TalentListCorrection> CompareAsync(Guid import) =>
        api.As(Person.Office()).GetAsync($"{Imports}/{import}/correction", Cancel).ShouldGiveAsync<TalentListCorrection>();

    private Task<HttpResponseMessage> CorrectAsync(Guid import, TalentListChoice choice, HttpClient? client = null) =>
        (client ?? api.As(Person.Office())).PostAsJsonAsync($"{Imports}/{import}/correction", choice, Cancel);

    private async Task ExecuteAsync(string sql, object? arguments = null)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(sql, arguments);
    }

    private async Task<T> AskAsync<T>(string sql, object arguments) => (await ListAsync<T>(sql, arguments)).Single();

    private async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object arguments)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return (await connection.QueryAsync<T>(sql, arguments)).AsList();
    }
}
