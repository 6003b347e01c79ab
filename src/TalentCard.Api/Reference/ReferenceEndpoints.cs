using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.Reference;
using TalentCard.Core.Reference;

namespace TalentCard.Api.Reference;

/// <summary>The lists that every page chooses from, and the administrator's edits of them.</summary>
internal static class ReferenceEndpoints
{
    public static void MapReference(this IEndpointRouteBuilder routes)
    {
        var reference = routes.MapGroup("/api/v1/reference").WithTags("Reference");
        reference
            .MapGet("/", ReadAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithName("getReference")
            .WithSummary("Lists divisions, tiers and kinds of service points.");

        var edits = reference.MapGroup("").RequireAuthorization(Policies.Admin);
        edits
            .MapGet("/uses", UsesAsync)
            .WithName("listReferenceUses")
            .WithSummary("Counts the rows that name each entry of each list.");
        edits
            .MapGet("/departments", DepartmentsAsync)
            .WithName("listDepartmentEntries")
            .WithSummary("Lists the departments with their codes and versions.");
        edits
            .MapPost(
                "/divisions",
                (Division entry, EditReference reference, Actor actor, CancellationToken cancel) =>
                    AddAsync(ReferenceLists.Divisions, "divisions", entry, reference, actor, cancel)
            )
            .Adding("Division", "county or park");
        edits
            .MapPut(
                "/divisions/{code}",
                (string code, Division entry, IfMatch ifMatch, EditReference reference, Actor actor, CancellationToken cancel) =>
                    EditAsync(ReferenceLists.Divisions, code, ifMatch, entry, reference, actor, cancel)
            )
            .Editing("Division", "county or park");
        edits.MapRemove("/divisions/{code}", "Division", "county or park", ReferenceLists.Divisions);
        edits
            .MapPost(
                "/tiers",
                (Tier entry, EditReference reference, Actor actor, CancellationToken cancel) =>
                    AddAsync(ReferenceLists.Tiers, "tiers", entry, reference, actor, cancel)
            )
            .Adding("Tier", "tier");
        edits
            .MapPut(
                "/tiers/{code}",
                (string code, Tier entry, IfMatch ifMatch, EditReference reference, Actor actor, CancellationToken cancel) =>
                    EditAsync(ReferenceLists.Tiers, code, ifMatch, entry, reference, actor, cancel)
            )
            .Editing("Tier", "tier");
        edits.MapRemove("/tiers/{code}", "Tier", "tier", ReferenceLists.Tiers);
        edits
            .MapPost(
                "/service-point-kinds",
                (ServicePointKind entry, EditReference reference, Actor actor, CancellationToken cancel) =>
                    AddAsync(ReferenceLists.ServicePointKinds, "service-point-kinds", entry, reference, actor, cancel)
            )
            .Adding("ServicePointKind", "kind of service point");
        edits
            .MapPut(
                "/service-point-kinds/{code}",
                (
                    string code,
                    ServicePointKind entry,
                    IfMatch ifMatch,
                    EditReference reference,
                    Actor actor,
                    CancellationToken cancel
                ) => EditAsync(ReferenceLists.ServicePointKinds, code, ifMatch, entry, reference, actor, cancel)
            )
            .Editing("ServicePointKind", "kind of service point");
        edits.MapRemove(
            "/service-point-kinds/{code}",
            "ServicePointKind",
            "kind of service point",
            ReferenceLists.ServicePointKinds
        );
        edits
            .MapPost(
                "/departments",
                (DepartmentEntry entry, EditReference reference, Actor actor, CancellationToken cancel) =>
                    AddAsync(ReferenceLists.Departments, "departments", entry, reference, actor, cancel)
            )
            .Adding("Department", "department");
        edits
            .MapPut(
                "/departments/{code}",
                (
                    string code,
                    DepartmentEntry entry,
                    IfMatch ifMatch,
                    EditReference reference,
                    Actor actor,
                    CancellationToken cancel
                ) => EditAsync(ReferenceLists.Departments, code, ifMatch, entry, reference, actor, cancel)
            )
            .Editing("Department", "department");
        edits.MapRemove("/departments/{code}", "Department", "department", ReferenceLists.Departments);
    }

    private static async Task<Created<T>> AddAsync<T>(
        ReferenceList<T> list,
        string path,
        T entry,
        EditReference reference,
        Actor actor,
        CancellationToken cancel
    )
        where T : IReferenceEntry =>
        TypedResults.Created($"/api/v1/reference/{path}/{entry.Code}", await reference.AddAsync(list, entry, actor, cancel));

    private static async Task<Ok<T>> EditAsync<T>(
        ReferenceList<T> list,
        string code,
        IfMatch ifMatch,
        T entry,
        EditReference reference,
        Actor actor,
        CancellationToken cancel
    )
        where T : IReferenceEntry =>
        TypedResults.Ok(await reference.EditAsync(list, code, ifMatch.Version, entry, actor, cancel));

    private static void Adding(this RouteHandlerBuilder route, string name, string words) =>
        route
            .WithName($"add{name}")
            .WithSummary($"Adds a {words}.")
            .Refuses(ReferenceProblems.CodeTaken, ReferenceProblems.EntryTaken);

    private static void Editing(this RouteHandlerBuilder route, string name, string words) =>
        route.WithName($"edit{name}").WithSummary($"Changes a {words}, all but its code.").Refuses(ReferenceProblems.EntryTaken);

    private static void MapRemove<T>(
        this IEndpointRouteBuilder edits,
        string path,
        string name,
        string words,
        ReferenceList<T> list
    )
        where T : IReferenceEntry =>
        edits
            .MapDelete(
                path,
                async (string code, IfMatch ifMatch, EditReference reference, Actor actor, CancellationToken cancel) =>
                {
                    await reference.RemoveAsync(list, code, ifMatch.Version, actor, cancel);
                    return TypedResults.NoContent();
                }
            )
            .WithName($"remove{name}")
            .WithSummary($"Removes a {words} that nothing names.")
            .Refuses(ReferenceProblems.EntryInUse);

    private static async Task<Ok<ReferenceData>> ReadAsync(ReferenceStore reference, CancellationToken cancel) =>
        TypedResults.Ok(await reference.ReadAsync(cancel));

    private static async Task<Ok<IReadOnlyList<ReferenceUse>>> UsesAsync(EditReference reference, CancellationToken cancel) =>
        TypedResults.Ok(await reference.UsesAsync(cancel));

    private static async Task<Ok<IReadOnlyList<DepartmentEntry>>> DepartmentsAsync(
        EditReference reference,
        CancellationToken cancel
    ) => TypedResults.Ok(await reference.DepartmentsAsync(cancel));
}
