using System.Net.Http.Json;
using System.Text.Json;

namespace TalentCard.Client;

/// <summary>Turns the Api's refusals, and its silence, into an <see cref="ApiProblemException"/>.</summary>
public sealed class ProblemHandler : DelegatingHandler
{
    // From the request to the answer's headers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var response = await base.SendAsync(request, patience.Token);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
                throw new ApiProblemException(await ProblemOfAsync(response, patience.Token));
        }
        catch (HttpRequestException exception)
        {
            throw new ApiProblemException(ApiProblem.Unavailable, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiProblemException(ApiProblem.Unavailable, exception);
        }
    }

    private static async Task<ApiProblem> ProblemOfAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            var wire = await response.Content.ReadFromJsonAsync<WireProblem>(TalentCardClient.Json, cancel);
            if (wire is { Code: not null, Title: not null })
                return new ApiProblem(
                    (int)response.StatusCode,
                    wire.Code,
                    wire.Title,
                    wire.Detail ?? wire.Title,
                    wire.Errors ?? new Dictionary<string, string[]>()
                );
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // Not the Api's own answer: a proxy in between.
        }
        return ApiProblem.Unavailable with { Status = (int)response.StatusCode };
    }

    private sealed record WireProblem(string? Code, string? Title, string? Detail, Dictionary<string, string[]>? Errors);
}
