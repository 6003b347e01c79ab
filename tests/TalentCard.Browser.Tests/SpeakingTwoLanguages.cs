using System.Text.Json;
using System.Text.RegularExpressions;
using TalentCard.Testing;

namespace TalentCard.Browser.Tests;

public sealed partial class SpeakingTwoLanguages
{
    [Fact]
    public void Every_text_of_the_pages_has_its_English()
    {
        var web = Repository.PathOf("src/TalentCard.Web");
        var english = Files(web, "*.en.json")
            .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!.Keys)
            .ToHashSet();
        var missing = Files(web, "*.razor")
            .Concat(Files(web, "*.cs"))
            .SelectMany(file => Text().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(text => !english.Contains(text))
            .Distinct();
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void No_text_has_two_English_ones() =>
        Files(Repository.PathOf("src/TalentCard.Web"), "*.en.json")
            .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!)
            .GroupBy(pair => pair.Key, pair => pair.Value)
            .Where(text => text.Distinct().Count() > 1)
            .Select(text => $"{text.Key}: {string.Join(", ", text.Distinct())}")
            .ShouldBeEmpty();

    [Fact]
    public void Every_job_says_in_English_what_it_does()
    {
        var english = Files(Repository.PathOf("src/TalentCard.Web"), "*.en.json")
            .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!.Keys)
            .ToHashSet();
        var sentences = Sentence()
            .Matches(File.ReadAllText(Repository.PathOf("src/TalentCard.Worker/Jobs/RecurringJobs.cs")))
            .Select(match => match.Groups[1].Value)
            .ToList();
        sentences.ShouldNotBeEmpty();
        sentences.ShouldBeSubsetOf(english);
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)
            );

    // T["…"] in a page, t["…"] in its helpers, and the entries and sections of the navigation.
    [GeneratedRegex("""(?:\b[Tt]\[\s*|NavigationLink\(\s*"/[a-z/-]*",\s*|new\(\s*)"([^"]*[^\x00-\x7f][^"]*)"(?=\s*[\],])""")]
    private static partial Regex Text();

    // RecurringJob.Of<…>("key", "sentence", …
    [GeneratedRegex("RecurringJob\\.Of<\\w+>\\(\\s*\"[a-z-]+\",\\s*\"([^\"]+)\"")]
    private static partial Regex Sentence();
}
