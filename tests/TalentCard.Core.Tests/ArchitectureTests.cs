using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TalentCard.Testing;

namespace TalentCard.Core.Tests;

/// <summary>
/// Data flows one way: Web → Client → Api → Core → PostgreSQL, Worker → Core → PostgreSQL. The Web has a storage of its own.
/// </summary>
public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("Contracts", "")]
    [InlineData("Core", "Contracts")]
    [InlineData("Api", "Core")]
    [InlineData("Worker", "Core")]
    [InlineData("Demo", "Core")]
    [InlineData("Migrate", "Core")]
    [InlineData("Client", "Contracts")]
    [InlineData("Web", "Client")]
    public void A_project_knows_only_what_lies_below_it(string project, string below)
    {
        var file = XDocument.Load(Repository.PathOf($"src/TalentCard.{project}/TalentCard.{project}.csproj"));
        file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))
            .ShouldBe(below.Length == 0 ? [] : [$"TalentCard.{below}"]);
    }

    [Theory]
    [InlineData("Core", "Microsoft.AspNetCore", "Hangfire")]
    [InlineData("Api", "Hangfire")]
    [InlineData("Web", "Dapper")]
    [InlineData("Contracts", "")]
    public void Core_knows_no_host_Api_knows_no_Hangfire_Web_knows_no_database_and_Contracts_know_nobody(
        string project,
        params string[] strangers
    )
    {
        using var locked = JsonDocument.Parse(
            File.ReadAllText(Repository.PathOf($"src/TalentCard.{project}/packages.lock.json"))
        );
        var packages = locked
            .RootElement.GetProperty("dependencies")
            .GetProperty("net10.0")
            .EnumerateObject()
            .Select(package => package.Name);
        packages.ShouldNotContain(package => strangers.Any(stranger => package.StartsWith(stranger, StringComparison.Ordinal)));
        var file = XDocument.Load(Repository.PathOf($"src/TalentCard.{project}/TalentCard.{project}.csproj"));
        if (project is "Core" or "Contracts")
            file.Root!.Attribute("Sdk")!.Value.ShouldBe("Microsoft.NET.Sdk");
        file.Descendants("FrameworkReference").ShouldBeEmpty();
    }

    // What its hosts share lies in PostgreSQL too, in a schema and behind a role of its own (docs/adr/0053).
    [Fact]
    public void The_Web_speaks_to_its_own_storage_from_one_folder()
    {
        var speaking = SourceFiles("src/TalentCard.Web", ".cs", ".razor")
            .Where(file => File.ReadAllText(file).Contains("Npgsql", StringComparison.Ordinal))
            .ToArray();
        speaking.ShouldNotBeEmpty();
        speaking.ShouldAllBe(file => file.Contains("/Storage/"));
    }

    [Theory]
    [InlineData(@"\bCommandDefinition\b", "Session.cs")]
    [InlineData(@"\bBeginTransaction(Async)?\(", "Db.cs")]
    [InlineData(@"benefit_rules[^;""]*valid_from <= @")]
    public void What_has_a_word_is_said_by_it_alone(string written, params string[] there)
    {
        var said = Directory
            .EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && Regex.IsMatch(File.ReadAllText(file), written));
        said.Select(Path.GetFileName).ShouldBe(there);
    }

    // A newcomer who knows a feature's folder in one project knows it in all. What a project has nothing of is named here.
    [Theory]
    [InlineData("Core", "Problems")]
    [InlineData("Api", "Access")]
    [InlineData("Client", "Access", "Documents", "Lists", "Problems")]
    [InlineData("Web", "Access", "Documents", "Problems")]
    public void A_feature_has_the_same_folder_in_every_project(string project, params string[] without)
    {
        var features = FoldersOf("Contracts").Except(without).Order();
        FoldersOf(project).Intersect(features).Order().ShouldBe(features);
        FoldersOf(project).Intersect(without).ShouldBeEmpty();
    }

    private static IEnumerable<string> FoldersOf(string project) =>
        Directory
            .EnumerateDirectories(Repository.PathOf($"src/TalentCard.{project}"))
            .Select(folder => Path.GetFileName(folder)!)
            .Except(["bin", "obj"]);

    [Fact]
    public void No_page_names_an_address_of_the_Api() =>
        SourceFiles("src/TalentCard.Web", ".cs", ".razor")
            .Where(file => File.ReadAllText(file).Contains("api/v1/", StringComparison.Ordinal))
            .ShouldBeEmpty();

    // What .editorconfig says of every file, of which the compiler sees the spaces alone.
    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    public void Every_source_file_is_plain_UTF_8_with_line_feeds_and_ends_with_one(string folder) =>
        SourceFiles(folder, ".cs")
            .Where(file =>
                File.ReadAllBytes(file) is var bytes
                && (bytes is [0xEF, 0xBB, 0xBF, ..] || bytes is not [.., (byte)'\n'] || bytes.Contains((byte)'\r'))
            )
            .ShouldBeEmpty();

    // CSharpier breaks what it can of C#, but no comment, no text in quotes and no Razor; a text in quotes may stand whole.
    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    public void No_line_is_longer_than_130_characters_beside_the_texts_in_it(string folder) =>
        SourceFiles(folder, ".cs", ".razor")
            .SelectMany(file =>
                File.ReadLines(file)
                    .Where(line => line.Length > 130 && Regex.Replace(line, "\"[^\"]*\"|'[^']*'|`[^`]*`", "").Length > 130)
                    .Select(line => $"{file}: {line.Trim()}")
            )
            .ShouldBeEmpty();

    private static IEnumerable<string> SourceFiles(string folder, params string[] endings) =>
        Directory
            .EnumerateFiles(Repository.PathOf(folder), "*.*", SearchOption.AllDirectories)
            .Where(file => endings.Contains(Path.GetExtension(file)) && !file.Contains("/obj/") && !file.Contains("/bin/"));
}
