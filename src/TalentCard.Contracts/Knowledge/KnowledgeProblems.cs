using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Knowledge;

/// <summary>Refusals of the knowledge base's calls.</summary>
public static class KnowledgeProblems
{
    /// <summary>The version's state does not take the change.</summary>
    public static readonly ProblemCode WrongState = new(
        "article_wrong_state",
        409,
        "该版本当前状态不能执行此操作，请刷新页面后重试。",
        "The version's state does not take this; reload the page."
    );

    /// <summary>Whoever wrote a version cannot review it.</summary>
    public static readonly ProblemCode SecondPersonRequired = new(
        "article_second_person",
        403,
        "撰写人不能审核自己的条目，请由另一位工作人员审核。",
        "Whoever wrote a version cannot review it; another person must."
    );

    /// <summary>A newer version is being written or reviewed.</summary>
    public static readonly ProblemCode VersionOpen = new(
        "article_version_open",
        409,
        "该条目已有正在编辑或审核的新版本，请先处理该版本。",
        "A newer version is being written or reviewed; finish that one first."
    );

    /// <summary>The file is not a PDF.</summary>
    public static readonly ProblemCode NotPdf = new(
        "article_document_not_pdf",
        422,
        "附件须为 PDF 文件，请转换后重新上传。",
        "The document must be a PDF; convert it and upload it again."
    );
}
