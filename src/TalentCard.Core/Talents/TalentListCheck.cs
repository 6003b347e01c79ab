using System.Text.RegularExpressions;
using TalentCard.Contracts.Reference;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Lists;

namespace TalentCard.Core.Talents;

/// <summary>A person of a list whose cells are all good; their id where it is given already.</summary>
internal sealed record CheckedPerson(
    int Row,
    string Name,
    IdentityDocument Document,
    DateOnly BirthDate,
    string Phone,
    string? Email,
    string Tier,
    string Employer,
    string Division,
    DateOnly ContractEnd,
    Guid? Id = null
);

/// <summary>Checks the office's approved list.</summary>
/// <param name="reference">Tiers and divisions that exist.</param>
/// <param name="isTalent">Whether the document is a talent's already.</param>
/// <param name="today">Today in Asia/Shanghai.</param>
internal sealed partial class TalentListCheck(ReferenceData reference, Predicate<IdentityDocument> isTalent, DateOnly today)
    : ListCheck<CheckedPerson>(Columns)
{
    /// <summary>The headings.</summary>
    public static readonly string[] Columns =
    [
        "姓名",
        "证件号码",
        "手机号",
        Email,
        "人才类别",
        "工作单位",
        "所属县区",
        "合同截止日期",
        Kind,
        Country,
        BirthDay,
    ];

    /// <summary>Headings that may be missing.</summary>
    public static readonly string[] Optional = [Email, Kind, Country, BirthDay];

    private const string Email = "电子邮箱";
    private const string Kind = "证件类型";
    private const string Country = "护照签发国";
    private const string BirthDay = "出生日期";
    private readonly Dictionary<IdentityDocument, int> seen = [];

    /// <summary>The document of a row, as <see cref="IdentityDocument.Read"/> gives it.</summary>
    public static (IdentityDocument? Document, DocumentFault Fault) DocumentOf(ListRow row, DateOnly today) =>
        IdentityDocument.Read(Text(row, 1), Text(row, 8) is { Length: > 0 } kind ? KindOf(kind) : null, Text(row, 9), today);

    /// <inheritdoc />
    protected override CheckedPerson Read(ListRow row)
    {
        var name = Name(row, 0, TalentFields.MaxName);
        var document = Document(row);
        return new(
            row.Number,
            name!,
            document!,
            BirthDate(row, document),
            Phone(row)!,
            row.Cells[3].IsBlank ? null : Parse(row, 3, TalentFields.Email, ListFindings.BadEmail),
            Parse(row, 4, TierOf, ListFindings.UnknownTier)!,
            Text(row, 5, TalentFields.MaxEmployer)!,
            Parse(row, 6, DivisionOf, ListFindings.UnknownDivision)!,
            ContractEnd(row)
        );
    }

    private IdentityDocument? Document(ListRow row)
    {
        if (Value(row, 1) is null)
            return null;
        // 3.40403E+17 is what a spreadsheet program writes into csv for a number of 18 digits.
        if (row.Cells[1].Kind == CellKind.Number || ScientificNumber().IsMatch(IdentityDocument.Form(row.Cells[1].Text)))
            return Wrong(row, ListFindings.IdNumberAsNumber);
        var (document, fault) = DocumentOf(row, today);
        if (document is null)
            return Wrong(row, CodeOf(fault), ColumnOf(fault));
        if (isTalent(document))
            return Wrong(row, ListFindings.AlreadyATalent);
        if (seen.TryAdd(document, row.Number))
            return document;
        Wrong(row, 1, ListFindings.DuplicateInFile, seen[document]);
        return null;
    }

    // Asked for where the number does not hold it.
    private DateOnly BirthDate(ListRow row, IdentityDocument? document)
    {
        if (document is null || document.BirthDate is not null)
            return document?.BirthDate ?? default;
        if (Text(row, 10).Length == 0)
            Wrong(row, 10, ListFindings.BirthDateNeeded);
        else if (Value(row, 10) is not null)
        {
            if (ListReader.ReadDate(row.Cells[10]) is { } day && TalentFields.IsBirthDate(day, today))
                return day;
            Wrong(row, 10, ListFindings.BadBirthDate);
        }
        return default;
    }

    private IdentityDocument? Wrong(ListRow row, string code, int column = 1)
    {
        Wrong(row, column, code);
        return null;
    }

    private static int ColumnOf(DocumentFault fault) =>
        fault switch
        {
            DocumentFault.Kind => 8,
            DocumentFault.Country => 9,
            _ => 1,
        };

    /// <summary>What a list calls the fault.</summary>
    public static string CodeOf(DocumentFault fault) =>
        fault switch
        {
            DocumentFault.Kind => ListFindings.UnknownDocumentKind,
            DocumentFault.OtherKind => ListFindings.OtherDocumentKind,
            DocumentFault.OldIdCard => ListFindings.OldIdNumber,
            DocumentFault.Passport => ListFindings.PassportFormat,
            DocumentFault.Country => ListFindings.UnknownCountry,
            DocumentFault.PermanentResidence => ListFindings.PermanentResidenceFormat,
            DocumentFault.HkMacaoPermit => ListFindings.HkMacaoPermitFormat,
            DocumentFault.TaiwanPermit => ListFindings.TaiwanPermitFormat,
            DocumentFault.BirthDate => ListFindings.IdNumberBirthDate,
            DocumentFault.Checksum => ListFindings.IdNumberChecksum,
            _ => ListFindings.IdNumberFormat,
        };

    // A preview that the release before kept has eight cells.
    private static string Text(ListRow row, int column) => column < row.Cells.Length ? row.Cells[column].Text : "";

    // What offices call the documents; an unknown word stays one.
    private static string KindOf(string text)
    {
        var word = IdentityDocument.Form(text);
        return KindWords.FirstOrDefault(kind => kind.Words.Contains(word)).Kind ?? text;
    }

    private static readonly (string Kind, string[] Words)[] KindWords =
    [
        (DocumentKinds.IdCard, ["身份证", "居民身份证"]),
        (DocumentKinds.Passport, ["护照", "外国护照"]),
        (DocumentKinds.PermanentResidence, ["外国人永久居留身份证", "外国人永久居留证", "永久居留身份证", "永久居留证"]),
        (DocumentKinds.HkMacaoPermit, ["港澳居民来往内地通行证", "港澳通行证", "回乡证", "港澳居民居住证"]),
        (DocumentKinds.TaiwanPermit, ["台湾居民来往大陆通行证", "台胞证", "台湾居民居住证"]),
    ];

    private string? Phone(ListRow row) =>
        Value(row, 2) is not { } text
            ? null
            : PhoneNumber.Messageable(text)
                ?? Wrong(row, 2, PhoneNumber.AreSeveral(text) ? ListFindings.TwoPhones : ListFindings.BadPhone);

    private DateOnly ContractEnd(ListRow row)
    {
        if (Day(row, 7) is not { } day)
            return default;
        if (!TalentFields.IsContractEnd(day, today))
            Wrong(row, 7, ListFindings.DateOutOfRange);
        return day;
    }

    // "A", "A类" or the tier's own name.
    private string? TierOf(string text)
    {
        var word = PlainText.Compact(text);
        return reference
            .Tiers.FirstOrDefault(tier =>
                tier.Code.Equals(word.TrimEnd('类'), StringComparison.OrdinalIgnoreCase)
                || PlainText.Key(tier.Name) == PlainText.Key(text)
            )
            ?.Code;
    }

    private string? DivisionOf(string text)
    {
        var key = PlainText.Key(text);
        return reference
            .Divisions.FirstOrDefault(division => PlainText.Key(division.Name) == key || division.Code == PlainText.Compact(text))
            ?.Code;
    }

    [GeneratedRegex(@"^[0-9](\.[0-9]+)?E\+?[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex ScientificNumber();
}
