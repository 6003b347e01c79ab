using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Accounts;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Accounts;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The accounts as a workbook.</summary>
internal static class AccountExports
{
    public static void MapAccountExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/office").RequireAuthorization(Policies.Admin).MapExport("/users.xlsx", AccountsAsync);
    }

    private static Answer AccountsAsync(Export export) =>
        export.SendAsync<UserQuery, Account>(
            export.Words["账号管理"],
            "users",
            "/office/users",
            export.Api.Accounts.ListUsersAsync,
            AccountColumns.Of(export.Words)
        );
}
