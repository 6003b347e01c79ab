using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Access;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Reference;
using TalentCard.Core.Talents;
using TalentCard.Testing;

namespace TalentCard.Demo.Tests;

public sealed class ImportingTheSampleLists(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Theory]
    [InlineData("talents.xlsx")]
    [InlineData("talents.csv")]
    [InlineData("talents-gb18030.csv")]
    public async Task Finds_nothing_wrong_with_the_good_ones(string file)
    {
        var import = await UploadAsync(file);
        import.Problems.ShouldBeEmpty();
        import.RowCount.ShouldBe(20);
    }

    [Fact]
    public async Task Names_each_mistake_of_the_one_with_errors()
    {
        var import = await UploadAsync("talents-with-errors.xlsx");
        import
            .Problems.Select(problem => $"{problem.Row} {problem.Code}")
            .ShouldBe([
                "3 id_number_checksum",
                "4 id_number_birth_date",
                "5 old_id_number",
                "6 id_number_as_number",
                "7 duplicate_in_file",
                "8 already_a_talent",
                "9 missing_value",
                "10 bad_phone",
                "11 bad_email",
                "12 unknown_tier",
                "13 missing_value",
                "14 too_long",
                "15 invalid_text",
                "16 unknown_division",
                "17 date_out_of_range",
                "18 no_end_date",
                "19 formula_cell",
            ]);
    }

    private async Task<TalentImport> UploadAsync(string file)
    {
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(DemoDatabase.LoadedAt)
            .AddSingleton(new Db(demo.DataSource))
            .AddSingleton(TestData.Encryption)
            .AddAudit()
            .AddReference()
            .AddTalents()
            .BuildServiceProvider();
        var cancel = TestContext.Current.CancellationToken;
        return await services
            .GetRequiredService<ImportTalents>()
            .UploadAsync(
                file,
                await File.ReadAllBytesAsync(Repository.PathOf($"samples/{file}"), cancel),
                withHidden: false,
                new Actor(Guid.CreateVersion7().ToString(), "office1", [Roles.Office]),
                cancel
            );
    }
}
