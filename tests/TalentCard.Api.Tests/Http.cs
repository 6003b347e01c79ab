using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace TalentCard.Api.Tests;

/// <summary>What tests ask of an answer.</summary>
internal static class Http
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The answer's body, after checking its status.</summary>
    public static async Task<T> ShouldGiveAsync<T>(this Task<HttpResponseMessage> call, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await call;
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<T>(Cancel))!;
    }

    /// <summary>Checks the status and code of a problem, and returns it.</summary>
    public static async Task<JsonElement> ShouldRefuseAsync(
        this Task<HttpResponseMessage> call,
        HttpStatusCode status,
        string code
    )
    {
        using var answer = await call;
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(status, body);
        var problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("code").GetString().ShouldBe(code, body);
        return problem;
    }

    /// <summary>Posts JSON with an <c>Idempotency-Key</c>, a new one unless given.</summary>
    public static Task<HttpResponseMessage> PostAsync<T>(this HttpClient client, string path, T body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return client.SendAsync(request, Cancel);
    }
}
