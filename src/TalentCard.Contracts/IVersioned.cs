namespace TalentCard.Contracts;

/// <summary>What shows a row that two people may change: an answer with it carries its version as <c>ETag</c>.</summary>
public interface IVersioned
{
    /// <summary>Counts the changes; an edit sends it back as <c>If-Match</c>.</summary>
    int Version { get; }
}
