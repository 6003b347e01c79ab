using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace TalentCard.Core.Lists;

/// <summary>Which cell formats of a workbook show a number as a day or a time (ECMA-376, part 1, section 18.8.30).</summary>
internal static partial class DateFormats
{
    /// <summary>The indexes of those formats.</summary>
    /// <param name="reader">The styles' part; null where there is none.</param>
    public static HashSet<int> Read(XmlReader? reader)
    {
        if (reader is null)
            return [];
        var styles = XElement.Load(reader);
        var own = styles
            .Descendants()
            .Where(element => element.Name.LocalName == "numFmt")
            .Where(format => IsDate((string?)format.Attribute("formatCode") ?? ""))
            .Select(format => (string?)format.Attribute("numFmtId"))
            .ToHashSet();
        return
        [
            .. styles
                .Elements()
                .Where(element => element.Name.LocalName == "cellXfs")
                .Take(1)
                .Elements()
                .Select((format, i) => (Id: (string?)format.Attribute("numFmtId"), i))
                .Where(style =>
                    own.Contains(style.Id)
                    || (
                        int.TryParse(style.Id, out var id)
                        && id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58
                    )
                )
                .Select(style => style.i),
        ];
    }

    private static bool IsDate(string code) => Part().IsMatch(Literal().Replace(code, ""));

    // What in a format is text: quoted, escaped, a blank or filling character, in brackets, the word General, an exponent.
    [GeneratedRegex(
        """
            "[^"]*"|[\\_*].|\[[^\]]*\]|General|E[+-]
            """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Literal();

    [GeneratedRegex("[ymdehsgb]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
