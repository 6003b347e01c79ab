namespace TalentCard.Api.Connect;

/// <summary>An OAuth refusal: <paramref name="error"/> is the code that the RFC names.</summary>
internal sealed class ConnectException(string error, string description, int status = StatusCodes.Status400BadRequest)
    : Exception
{
    /// <summary>The error code, e.g. <c>invalid_grant</c>.</summary>
    public string Error => error;
    /// <summary>For the developer of the client, in ASCII.</summary>
    public string Description => description;
    /// <summary>HTTP status of a direct answer.</summary>
    public int Status => status;
}

/// <summary>Refusals as JSON (RFC 6749, section 5.2), never stored by anyone on the way.</summary>
internal sealed class ConnectErrorFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        try
        {
            return await next(context);
        }
        catch (ConnectException refusal)
        {
            if (refusal.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Basic realm=\"talentcard\"";
            return Results.Json(new Dictionary<string, string> { ["error"] = refusal.Error, ["error_description"] = refusal.Description },
                statusCode: refusal.Status);
        }
    }
}
