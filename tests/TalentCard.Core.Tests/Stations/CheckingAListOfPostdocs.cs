using TalentCard.Contracts.Stations;
using TalentCard.Core.Lists;
using TalentCard.Core.Stations;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Stations;

public sealed class CheckingAListOfPostdocs
{
    private static readonly Guid Station = Guid.NewGuid();
    private static readonly Guid Shen = Guid.NewGuid();
    private static readonly Guid Wang = Guid.NewGuid();

    [Fact]
    public void Names_are_matched_however_they_are_spaced_and_an_error_is_named()
    {
        var check = new PostdocListCheck(
            new PostdocListFacts(
                new Dictionary<string, Guid> { ["星榆医院博士后科研工作站"] = Station },
                new Dictionary<(Guid, string, string), Guid>
                {
                    [(Station, "station", "沈令和")] = Shen,
                    [(Station, "station", "王安秋")] = Wang,
                },
                [new Discipline("1007", "药学", "Pharmacy")],
                [new PostdocRule(new(2006, 12, 29), 24, 48, 72, 3, 12, 15, 5, 7, "", default)],
                new HashSet<(Guid, string, DateOnly)>()
            )
        );
        var file = File.ReadAllBytes(Repository.PathOf("tests/TalentCard.Core.Tests/Lists/cases/33-postdoc-list-spaces.xlsx"));
        check.Run(ListReader.Read(file, PostdocListCheck.Columns, PostdocListCheck.Optional).Rows, (_, _) => Task.CompletedTask);

        check
            .Findings.Select(finding => $"{finding.Row} {finding.Column} {finding.Code}")
            .ShouldBe(["6 博士毕业院校 error_cell"]);
        check
            .Items.Select(entry => (entry.Name, entry.Discipline, entry.MentorId))
            .ShouldBe([
                ("博测", "1007", Shen),
                ("博测乙", "1007", Shen),
                ("博测丙", "1007", Shen),
                ("博测丁", "1007", Wang),
                ("博山测", "1007", Wang),
            ]);
        check.Items.ShouldAllBe(entry => entry.StationId == Station && entry.PlannedEnd == new DateOnly(2028, 10, 31));
    }
}
