using TalentCard.Contracts.Documents;

namespace TalentCard.Core.Documents;

/// <summary>A file that may be attached: its kind is what its content says, never what its name or sender says.</summary>
public sealed class DocumentFile
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxSize = 10 * 1024 * 1024;

    // A page of A4 at 300 dots an inch is still read.
    private const int LongestSide = 3_600;
    private const int MaxName = 200;

    private DocumentFile(string name, string contentType, byte[] content) =>
        (Name, ContentType, Content) = (name, contentType, content);

    /// <summary>File name without a path; its ending is that of the content.</summary>
    public string Name { get; }

    /// <summary><c>application/pdf</c>, <c>image/jpeg</c> or <c>image/png</c>.</summary>
    public string ContentType { get; }

    /// <summary>The bytes; a picture's are encoded anew (<see cref="Picture"/>).</summary>
    public byte[] Content { get; }

    /// <summary>Checks a file by its content.</summary>
    /// <exception cref="RefusedException">It is too large, or no whole pdf, jpg or png.</exception>
    public static DocumentFile Check(string name, byte[] content)
    {
        if (content.Length > MaxSize)
            throw new RefusedException(DocumentProblems.TooLarge);
        if (IsPdf(content))
            return new DocumentFile(Clean(name, ".pdf"), "application/pdf", content);
        var picture = Picture.Read(content, LongestSide) ?? throw new RefusedException(DocumentProblems.NotADocument);
        return new DocumentFile(
            Clean(name, picture.ContentType == "image/jpeg" ? ".jpg" : ".png"),
            picture.ContentType,
            picture.Content
        );
    }

    // ISO 32000-1, 7.5.2 and 7.5.5, with appendix H, notes 13 and 18: the header within the first 1,024 bytes, as scanners and
    // mail programs put something before it; the end-of-file marker within the last.
    private static bool IsPdf(ReadOnlySpan<byte> file) =>
        file[..Math.Min(1024, file.Length)].IndexOf("%PDF-"u8) >= 0
        && file[Math.Max(0, file.Length - 1024)..].IndexOf("%%EOF"u8) >= 0;

    // Some browsers send a whole path; what a file system or a header trips over goes.
    private static string Clean(string path, string ending)
    {
        var name = path.Split('/', '\\')[^1];
        var clean = new string([
            .. Path.GetFileNameWithoutExtension(name)
                .Where(c =>
                    !char.IsControl(c)
                    && !char.IsSurrogate(c)
                    && !IsMark(c)
                    && !"<>:\"|?*;%".Contains(c, StringComparison.Ordinal)
                ),
        ]).Trim(' ', '.');
        if (clean.Length == 0)
            clean = "document";
        return (clean.Length > MaxName - ending.Length ? clean[..(MaxName - ending.Length)] : clean) + ending;
    }

    private static bool IsMark(char c) =>
        char.GetUnicodeCategory(c)
            is System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
