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
            .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!.Keys).ToHashSet();
        var missing = Files(web, "*.razor").Concat(Files(web, "*.cs"))
            .SelectMany(file => Text().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(text => !english.Contains(text)).Distinct();
        missing.ShouldBeEmpty();
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal));

    // T["…"] in a page, t["…"] in its helpers, and the entries and sections of the navigation.
    [GeneratedRegex("""(?:\b[Tt]\[|NavigationLink\("/[a-z/-]*", |new\()"([^"]*[^\x00-\x7f][^"]*)"(?=[\],])""")]
    private static partial Regex Text();
}
