using Microsoft.Extensions.Primitives;

namespace TalentCard.Api.Connect;

/// <summary>
/// The parameters of an OAuth request. One without a value counts as not sent, and none may be sent twice (RFC 6749,
/// sections 3.1 and 3.2).
/// </summary>
internal sealed class ConnectParameters
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private ConnectParameters(IEnumerable<KeyValuePair<string, StringValues>> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            if (value.Count > 1) Repeated = name;
            else if (!string.IsNullOrEmpty(value)) values[name] = value.ToString();
        }
    }

    /// <summary>The name of a parameter that was sent twice; null: none was.</summary>
    public string? Repeated { get; }

    /// <summary>The parameter's value; null: it was not sent.</summary>
    public string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>All that were sent.</summary>
    public IReadOnlyDictionary<string, string> All => values;

    /// <summary>The value of a parameter that must be there.</summary>
    /// <exception cref="ConnectException"><c>invalid_request</c>: it is missing.</exception>
    public string Required(string name) => this[name] ?? throw new ConnectException("invalid_request", $"{name} is missing");

    /// <summary>The query's parameters, or of a POST the form's.</summary>
    public static async Task<ConnectParameters> ReadAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) ? new ConnectParameters(await ReadFormAsync(context)) : new ConnectParameters(context.Request.Query);

    /// <summary>The form's parameters, each at most once.</summary>
    /// <exception cref="ConnectException"><c>invalid_request</c>: no form, a broken one, or one parameter twice.</exception>
    public static async Task<ConnectParameters> ReadPostAsync(HttpContext context)
    {
        var parameters = new ConnectParameters(await ReadFormAsync(context));
        return parameters.Repeated is { } name
            ? throw new ConnectException("invalid_request", "a parameter was sent twice")
            : parameters;
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            throw new ConnectException("invalid_request", "the body must be application/x-www-form-urlencoded");
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new ConnectException("invalid_request", "the body is too large", StatusCodes.Status413PayloadTooLarge);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw new ConnectException("invalid_request", "the body is not a form");
        }
    }
}
