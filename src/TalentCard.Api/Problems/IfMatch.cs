using System.Globalization;
using TalentCard.Contracts.Problems;
using TalentCard.Core;

namespace TalentCard.Api.Problems;

/// <summary>A row's version as an <c>ETag</c> (RFC 9110, section 8.8.3) and back.</summary>
internal static class IfMatch
{
    /// <summary>The version that the caller read.</summary>
    /// <exception cref="RefusedException">The header is missing (<c>precondition_required</c>) or of no version (<c>stale</c>).</exception>
    public static int Version(string? header)
    {
        if (string.IsNullOrWhiteSpace(header)) throw new RefusedException(CommonProblems.PreconditionRequired);
        return header.StartsWith('"') && header.EndsWith('"')
            && int.TryParse(header.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version : throw new RefusedException(CommonProblems.Stale);
    }

    /// <summary>Sets the <c>ETag</c> of the answer.</summary>
    public static void SetETag(this HttpContext context, int version) =>
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
