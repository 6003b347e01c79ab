using System.Text.RegularExpressions;
using TalentCard.Contracts;
using TalentCard.Contracts.Audit;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Access;
using TalentCard.Core.Audit;
using TalentCard.Core.Knowledge;
using TalentCard.Core.Reports;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Audit;

/// <summary>Every action of the trail has its words, so that no history shows a code.</summary>
public sealed partial class SpeakingOfActions
{
    [Fact]
    public void Each_has_a_code_of_its_own_and_words_in_both_languages()
    {
        AuditActions.All.Select(action => action.Code).ShouldBeUnique();
        foreach (var action in AuditActions.All)
        {
            action.Code.ShouldMatch("^[a-z_]+\\.[a-z_]+$");
            action.Zh.ShouldMatch("[\u4e00-\u9fff]");
            action.En.ShouldMatch("^[ -~’']+$");
        }
    }

    [Fact]
    public void What_is_composed_of_a_states_actions_is_known()
    {
        string[] composed =
        [
            .. Enum.GetValues<CardAction>().Select(action => $"card.{action.Word()}"),
            .. Enum.GetValues<TicketAction>().Select(action => $"ticket.{action.Word()}"),
            .. Enum.GetValues<ReportAction>().Select(action => $"report.{action.Word()}"),
            .. Enum.GetValues<ArticleAction>().Select(action => $"article.{action.Word()}"),
            .. from list in new[] { "talent", "postdoc", "station" }
            from step in new[] { "upload", "view", "commit", "discard" }
            select $"{list}_import.{step}",
            .. from kind in new[] { "entry", "extension", "completion", "withdrawal" }
            from step in new[] { "propose", "approve", "reject" }
            select $"postdoc.{step}_{kind}",
        ];
        composed.Where(action => AuditActions.Find(action) is null).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_sources_name_is_known()
    {
        var named = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            )
            .SelectMany(file => Event().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct()
            .ToArray();
        named.Length.ShouldBeGreaterThan(80);
        named.Where(action => AuditActions.Find(action) is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_without_words_is_not_written()
    {
        var trail = new AuditTrail(TimeProvider.System);
        await Should.ThrowAsync<ArgumentException>(() =>
            trail.WriteAllAsync(null!, Actor.Job("test"), [new AuditEvent("card.no_such", "card", null)])
        );
    }

    [GeneratedRegex(@"Event\(\s*""([a-z_]+\.[a-z_]+)""")]
    private static partial Regex Event();
}
