using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>
/// The parts of an xlsx, found by their relations (ECMA-376, part 2), in whatever case and with whatever slashes a program
/// writes them. No part unpacks to more than a list needs: the archive reads no further than the length that it declares.
/// </summary>
internal sealed class WorkbookPackage : IDisposable
{
    // Parts that are held in memory; 10,000 people are about 8 MB.
    private const int MaxHeld = 40 * 1024 * 1024;

    // Sheets are read as a stream; a million formatted rows are 140 MB.
    private const int MaxStreamed = 160 * 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no zip archive.</exception>
    public WorkbookPackage(byte[] file)
    {
        zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
            parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        Book = Related("", "officeDocument") ?? "xl/workbook.xml";
    }

    /// <summary>Name of the workbook's part.</summary>
    public string Book { get; }

    /// <summary>The part that a part refers to by a kind of relation; null where it does not.</summary>
    public string? Related(string part, string kind) =>
        Relations(part).Where(relation => relation.Kind == kind).Select(relation => relation.Target).FirstOrDefault();

    /// <summary>What a part refers to.</summary>
    public IEnumerable<(string Id, string Kind, string Target)> Relations(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        var path = $"{part[..slash]}_rels/{part[slash..]}.rels";
        if (!parts.ContainsKey(path))
            return [];
        var root = new Uri($"http://package/{part}");
        return
        [
            .. Load(path)
                .Elements()
                .Where(element => (string?)element.Attribute("TargetMode") != "External")
                .Select(element =>
                    (
                        (string?)element.Attribute("Id") ?? "",
                        ((string?)element.Attribute("Type") ?? "").Split('/')[^1],
                        Uri.UnescapeDataString(new Uri(root, (string?)element.Attribute("Target") ?? "").AbsolutePath)
                            .TrimStart('/')
                    )
                ),
        ];
    }

    /// <summary>A small part as a whole.</summary>
    public XElement Load(string part)
    {
        using var reader = Open(part, MaxHeld) ?? throw new InvalidDataException(part);
        return XElement.Load(reader);
    }

    /// <summary>A part whose elements are held one by one; null where there is none.</summary>
    public XmlReader? OpenHeld(string? part) => part is null ? null : Open(part, MaxHeld);

    /// <summary>A part of which little is held.</summary>
    public XmlReader OpenStreamed(string part) => Open(part, MaxStreamed) ?? throw new InvalidDataException(part);

    /// <inheritdoc />
    public void Dispose() => zip.Dispose();

    private XmlReader? Open(string part, int most)
    {
        if (!parts.TryGetValue(part, out var entry))
            return null;
        return entry.Length <= most
            ? XmlReader.Create(entry.Open(), Settings)
            : throw new RefusedException(ListProblems.UnpacksTooLarge);
    }
}
