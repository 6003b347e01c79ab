using System.Globalization;

namespace TalentCard.Contracts;

/// <summary>What shows a row that two people may change: an answer with it carries its version as <c>ETag</c>.</summary>
public interface IVersioned
{
    /// <summary>Counts the changes; an edit sends it back as <c>If-Match</c>.</summary>
    int Version { get; }
}

/// <summary>Versions as HTTP carries them.</summary>
public static class Versioned
{
    /// <summary>The row's <c>ETag</c> (RFC 9110, section 8.8.3), which an edit sends back as <c>If-Match</c>.</summary>
    public static string ETag(this IVersioned row) => string.Create(CultureInfo.InvariantCulture, $"\"{row.Version}\"");
}
