using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TalentCard.Web.Api;

/// <summary>
/// Calls the Api as the person signed in. Every method throws <see cref="ApiProblemException"/> where the Api refuses.
/// A feature adds its calls as extension methods in its own folder.
/// </summary>
public sealed class TalentCardClient(HttpClient http)
{
    /// <summary>JSON as the Api reads and writes it.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Reads a resource.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Reads a resource with its version, to be sent back by <see cref="PutAsync{T}"/>.</summary>
    public async Task<Versioned<T>> GetVersionedAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);
        return new Versioned<T>(await ReadAsync<T>(response, cancellationToken), response.Headers.ETag?.ToString() ?? "");
    }

    /// <summary>Sends a body and reads the answer.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="body">What; null sends none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="idempotencyKey">Makes the same request sent twice count once.</param>
    /// <param name="etag">Version that the change is made to.</param>
    public async Task<T> PostAsync<T>(
        string path, object? body, CancellationToken cancellationToken, string? idempotencyKey = null, string? etag = null)
    {
        using var response = await SendAsync(Write(HttpMethod.Post, path, body, idempotencyKey, etag), cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Sends a body; the answer's own body does not matter.</summary>
    public async Task PostAsync(
        string path, object? body, CancellationToken cancellationToken, string? idempotencyKey = null, string? etag = null)
    {
        using var _ = await SendAsync(Write(HttpMethod.Post, path, body, idempotencyKey, etag), cancellationToken);
    }

    /// <summary>Replaces what was read as version <paramref name="etag"/>.</summary>
    public async Task<T> PutAsync<T>(string path, object body, string? etag, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(Write(HttpMethod.Put, path, body, null, etag), cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Deletes a resource.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken, string? etag = null)
    {
        using var _ = await SendAsync(Write(HttpMethod.Delete, path, null, null, etag), cancellationToken);
    }

    /// <summary>Uploads a file as the form field <c>file</c>.</summary>
    public async Task<T> UploadAsync<T>(
        string path, Stream file, string fileName, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        using var form = new MultipartFormDataContent { { new StreamContent(file), "file", fileName } };
        var request = Write(HttpMethod.Post, path, null, idempotencyKey, null);
        request.Content = form;
        using var response = await SendAsync(request, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Sends a form with its fields and files.</summary>
    public async Task<T> PostFormAsync<T>(string path, MultipartFormDataContent form, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        var request = Write(HttpMethod.Post, path, null, idempotencyKey, null);
        request.Content = form;
        using var response = await SendAsync(request, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Puts a file in a resource's place.</summary>
    public async Task PutFileAsync(string path, Stream file, string contentType, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        using var _ = await SendAsync(new HttpRequestMessage(HttpMethod.Put, path) { Content = content }, cancellationToken);
    }

    /// <summary>Reads a file (a picture, a spreadsheet). The caller disposes of the answer.</summary>
    public Task<HttpResponseMessage> DownloadAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    private static HttpRequestMessage Write(HttpMethod method, string path, object? body, string? idempotencyKey, string? etag)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: Json);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (!string.IsNullOrEmpty(etag)) request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(etag));
        return request;
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken)
                ?? throw new ApiProblemException(ApiProblem.Unavailable);
        }
        catch (JsonException exception)
        {
            throw new ApiProblemException(ApiProblem.Unavailable, exception);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw new ApiProblemException(await ProblemOfAsync(response, cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            throw new ApiProblemException(ApiProblem.Unavailable, exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiProblemException(ApiProblem.Unavailable, exception);
        }
        finally
        {
            request.Dispose();
        }
    }

    private static async Task<ApiProblem> ProblemOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var wire = await response.Content.ReadFromJsonAsync<WireProblem>(Json, cancellationToken);
            if (wire is { Code: not null, Title: not null })
                return new ApiProblem((int)response.StatusCode, wire.Code, wire.Title, wire.Detail ?? wire.Title,
                    wire.Errors ?? new Dictionary<string, string[]>());
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // Not the Api's own answer: a proxy in between.
        }
        return ApiProblem.Unavailable with { Status = (int)response.StatusCode };
    }

    private sealed record WireProblem(string? Code, string? Title, string? Detail, Dictionary<string, string[]>? Errors);
}

/// <summary>A resource as it was read.</summary>
/// <param name="Value">The resource.</param>
/// <param name="ETag">Its version, to be sent back with a change.</param>
public sealed record Versioned<T>(T Value, string ETag);
