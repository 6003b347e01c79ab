using System.Net;
using System.Text;
using Dapper;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Talents;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Talents;

public sealed class ImportingAList(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private const string Imports = "/api/v1/talents/imports";
    private static readonly string[] Headings =
    [
        "姓名",
        "身份证号",
        "手机号",
        "电子邮箱",
        "人才类别",
        "工作单位",
        "所属县区",
        "合同截止日期",
    ];
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private NpgsqlDataSource Database => api.Database.DataSource;
    private HttpClient Office => api.As(Person.Office());

    public async ValueTask InitializeAsync() => await TestData.ReferenceAsync(Database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_good_list_is_shown_masked_then_written_whole()
    {
        var people = People(3);
        var preview = await UploadAsync(TestWorkbook.Create([Headings, .. people]));
        preview.State.ShouldBe("preview");
        preview.RowCount.ShouldBe(3);
        preview.Problems.ShouldBeEmpty();
        preview.Sample[0].IdNumber.ShouldBe("**************" + ((string)people[0][1]!)[^4..]);
        preview.Sample[0].Phone.ShouldBe("*******" + ((string)people[0][2]!)[^4..]);
        (await CountAsync("import_id = @Id", preview.Id)).ShouldBe(0);

        var committed = await PostAsync($"{Imports}/{preview.Id}/commit").ShouldGiveAsync<TalentImport>();
        committed.State.ShouldBe("committed");
        committed.Sample.ShouldBeEmpty();
        (await CountAsync("import_id = @Id", preview.Id)).ShouldBe(3);
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        var talent = await connection.QuerySingleAsync<(
            Guid Id,
            byte[] Cipher,
            DateOnly BirthDate,
            string Division,
            DateOnly End
        )>(
            """
            select id, id_number_cipher, birth_date, division_code, contract_end from talents
            where import_id = @Id and name = @Name
            """,
            new { preview.Id, Name = people[1][0] }
        );
        talent.BirthDate.ShouldBe(Core.Talents.IdNumber.BirthDate((string)people[1][1]!)!.Value);
        talent.Division.ShouldBe("340403");
        talent.End.ShouldBe(new DateOnly(2030, 12, 31));
        Core.Talents.PersonalFields.DecryptText(
                TestData.Encryption,
                talent.Cipher,
                Core.Talents.PersonalFields.IdNumber,
                talent.Id
            )
            .ShouldBe(people[1][1]);
    }

    [Fact]
    public async Task What_is_kept_until_commit_holds_no_name_or_number_in_clear()
    {
        var people = People(1);
        var preview = await UploadAsync(TestWorkbook.Create([Headings, .. people]));
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        var row = await connection.QuerySingleAsync<(string Text, byte[] Rows)>(
            "select (to_jsonb(i) - 'rows_cipher')::text, rows_cipher from talent_imports i where id = @Id",
            new { preview.Id }
        );
        foreach (var secret in new[] { (string)people[0][0]!, (string)people[0][1]!, (string)people[0][2]! })
        {
            row.Text.ShouldNotContain(secret);
            row.Rows.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1);
        }
    }

    [Fact]
    public async Task A_bad_row_is_named_and_nothing_is_written()
    {
        var known = TestData.NewIdNumber();
        await TestData.TalentAsync(Database, idNumber: known);
        var people = People(4);
        people[1][1] = known;
        people[2][1] = people[0][1];
        people[3][6] = "蓬莱区";
        var preview = await UploadAsync(TestWorkbook.Create([Headings, .. people]));
        preview.BadRowCount.ShouldBe(3);
        preview
            .Problems.Select(problem => (problem.Row, problem.Column, problem.Code))
            .ShouldBe([
                (3, "证件号码", "already_a_talent"),
                (4, "证件号码", "duplicate_in_file"),
                (5, "所属县区", "unknown_division"),
            ]);
        await PostAsync($"{Imports}/{preview.Id}/commit").ShouldRefuseAsync(HttpStatusCode.Conflict, "import_has_bad_rows");
        (await CountAsync("import_id = @Id", preview.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Someone_added_meanwhile_stops_the_commit_and_is_named()
    {
        var people = People(2);
        var preview = await UploadAsync(TestWorkbook.Create([Headings, .. people]));
        await TestData.TalentAsync(Database, idNumber: (string)people[1][1]!);
        await PostAsync($"{Imports}/{preview.Id}/commit").ShouldRefuseAsync(HttpStatusCode.Conflict, "import_has_bad_rows");
        var now = await Office.GetAsync($"{Imports}/{preview.Id}", Cancel).ShouldGiveAsync<TalentImport>();
        now.State.ShouldBe("preview");
        now.Problems.Single().Code.ShouldBe("already_a_talent");
        (await CountAsync("import_id = @Id", preview.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Eight_commits_at_once_write_the_list_once()
    {
        var preview = await UploadAsync(TestWorkbook.Create([Headings, .. People(20)]));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync($"{Imports}/{preview.Id}/commit")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
            await Task.FromResult(answer).ShouldRefuseAsync(HttpStatusCode.Conflict, "import_closed");
        (await CountAsync("import_id = @Id", preview.Id)).ShouldBe(20);
    }

    [Fact]
    public async Task Two_lists_with_the_same_people_at_once_write_them_once()
    {
        for (var round = 0; round < 4; round++)
        {
            var people = People(30);
            var one = await UploadAsync(TestWorkbook.Create([Headings, .. people]));
            var other = await UploadAsync(TestWorkbook.Create([Headings, .. people.Reverse()]));
            var answers = await Task.WhenAll(PostAsync($"{Imports}/{one.Id}/commit"), PostAsync($"{Imports}/{other.Id}/commit"));
            answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            await Task.FromResult(answers.Single(answer => answer.StatusCode != HttpStatusCode.OK))
                .ShouldRefuseAsync(HttpStatusCode.Conflict, "import_has_bad_rows");
            (await CountAsync("import_id in (@Id, @Other)", one.Id, other.Id)).ShouldBe(30);
        }
    }

    [Fact]
    public async Task A_discarded_list_is_forgotten()
    {
        var preview = await UploadAsync(TestWorkbook.Create([Headings, .. People(1)]));
        (await PostAsync($"{Imports}/{preview.Id}/discard").ShouldGiveAsync<TalentImport>()).State.ShouldBe("discarded");
        await PostAsync($"{Imports}/{preview.Id}/commit").ShouldRefuseAsync(HttpStatusCode.Conflict, "import_closed");
        await PostAsync($"{Imports}/{preview.Id}/discard").ShouldRefuseAsync(HttpStatusCode.Conflict, "import_closed");
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<byte[]?>(
                "select rows_cipher from talent_imports where id = @Id",
                new { preview.Id }
            )
        ).ShouldBeNull();
    }

    [Fact]
    public async Task Ten_thousand_people_come_in_one_commit()
    {
        var preview = await UploadAsync(Csv(People(10_000)));
        preview.BadRowCount.ShouldBe(0);
        await PostAsync($"{Imports}/{preview.Id}/commit").ShouldGiveAsync<TalentImport>();
        (await CountAsync("import_id = @Id", preview.Id)).ShouldBe(10_000);
    }

    [Fact]
    public async Task The_people_of_an_import_become_a_batch()
    {
        var preview = await UploadAsync(Csv(People(2)));
        await Office
            .PostAsync("/api/v1/card-batches", new NewCardBatch("导入前", ImportId: preview.Id))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "batch_empty");
        (await PostAsync($"{Imports}/{preview.Id}/commit")).Dispose();
        var batch = await Office
            .PostAsync(
                "/api/v1/card-batches",
                new NewCardBatch("导入后", ImportId: preview.Id, ValidTo: new DateOnly(2027, 1, 1))
            )
            .ShouldGiveAsync<CardBatch>(HttpStatusCode.Created);
        batch.TalentCount.ShouldBe(2);
        (
            await Office.GetAsync($"/api/v1/card-batches/{batch.Id}/talents", Cancel).ShouldGiveAsync<Page<CardBatchTalent>>()
        ).Items.ShouldAllBe(talent => talent.ValidTo == new DateOnly(2027, 1, 1));
    }

    [Fact]
    public async Task The_samples_are_read_and_the_spoilt_one_names_each_mistake()
    {
        var lines = await File.ReadAllLinesAsync(Repository.PathOf("samples/talents.csv"), Cancel);
        await using (var connection = await Database.OpenConnectionAsync(Cancel))
        {
            // The samples name the counties of Huainan.
            await connection.ExecuteAsync(
                """
                insert into divisions (code, name, name_en, kind)
                select md5(name), name, name, 'county' from unnest(@Names) name on conflict do nothing
                """,
                new { Names = lines.Skip(1).Select(line => line.Split(',')[6]).ToArray() }
            );
        }
        foreach (var sample in new[] { "talents.xlsx", "talents.csv", "talents-gb18030.csv" })
        {
            var preview = await UploadAsync(await File.ReadAllBytesAsync(Repository.PathOf($"samples/{sample}"), Cancel), sample);
            preview.Problems.ShouldBeEmpty(sample);
            preview.RowCount.ShouldBe(lines.Length - 1, sample);
        }
        var spoilt = await UploadAsync(
            await File.ReadAllBytesAsync(Repository.PathOf("samples/talents-with-errors.xlsx"), Cancel)
        );
        string[] expected =
        [
            "id_number_checksum",
            "id_number_birth_date",
            "old_id_number",
            "duplicate_in_file",
            "missing_value",
            "bad_phone",
            "bad_email",
            "unknown_tier",
            "unknown_division",
            "date_out_of_range",
            "no_end_date",
            "formula_cell",
        ];
        expected.Except(spoilt.Problems.Select(problem => problem.Code)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bad_input_is_a_problem_with_a_code()
    {
        var preview = await UploadAsync(Csv(People(1)));
        await SendAsync(api.AsNobody(), Csv(People(1))).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await SendAsync(api.As(Person.Auditor()), Csv(People(1))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        foreach (var path in new[] { "", "/commit", "/discard" })
        {
            var unknown = $"{Imports}/{Guid.NewGuid()}{path}";
            await (path.Length == 0 ? Office.GetAsync(unknown, Cancel) : PostAsync(unknown)).ShouldRefuseAsync(
                HttpStatusCode.NotFound,
                "not_found"
            );
        }
        await SendAsync(Office, []).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "import_empty");
        await SendAsync(Office, [0x89, 0x50, 0, 0])
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "import_not_a_spreadsheet");
        var headings = await SendAsync(Office, Encoding.UTF8.GetBytes("姓名,手机号\n张三,1"))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "import_headings");
        headings.GetProperty("errors").GetProperty("headings")[0].GetString().ShouldBe("证件号码");
        await SendAsync(Office, new byte[5 * 1024 * 1024 + 1])
            .ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, "too_large");
        await SendAsync(Office, Csv(People(1)), field: "list").ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        (await Office.GetAsync($"{Imports}/{preview.Id}", Cancel).ShouldGiveAsync<TalentImport>()).FileName.ShouldBe("名单.csv");
    }

    private static object?[][] People(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    (object?[])
                        [
                            $"李导入{i}",
                            TestData.NewIdNumber(),
                            TestData.NewPhone(),
                            "",
                            "D",
                            "淮南师范学院",
                            "田家庵区",
                            new DateOnly(2030, 12, 31),
                        ]
                ),
        ];

    private static byte[] Csv(IEnumerable<object?[]> people) =>
        Encoding.UTF8.GetBytes(
            string.Join(
                "\r\n",
                people
                    .Select(person => string.Join(',', person.Select(cell => cell is DateOnly day ? $"{day:yyyy-MM-dd}" : cell)))
                    .Prepend(string.Join(',', Headings))
            )
        );

    private async Task<TalentImport> UploadAsync(byte[] file, string name = "C:\\名单\\名单.csv") =>
        await SendAsync(Office, file, name).ShouldGiveAsync<TalentImport>(HttpStatusCode.Created);

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        byte[] file,
        string name = "名单.csv",
        string field = "file"
    ) => client.PostAsync(Imports, new MultipartFormDataContent { { new ByteArrayContent(file), field, name } }, Cancel);

    private Task<HttpResponseMessage> PostAsync(string path) => Office.PostAsync(path, null, Cancel);

    private async Task<long> CountAsync(string where, Guid id, Guid? other = null)
    {
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<long>($"select count(*) from talents where {where}", new { id, other });
    }
}
