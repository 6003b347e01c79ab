using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using TalentCard.Api.OpenApi;

namespace TalentCard.Api.Idempotency;

/// <summary>
/// What a creating request is known by, so that sent again it gets the first answer: its <c>Idempotency-Key</c>.
/// </summary>
/// <param name="Value">1 to 200 characters of the client's choice.</param>
internal readonly record struct IdempotencyKey(string Value) : IEndpointParameterMetadataProvider
{
    private const string Header = "Idempotency-Key";
    private const int Longest = 200;

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedException">It is missing or too long (<c>invalid_request</c>).</exception>
    public static ValueTask<IdempotencyKey> BindAsync(HttpContext context)
    {
        var value = context.Request.Headers[Header].ToString();
        return value.Length is > 0 and <= Longest
            ? new(new IdempotencyKey(value))
            : throw Refuse.Field(Header, $"one of 1 to {Longest} characters is required");
    }

    /// <summary>Describes the header, which no parameter does.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new RequestHeader(Header, "Chosen by the client: the same key and body get the first answer again.", Longest)
        );
}
