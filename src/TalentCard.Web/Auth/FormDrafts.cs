using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Primitives;
using TalentCard.Web.Storage;

namespace TalentCard.Web.Auth;

/// <summary>
/// What somebody had typed when their session ended, kept for half an hour on the hosts' shared storage: the browser holds the
/// key in a cookie. Only the same person in the same browser sees it again, on the page that the form stood on.
/// </summary>
internal sealed class FormDrafts(IDataProtectionProvider protection, WebStore store)
{
    private const string KeyCookie = "talentcard-kept";
    private const string PersonCookie = "talentcard-person";
    private const long MaxFormBytes = 64 * 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly IDataProtector protector = protection.CreateProtector("FormDrafts");

    /// <summary>Remembers who uses this browser, to know them again when their session has ended.</summary>
    public void Know(HttpContext context, string person) =>
        context.Response.Cookies.Append(
            SiteCookies.Name(context, PersonCookie),
            protector.Protect(person),
            SiteCookies.Kept(context)
        );

    /// <summary>Forgets them: they have signed out themselves.</summary>
    public async Task ForgetAsync(HttpContext context)
    {
        if (context.Request.Cookies[SiteCookies.Name(context, KeyCookie)] is { } key)
            await store.RemoveAsync<Kept>(key, context.RequestAborted);
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
        var kept = new Kept(person, page.Split('?')[0], context.Request.Path, fields);
        var key = await store.KeepAsync(kept, Lifetime, context.RequestAborted);
        var options = SiteCookies.Kept(context);
        options.MaxAge = Lifetime;
        context.Response.Cookies.Append(SiteCookies.Name(context, KeyCookie), key, options);
    }

    /// <summary>Finds what was typed on the page that is asked for, and drops it once the form is sent again.</summary>
    public async Task ReadAsync(HttpContext context)
    {
        if (
            context.User.FindFirst("sub")?.Value is not { } person
            || context.Request.Cookies[SiteCookies.Name(context, KeyCookie)] is not { } key
            || await store.FindAsync<Kept>(key, context.RequestAborted) is not { } kept
            || kept.Person != person
        )
            return;
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && kept.Page == request.Path)
            context.Items[typeof(FormDrafts)] = new FormCollection(
                kept.Fields.ToDictionary(field => field.Key, field => new StringValues(field.Value))
            );
        else if (HttpMethods.IsPost(request.Method) && kept.Action == request.Path)
            await store.RemoveAsync<Kept>(key, context.RequestAborted);
    }

    /// <summary>What <see cref="ReadAsync"/> found; null where nothing was kept, or not by this person.</summary>
    public static IFormCollection? Found(HttpContext context) => context.Items[typeof(FormDrafts)] as IFormCollection;

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
    public static IFormCollection? Kept(this HttpContext context) => FormDrafts.Found(context);

    /// <summary>Finds what was kept for a page before it is made.</summary>
    public static void UseFormDrafts(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                await context.RequestServices.GetRequiredService<FormDrafts>().ReadAsync(context);
                await next(context);
            }
        );
}
