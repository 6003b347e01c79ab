using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using TalentCard.Web.Storage;

namespace TalentCard.Web.Shell;

/// <summary>
/// A form that is sent twice, as by a double click, is done once and leads to the same page: the second sending waits for the
/// first, on whichever host, and takes its redirect. It is the same form when the same person sends the same fields, among them
/// the antiforgery token, which is another one each time that the form is shown. What was refused may be sent again.
/// </summary>
internal sealed class DuplicateSubmitGuard(WebStore store, Turns turns)
{
    private const string TokenField = "__RequestVerificationToken";
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    /// <summary>Handles a form, or takes the answer that the same form got.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (await KeyAsync(context) is not { } key)
        {
            await next(context);
            return;
        }
        await using var turn = await turns.TakeAsync($"form {key}", context.RequestAborted);
        if (await store.FindAsync<Sent>(key, context.RequestAborted) is { } sent)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = sent.Address;
            if (sent.Notice is { } notice)
                DoneNotice.Leave(context, notice);
            return;
        }
        // A second click makes the browser leave the first: what was sent is done to its end all the same.
        context.RequestAborted = CancellationToken.None;
        await next(context);
        if (Address(context) is { } address)
            await store.PutAsync(key, new Sent(address, DoneNotice.LeftBy(context)), Remembered, CancellationToken.None);
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

    // Where a form that was done led to, on this site. An answer that writes another cookie than its notice is nobody else's.
    private static string? Address(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (
            response.StatusCode is not (StatusCodes.Status302Found or StatusCodes.Status303SeeOther)
            || response.Headers.SetCookie.Count > (DoneNotice.LeftBy(context) is null ? 0 : 1)
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

    private sealed record Sent(string Address, string? Notice);
}
