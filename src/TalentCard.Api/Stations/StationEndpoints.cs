using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.Stations;
using TalentCard.Core.Stations;

namespace TalentCard.Api.Stations;

/// <summary>博士后站点: a manager sees and edits their own, the office all.</summary>
internal static class StationEndpoints
{
    public static void MapStations(this IEndpointRouteBuilder routes)
    {
        var stations = routes.MapGroup("/api/v1/stations").RequireAuthorization(Policies.StationOrOffice).WithTags("Stations");
        stations
            .MapGet("/", ListAsync)
            .WithName("listStations")
            .WithSummary("Lists the stations, newest first; a manager's own only.");
        stations.MapGet("/{id:guid}", ReadAsync).WithName("getStation").WithSummary("Shows a station with its mentors.");
        stations
            .MapPut("/{id:guid}", EditAsync)
            .WithName("editStation")
            .WithSummary("Changes a station; its name, kind and approval are the office's to change.")
            .Refuses(StationProblems.NameTaken, StationProblems.OfficesField, AccessProblems.OtherDivision);
        stations
            .MapPost("/{id:guid}/mentors", AddMentorAsync)
            .WithName("addMentor")
            .WithSummary("Adds a mentor, in the station or at a university.")
            .Refuses(StationProblems.MentorTwice);
        stations
            .MapPut("/{id:guid}/mentors/{mentor:guid}", EditMentorAsync)
            .WithName("editMentor")
            .WithSummary("Changes a mentor; an inactive one takes no more postdocs.")
            .Refuses(StationProblems.MentorTwice);
        stations
            .MapGet("/disciplines", DisciplinesAsync)
            .WithName("listDisciplines")
            .WithSummary("Lists the disciplines to choose from.");
        stations
            .MapGet("/due", DueAsync)
            .WithName("listPostdocDues")
            .WithSummary("Lists what is overdue and what is due in the days ahead, the most pressing first.");
        stations
            .MapGet("/figures", FiguresAsync)
            .WithName("getPostdocFigures")
            .WithSummary("Counts who is in residence, what was in time and where postdocs went.");
        stations
            .MapGet("/rules", RulesAsync)
            .WithName("listPostdocRules")
            .WithSummary("Lists the rules of residences, the newest first.");

        var office = routes.MapGroup("/api/v1/stations").RequireAuthorization(Policies.CityOffice).WithTags("Stations");
        office
            .MapPost("/", CreateAsync)
            .WithName("createStation")
            .WithSummary("Enters a station.")
            .Refuses(StationProblems.NameTaken);
        office
            .MapPut("/rules/{validFrom}", SetRuleAsync)
            .WithName("setPostdocRule")
            .WithSummary("Sets the rule for who enters from a day on, tomorrow at the earliest; who has entered keeps theirs.")
            .Refuses(StationProblems.RuleInForce);
    }

    private static async Task<Ok<Page<Station>>> ListAsync(
        [AsParameters] StationQuery query,
        StationStore stations,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await stations.ListAsync(query, actor, cancel));

    private static async Task<Ok<StationDetail>> ReadAsync(
        Guid id,
        StationStore stations,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await stations.ReadAsync(id, actor, cancel));

    private static async Task<Created<Station>> CreateAsync(
        StationRequest request,
        IdempotencyKey key,
        StationStore stations,
        Actor actor,
        CancellationToken cancel
    )
    {
        var station = await stations.CreateAsync(request, key.Value, RequestHash.Of("createStation", request), actor, cancel);
        return TypedResults.Created($"/api/v1/stations/{station.Id}", station);
    }

    private static async Task<Ok<Station>> EditAsync(
        Guid id,
        StationRequest request,
        IfMatch ifMatch,
        StationStore stations,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await stations.EditAsync(id, ifMatch.Version, request, actor, cancel));

    private static async Task<Created<Mentor>> AddMentorAsync(
        Guid id,
        MentorRequest request,
        IdempotencyKey key,
        StationStore stations,
        Actor actor,
        CancellationToken cancel
    )
    {
        var mentor = await stations.AddMentorAsync(
            id,
            request,
            key.Value,
            RequestHash.Of("addMentor", new { id, request }),
            actor,
            cancel
        );
        return TypedResults.Created($"/api/v1/stations/{id}", mentor);
    }

    private static async Task<Ok<Mentor>> EditMentorAsync(
        Guid id,
        Guid mentor,
        MentorRequest request,
        IfMatch ifMatch,
        StationStore stations,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await stations.EditMentorAsync(id, mentor, ifMatch.Version, request, actor, cancel));

    private static async Task<Ok<IReadOnlyList<Discipline>>> DisciplinesAsync(StationStore stations, CancellationToken cancel) =>
        TypedResults.Ok(await stations.DisciplinesAsync(cancel));

    private static async Task<Ok<IReadOnlyList<DueStep>>> DueAsync(
        [AsParameters] DueQuery query,
        StationDues dues,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await dues.ListAsync(query.Days, query.Station, actor, cancel));

    private static async Task<Ok<PostdocFigures>> FiguresAsync(StationFigures figures, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await figures.ReadAsync(actor, cancel));

    private static async Task<Ok<IReadOnlyList<PostdocRule>>> RulesAsync(PostdocRuleStore rules, CancellationToken cancel) =>
        TypedResults.Ok(await rules.ListAsync(cancel));

    private static async Task<Ok<PostdocRule>> SetRuleAsync(
        DateOnly validFrom,
        PostdocRuleRequest rule,
        PostdocRuleStore rules,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await rules.SetAsync(validFrom, rule, actor, cancel));
}
