namespace TalentCard.Contracts.Documents;

/// <summary>A file that is attached to something, without its content.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What it is to what it is attached to, e.g. the step that it proves.</param>
/// <param name="Name">File name; its ending is that of the content.</param>
/// <param name="ContentType"><c>application/pdf</c>, <c>image/jpeg</c> or <c>image/png</c>, as its content says.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="CreatedBy">Name of who attached it.</param>
/// <param name="CreatedAt">When.</param>
public sealed record Document(
    Guid Id,
    string Label,
    string Name,
    string ContentType,
    int Size,
    string CreatedBy,
    DateTimeOffset CreatedAt
);
