using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using TalentCard.Testing;

namespace TalentCard.Demo.Tests;

public sealed class TheSampleLists
{
    [Theory]
    [InlineData("talents.xlsx")]
    [InlineData("talents.csv")]
    [InlineData("talents-gb18030.csv")]
    [InlineData("talents-with-errors.xlsx")]
    public void Are_those_that_the_command_writes(string file)
    {
        var folder = Directory.CreateTempSubdirectory("samples");
        Samples.Write(folder.FullName);
        ContentOf(Path.Combine(folder.FullName, file)).ShouldBe(ContentOf(Repository.PathOf($"samples/{file}")));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("talents.xlsx")]
    [InlineData("talents-with-errors.xlsx")]
    public void Open_without_a_fault(string file)
    {
        using var document = SpreadsheetDocument.Open(Repository.PathOf($"samples/{file}"), false);
        new OpenXmlValidator(FileFormatVersions.Microsoft365)
            .Validate(document, TestContext.Current.CancellationToken)
            .Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath} {fault.Description}")
            .ShouldBeEmpty();
    }

    // A workbook's parts, since another zlib may pack the same parts otherwise.
    private static List<string> ContentOf(string path)
    {
        if (!path.EndsWith(".xlsx", StringComparison.Ordinal))
            return [Convert.ToHexString(File.ReadAllBytes(path))];
        using var zip = ZipFile.OpenRead(path);
        return
        [
            .. zip.Entries.Select(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return $"{entry.FullName} {entry.LastWriteTime.UtcDateTime:O} {reader.ReadToEnd()}";
            }),
        ];
    }
}
