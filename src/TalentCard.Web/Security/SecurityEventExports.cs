using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Security;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The security events as a workbook.</summary>
internal static class SecurityEventExports
{
    public static void MapSecurityEventExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/office").RequireAuthorization(Policies.Audit).MapExport("/security.xlsx", EventsAsync);
    }

    private static Answer EventsAsync(Export export) =>
        export.SendAsync(
            export.Words["安全事件"],
            "security_events",
            "/office/security",
            export.Api.Security.ListSecurityEventsAsync,
            SecurityEventColumns.All,
            export.FromQuery<SecurityEventFilter>().Query
        );
}
