using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace TalentCard.Hosting;

/// <summary>
/// What is sent is UTF-8, as JSON is (RFC 8259, section 8.1) and forms are (WHATWG URL, section 5.1): a body or a part of one
/// that names another charset is answered 415, before anything fails at reading it.
/// </summary>
internal static class Utf8Bodies
{
    /// <summary>Goes before whatever reads bodies, and after what answers a bare status.</summary>
    public static void UseUtf8Bodies(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                // PostgreSQL's text has no NUL, and a connection that was asked for one is not to be trusted with the next.
                // The authorization server answers clients in its own words, and asks for none either.
                if (
                    request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
                    && !request.Path.StartsWithSegments("/connect")
                )
                {
                    context.Response.StatusCode = StatusCodes.Status400BadRequest;
                    return Task.CompletedTask;
                }
                if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
                    return next(context);
                if (type.Charset.HasValue && !IsUtf8(type.Charset.Value))
                {
                    context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                    return Task.CompletedTask;
                }
                if (request.HasFormContentType)
                    context.Features.Set<IFormFeature>(new Form(context.Features.Get<IFormFeature>() ?? NewForm(request)));
                return next(context);
            }
        );

    private static bool IsUtf8(string charset) => charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static FormFeature NewForm(HttpRequest request) =>
        new(request, request.HttpContext.RequestServices.GetRequiredService<IOptions<FormOptions>>().Value);

    // Whoever reads a form that is none hears of a bad request, and not of what went wrong inside.
    private sealed class Form(IFormFeature form) : IFormFeature
    {
        public bool HasFormContentType => form.HasFormContentType;

        IFormCollection? IFormFeature.Form
        {
            get => form.Form;
            set => form.Form = value;
        }

        public IFormCollection ReadForm()
        {
            try
            {
                return form.ReadForm();
            }
            catch (Exception exception) when (StatusOf(exception) is { } status)
            {
                throw new BadHttpRequestException("The form cannot be read.", status, exception);
            }
        }

        public async Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await form.ReadFormAsync(cancellationToken);
            }
            catch (Exception exception) when (StatusOf(exception) is { } status)
            {
                throw new BadHttpRequestException("The form cannot be read.", status, exception);
            }
        }

        // Another charset of a part; no form at all, or one that is too large.
        private static int? StatusOf(Exception exception) =>
            exception switch
            {
                NotSupportedException or ArgumentException => StatusCodes.Status415UnsupportedMediaType,
                InvalidDataException or IOException and not BadHttpRequestException => StatusCodes.Status400BadRequest,
                _ => null,
            };
    }
}
