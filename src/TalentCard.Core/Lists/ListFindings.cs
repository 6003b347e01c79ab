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
    public const string ErrorCell = "error_cell";
    public const string BooleanCell = "boolean_cell";
    public const string DateCell = "date_cell";
    public const string NumberCell = "number_cell";
    public const string MergedCell = "merged_cell";
    public const string UnreadableCell = "unreadable_cell";
    public const string IdNumberAsNumber = "id_number_as_number";
    public const string UnknownDocumentKind = "unknown_document_kind";
    public const string OtherDocumentKind = "other_document_kind";
    public const string IdNumberFormat = "id_number_format";
    public const string OldIdNumber = "old_id_number";
    public const string PassportFormat = "passport_format";
    public const string UnknownCountry = "unknown_country";
    public const string PermanentResidenceFormat = "permanent_residence_format";
    public const string HkMacaoPermitFormat = "hk_macao_permit_format";
    public const string TaiwanPermitFormat = "taiwan_permit_format";
    public const string IdNumberBirthDate = "id_number_birth_date";
    public const string IdNumberChecksum = "id_number_checksum";
    public const string BirthDateNeeded = "birth_date_needed";
    public const string BadBirthDate = "bad_birth_date";
    public const string DuplicateInFile = "duplicate_in_file";
    public const string AlreadyATalent = "already_a_talent";
    public const string BadPhone = "bad_phone";
    public const string TwoPhones = "two_phones";
    public const string BadEmail = "bad_email";
    public const string UnknownTier = "unknown_tier";
    public const string UnknownDivision = "unknown_division";
    public const string BadDate = "bad_date";
    public const string NoEndDate = "no_end_date";
    public const string DateOutOfRange = "date_out_of_range";

    public static readonly Dictionary<string, (string Zh, string En)> Sentences = new()
    {
        [MissingValue] = ("此项必填，请补充。", "This cell must be filled in."),
        [TooLong] = ("内容过长，请缩短。", "The text is too long; shorten it."),
        [InvalidText] = ("含有不可见的控制字符，请重新输入。", "The text holds invisible control characters; type it again."),
        [FormulaCell] = ("单元格是公式，请改为数值或文本。", "The cell is a formula; paste its value instead."),
        [ErrorCell] = (
            "单元格是公式错误（如 #REF!），请改为正确的内容。",
            "The cell holds an error such as #REF!; write what belongs there."
        ),
        [BooleanCell] = ("单元格是逻辑值，请改为文字。", "The cell is true or false; write a text instead."),
        [DateCell] = (
            "单元格被存为日期，请将该列设为文本后重新填写。",
            "The cell is stored as a date; format the column as text and fill it in again."
        ),
        [NumberCell] = ("此处应为文字，单元格却是数字，请核对。", "A text belongs here, and the cell is a number; check it."),
        [MergedCell] = (
            "单元格与左侧合并，没有自己的内容，请取消合并后填写。",
            "The cell is merged with another column's and holds nothing; take the range apart and fill it in."
        ),
        [UnreadableCell] = ("单元格内容已损坏，请重新填写。", "The cell is damaged; fill it in again."),
        [IdNumberAsNumber] = (
            "证件号码被存为数字，末几位可能已丢失，请将该列设为文本后重新填写。",
            "The number is stored as a number and its last digits may be lost; format the column as text and fill it in again."
        ),
        [UnknownDocumentKind] = (
            "没有此证件类型，请填写居民身份证、护照、外国人永久居留身份证、港澳居民来往内地通行证或台湾居民来往大陆通行证。",
            "There is no such kind of document; write its Chinese name in full, as the document bears it."
        ),
        [OtherDocumentKind] = (
            "此号码不属于所填的证件类型，请核对证件类型和号码。",
            "The number is not of the kind of document given; check both."
        ),
        [OldIdNumber] = (
            "15 位的第一代身份证已停用，请填写现在的 18 位号码。",
            "ID cards of 15 digits are not valid any more; write the number of 18 digits."
        ),
        [PassportFormat] = (
            "护照号码应为 5 至 12 位字母或数字，请按护照资料页填写。",
            "A passport's number has 5 to 12 letters and digits; copy it from the data page."
        ),
        [UnknownCountry] = (
            "护照须在“护照签发国”一列写明签发国的三位字母代码（如 USA、DEU），请按护照资料页填写。",
            "A passport needs its country, three letters such as USA as on its data page, in the column 护照签发国."
        ),
        [PermanentResidenceFormat] = (
            "永久居留身份证号码应为以 9 开头的 18 位数字，或 3 位字母加 12 位数字，请核对。",
            "A permanent residence card has 18 digits from 9 on, or three letters and 12 digits; check it."
        ),
        [HkMacaoPermitFormat] = (
            "应为 H 或 M 加 8 位数字的通行证号码，或以 81、82 开头的 18 位居住证号码，请核对。",
            "A permit has H or M and 8 digits, or 18 digits from 81 or 82 on; check it."
        ),
        [TaiwanPermitFormat] = (
            "应为 8 位数字的通行证号码，或以 83 开头的 18 位居住证号码，请核对。",
            "A permit has 8 digits, or 18 digits from 83 on; check it."
        ),
        [BirthDateNeeded] = (
            "此证件号码不含出生日期，请在“出生日期”一列填写。",
            "This number holds no date of birth; write it into the column 出生日期."
        ),
        [BadBirthDate] = ("出生日期无效，请写成 1980-12-31 的样式。", "This is no date of birth; write it like 1980-12-31."),
        [IdNumberFormat] = ("身份证号应为 18 位，末位为数字或 X。", "An ID number has 17 digits and a digit or X."),
        [IdNumberBirthDate] = ("证件号码中的出生日期无效，请核对。", "The date of birth in the number does not exist; check it."),
        [IdNumberChecksum] = ("证件号码校验位不符，请核对。", "The number's check character does not fit; check it."),
        [DuplicateInFile] = (
            "与第 {other} 行的证件号码重复，请删除其一。",
            "Row {other} has the same document; delete one of them."
        ),
        [AlreadyATalent] = (
            "该人员已在人才库中，请从名单中删除；要改资料请把名单作为更正核对。",
            "This person is a talent already; delete the row, or take the list as a correction."
        ),
        [BadPhone] = (
            "应为 11 位的大陆手机号，或带国际区号的境外号码（如 +852 5123 4567），请核对。",
            "A phone number is a mainland mobile number of 11 digits, or one abroad with its country code; check it."
        ),
        [TwoPhones] = ("一格只能填一个号码，请留下一个。", "One cell takes one number; keep one of them."),
        [BadEmail] = ("无法向此电子邮箱发信，请核对。", "No e-mail can be sent to this address; check it."),
        [UnknownTier] = ("没有此人才类别，请按类别代码（如 A）填写。", "There is no such tier; write its letter, e.g. A."),
        [UnknownDivision] = (
            "没有此县区或园区，请按系统中的名称填写。",
            "There is no such county or park; write its name as the system has it."
        ),
        [BadDate] = ("无法识别日期，请写成 2026-12-31 的样式。", "This is no date; write it like 2026-12-31."),
        [NoEndDate] = (
            "“长期”不是日期，请填写本期合同或聘期的截止日期，到期可以延长。",
            "There must be a day: write when this contract or term ends; it can be prolonged then."
        ),
        [DateOutOfRange] = (
            "合同截止日期应在今天之后、30 年之内，请核对。",
            "The contract must end between today and 30 years ahead; check it."
        ),
    };
}
