using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Documents;

/// <summary>Refusals of attached files.</summary>
public static class DocumentProblems
{
    /// <summary>The content is none of the kinds that may be attached, whatever the name says.</summary>
    public static readonly ProblemCode NotADocument = new(
        "document_type",
        422,
        "仅支持 PDF、JPG 或 PNG 文件，且内容须完整，请重新选择。",
        "Only a whole PDF, JPG or PNG can be attached; choose another file."
    );

    /// <summary>Larger than 10 MB.</summary>
    public static readonly ProblemCode TooLarge = new(
        "document_too_large",
        413,
        "文件超过 10 MB，请压缩后重新上传。",
        "The file is larger than 10 MB; make it smaller and upload it again."
    );
}
