using System.Text.RegularExpressions;
using TalentCard.Contracts.Reference;
using TalentCard.Core.Lists;

namespace TalentCard.Core.Talents;

/// <summary>A person of a list whose cells are all good.</summary>
internal sealed record CheckedPerson(
    int Row,
    string Name,
    string IdNumber,
    string Phone,
    string? Email,
    string Tier,
    string Employer,
    string Division,
    DateOnly ContractEnd
);

/// <summary>Checks the office's approved list.</summary>
/// <param name="reference">Tiers and divisions that exist.</param>
/// <param name="isTalent">Whether the ID number belongs to a talent already.</param>
/// <param name="today">Today in Asia/Shanghai.</param>
internal sealed partial class TalentListCheck(ReferenceData reference, Predicate<string> isTalent, DateOnly today)
    : ListCheck<CheckedPerson>(Columns)
{
    /// <summary>The headings.</summary>
    public static readonly string[] Columns =
    [
        "姓名",
        "身份证号",
        "手机号",
        Email,
        "人才类别",
        "工作单位",
        "所属县区",
        "合同截止日期",
    ];

    /// <summary>Headings that may be missing.</summary>
    public static readonly string[] Optional = [Email];

    private const string Email = "电子邮箱";
    private readonly Dictionary<string, int> seen = [];

    /// <summary>The ID number of a row in the form that it is hashed in.</summary>
    public static string IdNumberOf(ListRow row) => PlainText.Compact(row.Cells[1].Text).ToUpperInvariant();

    /// <inheritdoc />
    protected override CheckedPerson Read(ListRow row) =>
        new(
            row.Number,
            Name(row, 0, TalentFields.MaxName)!,
            IdNumber(row)!,
            Phone(row)!,
            row.Cells[3].IsBlank ? null : Parse(row, 3, TalentFields.Email, ListFindings.BadEmail),
            Parse(row, 4, TierOf, ListFindings.UnknownTier)!,
            Text(row, 5, TalentFields.MaxEmployer)!,
            Parse(row, 6, DivisionOf, ListFindings.UnknownDivision)!,
            ContractEnd(row)
        );

    private string? IdNumber(ListRow row)
    {
        if (Value(row, 1) is null)
            return null;
        var number = IdNumberOf(row);
        // 3.40403E+17 is what a spreadsheet program writes into csv for a number of 18 digits.
        if (row.Cells[1].Kind == CellKind.Number || ScientificNumber().IsMatch(number))
            return Wrong(row, 1, ListFindings.IdNumberAsNumber);
        var problem = Talents.IdNumber.Check(number, today) switch
        {
            IdNumberFault.Format => ListFindings.IdNumberFormat,
            IdNumberFault.BirthDate => ListFindings.IdNumberBirthDate,
            IdNumberFault.Checksum => ListFindings.IdNumberChecksum,
            _ when isTalent(number) => ListFindings.AlreadyATalent,
            _ => null,
        };
        if (problem is not null)
            return Wrong(row, 1, problem);
        return seen.TryAdd(number, row.Number) ? number : Wrong(row, 1, ListFindings.DuplicateInFile, seen[number]);
    }

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
