using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using TalentCard.Web.Storage;

namespace TalentCard.Web.Shell;

/// <summary>
/// A page that answers a form is kept for half an hour on the hosts' shared storage and shown under an address of its own (post,
/// redirect, get): reload and the back button show it again and send nothing. Only the person it was made for sees it.
/// </summary>
internal sealed class PostRedirectGet(WebStore store)
{
    /// <summary>The name under which an answer's key stands in the address.</summary>
    public const string Field = "answer";

    private const string OnceKey = "answer-once";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Shows this request's answer a single time: it holds what must not be seen again without being asked for again.
    /// </summary>
    public static void ShowOnce(HttpContext context) => context.Items[OnceKey] = true;

    /// <summary>An address without the key of an answer.</summary>
    public static string Without(string address) =>
        address.Split('?', 2) is [var path, var query] ? path + Without(new QueryString("?" + query)) : address;

    /// <summary>Keeps the page that answers a form, or shows one that was kept.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var key = request.Query[Field].LastOrDefault();
        // Pages know nothing of the key, so that it gets into none of their links.
        if (key is not null)
            request.QueryString = Without(request.QueryString);
        if (HttpMethods.IsPost(request.Method) && IsNavigation(request) && request.HasFormContentType)
            await KeepAsync(context, next);
        else if (key is not null && HttpMethods.IsGet(request.Method) && IsNavigation(request))
            await ShowAsync(context, key);
        else
            await next(context);
    }

    private async Task KeepAsync(HttpContext context, RequestDelegate next)
    {
        var response = context.Response;
        var body = response.Body;
        using var page = new MemoryStream();
        response.Body = page;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
        }
        // An error is shown as it is: to reload is to try again.
        if (
            response.StatusCode != StatusCodes.Status200OK
            || response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) != true
        )
        {
            page.Position = 0;
            await page.CopyToAsync(body, context.RequestAborted);
            return;
        }
        var answer = new Answer(
            Person(context),
            context.Request.Path,
            context.PeekNonce(),
            context.MayAskPosition(),
            context.Items.ContainsKey(OnceKey),
            page.ToArray()
        );
        // Whoever left meanwhile comes back to it.
        var key = await store.KeepAsync(answer, Lifetime, CancellationToken.None);
        response.ContentType = null;
        response.ContentLength = null;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = context.Request.Path + context.Request.QueryString.Add(Field, key).ToUriComponent();
    }

    private async Task ShowAsync(HttpContext context, string key)
    {
        if ((await context.AuthenticateAsync()).Principal is { } person)
            context.User = person;
        if (
            await store.FindAsync<Answer>(key, context.RequestAborted) is not { } answer
            || answer.Person != Person(context)
            || answer.Path != context.Request.Path
        )
        {
            // Too old, or somebody else's: the page as it is now.
            context.Response.Redirect(context.Request.Path + context.Request.QueryString.ToUriComponent());
            return;
        }
        if (answer.Once)
            await store.RemoveAsync<Answer>(key, context.RequestAborted);
        if (answer.Nonce is not null)
            context.SetNonce(answer.Nonce);
        if (answer.Position)
            context.AllowPosition();
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.Body.WriteAsync(answer.Page, context.RequestAborted);
    }

    /// <summary>
    /// Whether a browser shows the answer as a page. Scripts read it themselves; browsers too old to say what they do are taken
    /// to navigate.
    /// </summary>
    public static bool IsNavigation(HttpRequest request) =>
        request.Headers["Sec-Fetch-Mode"] is var mode && (mode.Count == 0 || mode == "navigate");

    private static string Person(HttpContext context) => context.User.FindFirst("sub")?.Value ?? "";

    private static QueryString Without(QueryString query)
    {
        var kept = new QueryBuilder(QueryHelpers.ParseQuery(query.Value).Where(pair => pair.Key != Field));
        return kept.ToQueryString();
    }

    private sealed record Answer(string Person, string Path, string? Nonce, bool Position, bool Once, byte[] Page);
}
