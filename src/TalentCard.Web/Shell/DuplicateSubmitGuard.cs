using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Caching.Memory;

namespace TalentCard.Web.Shell;

/// <summary>
/// A form that is sent twice, as by a double click, is done once and leads to the same page: the second sending waits for the
/// first and takes its redirect. It is the same form when the same person sends the same fields, among them the antiforgery
/// token, which is another one each time that the form is shown. What was refused may be sent again.
/// </summary>
internal sealed class DuplicateSubmitGuard : IDisposable
{
    private const string TokenField = "__RequestVerificationToken";
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(5);
    private readonly MemoryCache sendings = new(new MemoryCacheOptions());
    private readonly Lock gate = new();

    /// <summary>Handles a form, or takes the answer that the same form got.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var key = await KeyAsync(context);
        if (key is null)
        {
            await next(context);
            return;
        }
        var mine = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (Claim(key, mine) is { } first)
        {
            if (await first.WaitAsync(context.RequestAborted) is not { } address)
                continue;
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = address;
            return;
        }
        string? made = null;
        try
        {
            // A second click makes the browser leave the first: what was sent is done to its end all the same.
            context.RequestAborted = CancellationToken.None;
            await next(context);
            made = Address(context);
        }
        finally
        {
            if (made is null)
                sendings.Remove(key);
            else
                _ = sendings.Set(key, mine.Task, Remembered);
            mine.SetResult(made);
        }
    }

    public void Dispose() => sendings.Dispose();

    // null: nobody has sent it, so it is this request's to handle.
    private Task<string?>? Claim(string key, TaskCompletionSource<string?> mine)
    {
        lock (gate)
        {
            if (sendings.TryGetValue(key, out Task<string?>? first))
                return first;
            _ = sendings.Set(key, mine.Task, LongestWork);
            return null;
        }
    }

    private static async Task<string?> KeyAsync(HttpContext context)
    {
        var request = context.Request;
        // A form whose token is no good must not even be looked at.
        if (
            !HttpMethods.IsPost(request.Method)
            || context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
            || !PostRedirectGet.IsNavigation(request)
            || !request.HasFormContentType
            || context.User.FindFirst("sub")?.Value is not { } person
        )
            return null;
        var form = await request.ReadFormAsync(context.RequestAborted);
        if (!form.ContainsKey(TokenField))
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, person, request.Path, request.QueryString.Value);
        foreach (var (name, values) in form)
            Append(hash, [name, .. values]);
        foreach (var file in form.Files)
        {
            Append(hash, file.Name, file.FileName);
            await using var content = file.OpenReadStream();
            hash.AppendData(await SHA256.HashDataAsync(content, context.RequestAborted));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Each text with its length, so that no two lists look the same.
    private static void Append(IncrementalHash hash, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text ?? "");
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }

    // Where a form that was done led to, on this site. An answer that writes a cookie is nobody else's.
    private static string? Address(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (
            response.StatusCode is not (StatusCodes.Status302Found or StatusCodes.Status303SeeOther)
            || response.Headers.SetCookie.Count > 0
        )
            return null;
        var address = response.Headers.Location.ToString();
        var here = $"{request.Scheme}://{request.Host}/";
        return
            address.StartsWith(here, StringComparison.Ordinal)
            || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal))
            ? address
            : null;
    }
}
