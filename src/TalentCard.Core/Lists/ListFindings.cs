using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>One thing wrong with one cell.</summary>
/// <param name="Row">Row as the spreadsheet program numbers it.</param>
/// <param name="Column">Heading of the column.</param>
/// <param name="Code">Which problem.</param>
/// <param name="Other">The row that this one repeats.</param>
/// <param name="Zh">What is wrong, in Chinese; null: as <see cref="ListFindings.Sentences"/> say.</param>
/// <param name="En">The same in English.</param>
internal sealed record ListFinding(int Row, string Column, string Code, int? Other = null, string? Zh = null, string? En = null)
{
    /// <summary>The finding with its sentences.</summary>
    public ImportProblem ToProblem()
    {
        var (zh, en) = Zh is not null && En is not null ? (Zh, En) : ListFindings.Sentences[Code];
        return new ImportProblem(
            Row,
            Column,
            Code,
            zh.Replace("{other}", $"{Other}", StringComparison.Ordinal),
            en.Replace("{other}", $"{Other}", StringComparison.Ordinal)
        );
    }
}

/// <summary>Every problem that a cell of a list can have, and what to do about it.</summary>
internal static class ListFindings
{
    public const string MissingValue = "missing_value";
    public const string TooLong = "too_long";
    public const string InvalidText = "invalid_text";
    public const string FormulaCell = "formula_cell";
    public const string IdNumberAsNumber = "id_number_as_number";
    public const string IdNumberFormat = "id_number_format";
    public const string IdNumberBirthDate = "id_number_birth_date";
    public const string IdNumberChecksum = "id_number_checksum";
    public const string DuplicateInFile = "duplicate_in_file";
    public const string AlreadyATalent = "already_a_talent";
    public const string BadPhone = "bad_phone";
    public const string BadEmail = "bad_email";
    public const string UnknownTier = "unknown_tier";
    public const string UnknownDivision = "unknown_division";
    public const string BadDate = "bad_date";
    public const string DateOutOfRange = "date_out_of_range";

    public static readonly Dictionary<string, (string Zh, string En)> Sentences = new()
    {
        [MissingValue] = ("此项必填，请补充。", "This cell must be filled in."),
        [TooLong] = ("内容过长，请缩短。", "The text is too long; shorten it."),
        [InvalidText] = ("含有不可见的控制字符，请重新输入。", "The text holds invisible control characters; type it again."),
        [FormulaCell] = ("单元格是公式，请改为数值或文本。", "The cell is a formula; paste its value instead."),
        [IdNumberAsNumber] = (
            "身份证号被存为数字，末几位可能已丢失，请将该列设为文本后重新填写。",
            "The ID number is stored as a number and its last digits may be lost; format the column as text and fill it in again."
        ),
        [IdNumberFormat] = ("身份证号应为 18 位，末位为数字或 X。", "An ID number has 17 digits and a digit or X."),
        [IdNumberBirthDate] = (
            "身份证号中的出生日期无效，请核对。",
            "The date of birth in the ID number does not exist; check it."
        ),
        [IdNumberChecksum] = ("身份证号校验位不符，请核对。", "The ID number's check character does not fit; check it."),
        [DuplicateInFile] = (
            "与第 {other} 行的身份证号重复，请删除其一。",
            "Row {other} has the same ID number; delete one of them."
        ),
        [AlreadyATalent] = ("该人员已在人才库中，请从名单中删除。", "This person is a talent already; delete the row."),
        [BadPhone] = (
            "手机号应为 11 位的大陆手机号，请核对。",
            "A phone number is a mainland mobile number of 11 digits; check it."
        ),
        [BadEmail] = ("电子邮箱格式不正确，请核对。", "This is no e-mail address; check it."),
        [UnknownTier] = ("没有此人才类别，请按类别代码（如 A)填写。", "There is no such tier; write its letter, e.g. A."),
        [UnknownDivision] = (
            "没有此县区或园区，请按系统中的名称填写。",
            "There is no such county or park; write its name as the system has it."
        ),
        [BadDate] = ("无法识别日期，请写成 2026-12-31 的样式。", "This is no date; write it like 2026-12-31."),
        [DateOutOfRange] = (
            "合同截止日期应在今天之后、30 年之内，请核对。",
            "The contract must end between today and 30 years ahead; check it."
        ),
    };
}
