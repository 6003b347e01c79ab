namespace TalentCard.Client;

/// <summary>Headers that calls of the Api carry.</summary>
internal static class RequestHeaders
{
    /// <summary>Makes the same request sent twice count once.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>The version that a change is made to (RFC 9110, section 13.1.1).</summary>
    public const string IfMatch = "If-Match";
}
