using System.Globalization;

namespace TalentCard.Api.Versions;

/// <summary>A row's version as <c>ETag</c> and <c>If-Match</c> carry it (RFC 9110, section 13.1.1).</summary>
internal static class RowVersion
{
    /// <summary>Says which version the answer shows.</summary>
    public static void SetETag(this HttpContext context, int version) =>
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Reads the version that an edit was made to.</summary>
    /// <exception cref="RefusedException"><c>precondition_required</c> without one; <c>stale</c> for one that is not ours.</exception>
    public static int Parse(string? ifMatch)
    {
        if (string.IsNullOrWhiteSpace(ifMatch)) throw new RefusedException(CommonProblems.PreconditionRequired);
        return ifMatch is ['"', .. var digits, '"'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new RefusedException(CommonProblems.Stale);
    }
}
