using TalentCard.Web.Auth;

namespace TalentCard.Web.Shell;

/// <summary>
/// A word on what has just been done, for the page that it leads to. It goes along in a cookie that this page takes away, so that
/// it is shown once: in the address it would come back with every reload, the back button and a bookmark.
/// </summary>
internal static class DoneNotice
{
    private const string Cookie = "talentcard-done";
    private static readonly object Taken = new();
    private static readonly object Left = new();

    // Long enough for a slow network, and no longer than somebody remembers what they did.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>Leaves a word for a page of this site.</summary>
    /// <param name="context">The request that did it, or led there.</param>
    /// <param name="address">The page, from the root, with or without a query.</param>
    /// <param name="word">The page's own word, without spaces.</param>
    public static void Leave(HttpContext context, string address, string word) => Leave(context, $"{word} {Path(address)}");

    /// <summary>Leaves what another request left, as a form that was sent twice leads to the same page.</summary>
    public static void Leave(HttpContext context, string notice)
    {
        context.Items[Left] = notice;
        context.Response.Cookies.Append(Name(context), notice, Options(context));
    }

    /// <summary>What this request left; null: nothing.</summary>
    public static string? LeftBy(HttpContext context) => context.Items[Left] as string;

    /// <summary>The word that was left for this page, which takes it away; null: none.</summary>
    public static string? Of(HttpContext context)
    {
        if (context.Items.TryGetValue(Taken, out var before))
            return before as string;
        var word =
            HttpMethods.IsGet(context.Request.Method)
            && context.Request.Cookies[Name(context)]?.Split(' ') is [var left, var path]
            && path == Path(context.Request.Path.ToUriComponent())
                ? left
                : null;
        if (word is not null && !context.Response.HasStarted)
            context.Response.Cookies.Delete(Name(context), Options(context));
        context.Items[Taken] = word;
        return word;
    }

    private static string Path(string address) => address.Split('?', '#')[0];

    private static string Name(HttpContext context) => SiteCookies.Name(context, Cookie);

    private static CookieOptions Options(HttpContext context)
    {
        var options = SiteCookies.Kept(context);
        options.MaxAge = Lifetime;
        return options;
    }
}
