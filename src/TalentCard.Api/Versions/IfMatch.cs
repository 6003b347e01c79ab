using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using TalentCard.Api.OpenApi;

namespace TalentCard.Api.Versions;

/// <summary>The version that an edit was made to, as <c>If-Match</c> carries it (RFC 9110, section 13.1.1).</summary>
/// <param name="Version">The row's version.</param>
internal readonly record struct IfMatch(int Version) : IEndpointParameterMetadataProvider
{
    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedException"><c>precondition_required</c> without one; <c>stale</c> for one that is not
    /// ours.</exception>
    public static ValueTask<IfMatch> BindAsync(HttpContext context)
    {
        var sent = context.Request.Headers.IfMatch.ToString();
        if (string.IsNullOrWhiteSpace(sent))
            throw new RefusedException(CommonProblems.PreconditionRequired);
        return
            sent is ['"', .. var digits, '"']
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(new IfMatch(version))
            : throw new RefusedException(CommonProblems.Stale);
    }

    /// <summary>Describes the header, which no parameter does.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new RequestHeader("If-Match", "The ETag of what was read and is changed."));
}
