namespace TalentCard.Web.Auth;

/// <summary>
/// Marks what an open page asks for by itself, nobody touching it: an endpoint by this metadata, a script's request by the
/// header. It does not count as use of a session, which so ends though the page stays open.
/// </summary>
internal sealed class BackgroundRequest
{
    /// <summary>The header of requests that a script makes by itself.</summary>
    public const string Header = "X-Background";

    /// <summary>Whether nobody asked for it.</summary>
    public static bool Asks(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<BackgroundRequest>() is not null
        || context.Request.Headers.ContainsKey(Header);
}
