using TalentCard.Contracts.Security;
using TalentCard.Core.Security;

namespace TalentCard.Api.Security;

/// <summary>Writes down what may be an attack, with who called and from where.</summary>
internal sealed class SecurityRecorder(SecurityEventStore events, IHttpContextAccessor accessor)
{
    /// <summary>Writes it down.</summary>
    /// <param name="kind">What.</param>
    /// <param name="subjectKind">What it is about.</param>
    /// <param name="subjectId">Its id; empty: of nobody known. Never what somebody typed.</param>
    /// <param name="actor">Who did it, as far as that is known.</param>
    public Task RecordAsync(SecurityEventKind kind, string subjectKind, string subjectId, Actor? actor = null) =>
        events.RecordAsync(
            new SecurityIncident(
                kind,
                subjectKind,
                subjectId,
                actor,
                accessor.HttpContext?.Connection.RemoteIpAddress?.ToString()
            )
        );
}

/// <summary>Writes down every answer that says: not you.</summary>
internal static class ForbiddenAnswers
{
    public static void UseForbiddenAnswers(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                await next(context);
                if (context.Response.StatusCode != StatusCodes.Status403Forbidden || context.User.FindFirst("sub") is null)
                    return;
                // The route and not the address, which may hold anything.
                var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
                await context
                    .RequestServices.GetRequiredService<SecurityRecorder>()
                    .RecordAsync(SecurityEventKind.Forbidden, "path", route, context.ToActor());
            }
        );
}
