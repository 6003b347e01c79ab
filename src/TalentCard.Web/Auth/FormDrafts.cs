using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;

namespace TalentCard.Web.Auth;

/// <summary>
/// What somebody had typed when their session ended, kept for half an hour, encrypted, in this process's memory: the browser
/// holds the key in a cookie. Only the same person in the same browser sees it again, on the page that the form stood on.
/// </summary>
internal sealed class FormDrafts(IDataProtectionProvider protection) : IDisposable
{
    private const string KeyCookie = "talentcard-kept";
    private const string PersonCookie = "talentcard-person";
    private const long MaxFormBytes = 64 * 1024;
    private const long MaxBytes = 32 * 1024 * 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly IDataProtector protector = protection.CreateProtector("FormDrafts");
    private readonly MemoryCache forms = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <summary>Remembers who uses this browser, to know them again when their session has ended.</summary>
    public void Know(HttpContext context, string person) =>
        context.Response.Cookies.Append(
            SiteCookies.Name(context, PersonCookie),
            protector.Protect(person),
            SiteCookies.Kept(context)
        );

    /// <summary>Forgets them: they have signed out themselves.</summary>
    public void Forget(HttpContext context)
    {
        if (context.Request.Cookies[SiteCookies.Name(context, KeyCookie)] is { } key)
            forms.Remove(key);
        foreach (var name in new[] { PersonCookie, KeyCookie })
            context.Response.Cookies.Delete(SiteCookies.Name(context, name), SiteCookies.Kept(context));
    }

    /// <summary>Keeps the request's form, if it is one that a person of ours has typed; files are not kept.</summary>
    /// <param name="context">The request.</param>
    /// <param name="page">The page that the form stood on.</param>
    public async Task KeepAsync(HttpContext context, string page)
    {
        if (
            Person(context) is not { } person
            || !context.Request.HasFormContentType
            || context.Request.ContentLength is not <= MaxFormBytes
        )
            return;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var fields = form.Where(field =>
                !field.Key.StartsWith('_') && !field.Key.Contains("password", StringComparison.OrdinalIgnoreCase)
            )
            .ToDictionary(field => field.Key, field => field.Value.ToArray());
        var kept = protector.Protect(
            JsonSerializer.SerializeToUtf8Bytes(new Kept(person, page.Split('?')[0], context.Request.Path, fields))
        );
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        forms.Set(key, kept, new MemoryCacheEntryOptions { Size = kept.Length, AbsoluteExpirationRelativeToNow = Lifetime });
        var options = SiteCookies.Kept(context);
        options.MaxAge = Lifetime;
        context.Response.Cookies.Append(SiteCookies.Name(context, KeyCookie), key, options);
    }

    /// <summary>What was typed on the page that is asked for; null where nothing was kept, or not by this person.</summary>
    public IFormCollection? Find(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && Read(context) is { } kept && kept.Page == context.Request.Path
            ? new FormCollection(kept.Fields.ToDictionary(field => field.Key, field => new StringValues(field.Value)))
            : null;

    /// <summary>Drops what was kept once the form is sent again.</summary>
    public void Sent(HttpContext context)
    {
        if (
            HttpMethods.IsPost(context.Request.Method)
            && Read(context)?.Action == context.Request.Path
            && context.Request.Cookies[SiteCookies.Name(context, KeyCookie)] is { } key
        )
            forms.Remove(key);
    }

    public void Dispose() => forms.Dispose();

    private Kept? Read(HttpContext context) =>
        context.User.FindFirst("sub")?.Value is { } person
        && context.Request.Cookies[SiteCookies.Name(context, KeyCookie)] is { } key
        && forms.TryGetValue(key, out byte[]? bytes)
        && JsonSerializer.Deserialize<Kept>(protector.Unprotect(bytes!)) is { } kept
        && kept.Person == person
            ? kept
            : null;

    private string? Person(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[SiteCookies.Name(context, PersonCookie)] is { } cookie
                ? protector.Unprotect(cookie)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Kept(string Person, string Page, string Action, Dictionary<string, string?[]> Fields);
}

/// <summary>What pages ask of <see cref="FormDrafts"/>.</summary>
internal static class KeptFormExtensions
{
    /// <summary>What its reader had typed on this page when their session ended.</summary>
    public static IFormCollection? Kept(this HttpContext context) =>
        context.RequestServices.GetRequiredService<FormDrafts>().Find(context);

    /// <summary>Drops what was kept once it is sent again.</summary>
    public static void UseFormDrafts(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.RequestServices.GetRequiredService<FormDrafts>().Sent(context);
                return next(context);
            }
        );
}
