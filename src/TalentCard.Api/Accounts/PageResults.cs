using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Accounts.Pages;
using TalentCard.Contracts.Security;

namespace TalentCard.Api.Accounts;

/// <summary>Renders the sign-in pages with the headers that all of them carry.</summary>
internal static class PageResults
{
    /// <summary>A page in the visitor's language.</summary>
    public static RazorComponentResult<TPage> Page<TPage>(
        HttpContext context,
        Dictionary<string, object?>? parameters = null,
        int status = StatusCodes.Status200OK
    )
        where TPage : IComponent
    {
        var headers = context.Response.Headers;
        // No form-action: browsers apply it to the redirects behind a form too, and those lead to the clients.
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; "
            + "frame-ancestors 'none'";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        var all = new Dictionary<string, object?>(parameters ?? []) { [nameof(Shell.Texts)] = PageTexts.For(context.Request) };
        return new RazorComponentResult<TPage>(all) { StatusCode = status, PreventStreamingRendering = true };
    }

    /// <summary>A page with a form.</summary>
    public static RazorComponentResult<TPage> Form<TPage>(
        HttpContext context,
        IAntiforgery antiforgery,
        Dictionary<string, object?> parameters,
        int status = StatusCodes.Status200OK
    )
        where TPage : IComponent
    {
        parameters[nameof(SignInPage.Antiforgery)] = antiforgery.GetAndStoreTokens(context).RequestToken;
        return Page<TPage>(context, parameters, status);
    }

    /// <summary>A page whose form was refused: a browser is led back to it, anybody else gets it at once as a 400.</summary>
    /// <param name="context">The request.</param>
    /// <param name="antiforgery">Makes the form's token.</param>
    /// <param name="notes">Carries the note over the redirect.</param>
    /// <param name="note">The page, and what was refused.</param>
    /// <param name="parameters">The page's other parameters.</param>
    public static IResult Refused<TPage>(
        HttpContext context,
        IAntiforgery antiforgery,
        FlashMessages notes,
        PageNote note,
        Dictionary<string, object?> parameters
    )
        where TPage : IComponent
    {
        if (FlashMessages.IsNavigation(context))
            return notes.Leave(context, note);
        parameters[nameof(SignInPage.Problem)] = note.Problem;
        return Form<TPage>(context, antiforgery, parameters, StatusCodes.Status400BadRequest);
    }

    /// <summary>A page that only says something.</summary>
    public static RazorComponentResult<MessagePage> Message(
        HttpContext context,
        string title,
        string message,
        string? code = null,
        int status = StatusCodes.Status200OK
    ) =>
        Page<MessagePage>(
            context,
            new()
            {
                [nameof(MessagePage.Title)] = title,
                [nameof(MessagePage.Message)] = message,
                [nameof(MessagePage.Code)] = code,
            },
            status
        );

    /// <summary>Reads a posted form; null: it is none, or it was not made by a page of ours.</summary>
    public static async Task<IFormCollection?> ReadFormAsync(HttpContext context, IAntiforgery antiforgery)
    {
        try
        {
            await antiforgery.ValidateRequestAsync(context);
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (AntiforgeryValidationException)
        {
            await context
                .RequestServices.GetRequiredService<SecurityRecorder>()
                .RecordAsync(SecurityEventKind.RefusedForm, "path", context.Request.Path);
            return null;
        }
    }
}
