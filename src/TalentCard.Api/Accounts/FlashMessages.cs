using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace TalentCard.Api.Accounts;

/// <summary>What a page shows after its form was sent.</summary>
/// <param name="Page">Path of the page.</param>
/// <param name="Problem">What was refused, in words.</param>
/// <param name="UserName">The user name that was typed.</param>
/// <param name="Done">What was done, in words.</param>
/// <param name="User">Whom it concerns.</param>
/// <param name="Key">An authenticator key that is being enrolled.</param>
/// <param name="Codes">New recovery codes.</param>
internal sealed record PageNote(
    string Page,
    string? Problem = null,
    string? UserName = null,
    string? Done = null,
    Guid? User = null,
    byte[]? Key = null,
    IReadOnlyList<string>? Codes = null
);

/// <summary>
/// Carries what a form led to over the redirect to its page (post, redirect, get), so that reload and the back button send
/// nothing: one cookie, encrypted, good for ten minutes. Callers that are no browsers get the page at once.
/// </summary>
internal sealed class FlashMessages(IDataProtectionProvider protection, IConfiguration configuration)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("page notes").ToTimeLimitedDataProtector();
    private readonly bool secure = configuration["Connect:Issuer"]?.StartsWith("https:", StringComparison.Ordinal) ?? true;

    private string Name => secure ? "__Host-talentcard-note" : "talentcard-note";

    /// <summary>Whether a browser shows the answer to a person.</summary>
    public static bool IsNavigation(HttpContext context) => context.Request.Headers["Sec-Fetch-Mode"] == "navigate";

    /// <summary>Leaves a note for the page and goes there.</summary>
    public IResult Leave(HttpContext context, PageNote note, string? address = null)
    {
        var text = protector.Protect(JsonSerializer.Serialize(note), Lifetime);
        context.Response.Cookies.Append(Name, text, Options(Lifetime));
        return Results.LocalRedirect(address ?? note.Page + context.Request.QueryString);
    }

    /// <summary>The note left for the page that is asked for; null: there is none.</summary>
    public PageNote? Read(HttpContext context)
    {
        try
        {
            return
                context.Request.Cookies[Name] is { } cookie
                && JsonSerializer.Deserialize<PageNote>(protector.Unprotect(cookie)) is { } note
                && note.Page == context.Request.Path
                ? note
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The note left for the page that is asked for, which it shows this once.</summary>
    public PageNote? Take(HttpContext context)
    {
        var note = Read(context);
        if (note is not null)
            Drop(context);
        return note;
    }

    /// <summary>Throws the note away.</summary>
    public void Drop(HttpContext context) => context.Response.Cookies.Delete(Name, Options(null));

    private CookieOptions Options(TimeSpan? lifetime) =>
        new()
        {
            HttpOnly = true,
            Secure = secure,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = lifetime,
            IsEssential = true,
        };
}
