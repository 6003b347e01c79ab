using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace TalentCard.Web.Tests;

/// <summary>Checks of files that Word and Excel open.</summary>
internal static class OfficeFile
{
    private static readonly XNamespace Used = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";

    /// <summary>Where it breaks the schema of today's Office.</summary>
    public static IEnumerable<string> Faults(OpenXmlPackage document) =>
        new OpenXmlValidator(FileFormatVersions.Microsoft365)
            .Validate(document, TestContext.Current.CancellationToken)
            .Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath} {fault.Description}");

    /// <summary>
    /// Every relation leads to a part, every part is led to and has a type, and every use of a relation names one of its part;
    /// read as plain zip and XML, and not by the library that wrote them.
    /// </summary>
    /// <returns>How many workbooks are embedded, which are checked as well.</returns>
    public static int CheckRelations(Stream file)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var parts = zip.Entries.ToDictionary(entry => $"/{entry.FullName}");
        var types = Xml(parts["/[Content_Types].xml"]).Elements().ToArray();
        HashSet<string> reached = ["/[Content_Types].xml"];
        Follow("/");
        reached.ShouldBe(parts.Keys, ignoreOrder: true);
        var embedded = zip.Entries.Where(entry => entry.Name.EndsWith(".xlsx", StringComparison.Ordinal)).ToArray();
        foreach (var entry in embedded)
        {
            var bytes = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(bytes);
            CheckRelations(bytes).ShouldBe(0);
        }
        return embedded.Length;

        void Follow(string part)
        {
            var own = part == "/" ? [] : UsesOf(parts[part]);
            var at = part.LastIndexOf('/') + 1;
            var relations = $"{part[..at]}_rels/{part[at..]}.rels";
            if (!parts.TryGetValue(relations, out var listed))
            {
                own.ShouldBeEmpty(part);
                return;
            }
            reached.Add(relations);
            var known = Xml(listed)
                .Elements()
                .ToDictionary(one => one.Attribute("Id")!.Value, one => one.Attribute("Target")!.Value);
            own.ShouldBeSubsetOf(known.Keys, part);
            foreach (var target in known.Values.Select(target => new Uri(new Uri($"part:{part}"), target).AbsolutePath))
            {
                parts.ShouldContainKey(target, $"from {part}");
                types.ShouldContain(type => IsOf(type, target), target);
                if (reached.Add(target))
                    Follow(target);
            }
        }
    }

    private static bool IsOf(XElement type, string part) =>
        type.Name == ContentTypes + "Default"
            ? part.EndsWith($".{type.Attribute("Extension")!.Value}", StringComparison.Ordinal)
            : type.Attribute("PartName")!.Value == part;

    private static string[] UsesOf(ZipArchiveEntry part) =>
        !part.FullName.EndsWith(".xml", StringComparison.Ordinal)
            ? []
            : [.. Xml(part).DescendantsAndSelf().Attributes().Where(one => one.Name.Namespace == Used).Select(one => one.Value)];

    private static XElement Xml(ZipArchiveEntry part)
    {
        using var stream = part.Open();
        return XElement.Load(stream);
    }
}
