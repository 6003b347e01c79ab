using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Lists;

/// <summary>Refusals of uploaded lists.</summary>
public static class ListProblems
{
    /// <summary>The uploaded file is neither xlsx nor csv.</summary>
    public static readonly ProblemCode NotASpreadsheet = new(
        "import_not_a_spreadsheet",
        422,
        "无法读取该文件，请上传 xlsx 或 csv 格式的名单（旧版 xls 或加密文件请另存为 xlsx)。",
        "This file cannot be read; upload the list as xlsx or csv (save an old xls or a protected file as xlsx)."
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

    /// <summary>A heading is missing or stands twice; <c>errors.headings</c> names it.</summary>
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
