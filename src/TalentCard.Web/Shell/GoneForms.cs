namespace TalentCard.Web.Shell;

/// <summary>
/// A form whose row or state has gone meanwhile (a second tab, a colleague, a second click) leads back to the page that it stood
/// on, as it is now, with a word on that. The framework answers such a form in plain English text, from which no way leads on.
/// </summary>
internal static class GoneForms
{
    /// <summary>The <see cref="DoneNotice"/> that is left for the page that is shown instead.</summary>
    public const string Notice = "gone";

    /// <summary>Whether the page is shown instead of an answer.</summary>
    public static bool IsChanged(this HttpContext context) => DoneNotice.Of(context) == Notice;

    /// <summary>Goes before everything that makes pages, those of problems too.</summary>
    public static void UseGoneForms(this WebApplication app) =>
        app.Use(
            (context, next) =>
                HttpMethods.IsPost(context.Request.Method)
                && context.Request.HasFormContentType
                && PostRedirectGet.IsNavigation(context.Request)
                    ? AnswerAsync(context, next)
                    : next(context)
        );

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var response = context.Response;
        var body = response.Body;
        using var answer = new MemoryStream();
        response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
        }
        if (!IsGone(response))
        {
            answer.Position = 0;
            await answer.CopyToAsync(body, context.RequestAborted);
            return;
        }
        response.ContentType = null;
        response.ContentLength = null;
        response.StatusCode = StatusCodes.Status303SeeOther;
        var page = PageOf(context);
        DoneNotice.Leave(context, page, Notice);
        response.Headers.Location = page;
    }

    // The row is not found any more, or is in another state, and the page had no word of its own on that (FormPage.TryAsync); or
    // the page, as it is now, has no form by that name.
    private static bool IsGone(HttpResponse response) =>
        response.StatusCode switch
        {
            StatusCodes.Status404NotFound or StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed => true,
            StatusCodes.Status400BadRequest => response.ContentType?.StartsWith("text/plain", StringComparison.Ordinal) == true,
            _ => false,
        };

    // The page that the form stood on; most forms go to their own page.
    private static string PageOf(HttpContext context) =>
        Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var page)
        && page.Authority == context.Request.Host.Value
            ? PostRedirectGet.Without(page.PathAndQuery)
            : context.Request.Path + context.Request.QueryString.ToUriComponent();
}
