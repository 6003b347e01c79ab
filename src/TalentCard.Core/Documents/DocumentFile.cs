using System.Buffers.Binary;
using TalentCard.Contracts.Documents;

namespace TalentCard.Core.Documents;

/// <summary>A file that may be attached: its kind is what its content says, never what its name or sender says.</summary>
public sealed class DocumentFile
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxSize = 10 * 1024 * 1024;

    // A picture of more pixels a side is made to exhaust whoever opens it.
    private const int MaxSide = 20_000;
    private const int MaxName = 200;

    private DocumentFile(string name, string contentType, byte[] content) =>
        (Name, ContentType, Content) = (name, contentType, content);

    /// <summary>File name without a path; its ending is that of the content.</summary>
    public string Name { get; }

    /// <summary><c>application/pdf</c>, <c>image/jpeg</c> or <c>image/png</c>.</summary>
    public string ContentType { get; }

    /// <summary>The bytes.</summary>
    public byte[] Content { get; }

    /// <summary>Checks a file by its content.</summary>
    /// <exception cref="RefusedException">It is too large, or no whole pdf, jpg or png.</exception>
    public static DocumentFile Check(string name, byte[] content)
    {
        if (content.Length > MaxSize)
            throw new RefusedException(DocumentProblems.TooLarge);
        var (type, ending) =
            IsPdf(content) ? ("application/pdf", ".pdf")
            : IsJpeg(content) ? ("image/jpeg", ".jpg")
            : IsPng(content) ? ("image/png", ".png")
            : throw new RefusedException(DocumentProblems.NotADocument);
        return new DocumentFile(Clean(name, ending), type, content);
    }

    // ISO 32000-1, 7.5.2 and 7.5.5: the header at the start, the end-of-file marker near the end.
    private static bool IsPdf(ReadOnlySpan<byte> file) =>
        file.StartsWith("%PDF-"u8) && file[Math.Max(0, file.Length - 1024)..].IndexOf("%%EOF"u8) >= 0;

    // ISO 10918-1, annex B: markers with their lengths up to a frame header that names a size.
    private static bool IsJpeg(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]))
            return false;
        var at = 2;
        while (at + 9 <= file.Length && file[at] == 0xff)
        {
            var marker = file[at + 1];
            if (marker == 0xff)
            {
                at++;
                continue;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2)
                return false;
            // SOF0 to SOF15 without DHT (c4), JPG (c8) and DAC (cc).
            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
                return length >= 8
                    && IsSide(BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]))
                    && IsSide(BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]))
                    && file[at..].IndexOf((ReadOnlySpan<byte>)[0xff, 0xd9]) > 0;
            at += 2 + length;
        }
        return false;
    }

    // ISO 15948, 5.2 and 11.2.2: the signature, IHDR with a size, IEND at the very end.
    private static bool IsPng(ReadOnlySpan<byte> file) =>
        file.Length >= 45
        && file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
        && file[12..].StartsWith("IHDR"u8)
        && IsSide(BinaryPrimitives.ReadUInt32BigEndian(file[16..]))
        && IsSide(BinaryPrimitives.ReadUInt32BigEndian(file[20..]))
        && file[^8..].StartsWith("IEND"u8);

    private static bool IsSide(uint pixels) => pixels is > 0 and <= MaxSide;

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
