using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Lists;

/// <summary>Refusals of uploaded lists.</summary>
public static class ListProblems
{
    /// <summary>The uploaded file is neither xlsx nor csv.</summary>
    public static readonly ProblemCode NotASpreadsheet = new(
        "import_not_a_spreadsheet",
        422,
        "无法读取该文件，请上传 xlsx 或 csv 格式的名单；其他格式请在 Excel 或 WPS 中打开后另存为 xlsx。",
        "This file cannot be read; upload the list as xlsx or csv, or open it in Excel or WPS and save it as xlsx."
    );

    /// <summary>The uploaded file is a web page or XML, whatever its name says.</summary>
    public static readonly ProblemCode WebPage = new(
        "import_web_page",
        422,
        "该文件其实是网页表格，不是 Excel 文件，请在 Excel 或 WPS 中打开后另存为 xlsx 再上传。",
        "This file is a web page and not an Excel file; open it in Excel or WPS, save it as xlsx and upload that."
    );

    /// <summary>The uploaded file is a workbook of Excel 97–2003.</summary>
    public static readonly ProblemCode OldWorkbook = new(
        "import_old_workbook",
        422,
        "该文件是旧版 Excel（xls）或 WPS 格式，请打开后另存为 xlsx 再上传。",
        "This file is an old Excel (xls) or WPS workbook; open it, save it as xlsx and upload that."
    );

    /// <summary>The uploaded file is protected by a password.</summary>
    public static readonly ProblemCode Protected = new(
        "import_protected",
        422,
        "该文件设有打开密码，请取消密码后重新上传。",
        "This file is protected by a password; remove the password and upload it again."
    );

    /// <summary>The first sheet that is not hidden is empty; <c>errors.sheets</c> names the others.</summary>
    public static readonly ProblemCode EmptySheet = new(
        "import_empty_sheet",
        422,
        "第一张可见的工作表是空的，请把名单所在的工作表移到最前面后重新上传。",
        "The first sheet that is not hidden is empty; move the sheet with the list to the front and upload it again."
    );

    /// <summary>The list holds nobody.</summary>
    public static readonly ProblemCode EmptyList = new(
        "import_empty",
        422,
        "名单中没有人员，请检查文件后重新上传。",
        "The list holds nobody; check the file and upload it again."
    );

    /// <summary>The list holds more than 10,000 people.</summary>
    public static readonly ProblemCode TooManyRows = new(
        "import_too_many_rows",
        422,
        "名单超过 10000 行，请拆分后分批上传。",
        "The list holds more than 10,000 rows; split it and upload the parts."
    );

    /// <summary>
    /// A heading is missing or stands twice; <c>errors.headings</c> names it, <c>found</c> what was found instead, <c>sheets</c>
    /// the sheets that were not read, <c>source</c> as what the file was read: its kind, then the sheet, or the separator and
    /// encoding.
    /// </summary>
    public static readonly ProblemCode Headings = new(
        "import_headings",
        422,
        "名单的表头缺少必需的列或有重复的列，请按模板修改表头后重新上传。",
        "A required heading is missing or stands twice; correct the headings and upload the list again."
    );

    /// <summary>The xlsx unpacks to far more than a list of people needs.</summary>
    public static readonly ProblemCode UnpacksTooLarge = new(
        "import_unpacks_too_large",
        422,
        "该文件解压后过大，请删除多余的工作表和图片后重新上传。",
        "This file unpacks to too much; remove extra sheets and pictures and upload it again."
    );

    /// <summary>A commit while rows are bad, or made bad by what happened since the preview.</summary>
    public static readonly ProblemCode BadRows = new(
        "import_has_bad_rows",
        409,
        "名单中有问题行，未写入任何数据，请修改后重新上传。",
        "The list has bad rows and nothing was written; correct it and upload it again."
    );

    /// <summary>The import was committed or discarded already.</summary>
    public static readonly ProblemCode ImportClosed = new(
        "import_closed",
        409,
        "该名单已导入或已作废，请刷新页面查看。",
        "This import was already committed or discarded; reload the page."
    );
}
