using System.Text.RegularExpressions;
using TalentCard.Testing;

namespace TalentCard.Core.Tests;

public sealed partial class NamingTestsInDocuments
{
    // Of the framework, or members and folders rather than files.
    private static readonly string[] Others =
    [
        "Contracts",
        "Map",
        "QueryHelpers",
        "RandomNumberGenerator",
        "Tls",
        "UriBuilder",
        "VerifyFull",
    ];

    [Fact]
    public void What_stands_behind_a_point_of_the_table_is_there()
    {
        var files = new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetFileName(file).Split('.')[0])
            .ToHashSet();
        var named = Name()
            .Matches(File.ReadAllText(Repository.PathOf("docs/asvs.md")))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();
        named.Count.ShouldBeGreaterThan(50);
        named.Except(Others).Where(name => !files.Contains(name)).ShouldBeEmpty();
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex Name();
}
