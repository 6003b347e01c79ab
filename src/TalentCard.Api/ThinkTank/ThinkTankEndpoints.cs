using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Documents;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Core.ThinkTank;

namespace TalentCard.Api.ThinkTank;

/// <summary>智库: experts, villages and firms, visits, scores and requests, for the office.</summary>
internal static class ThinkTankEndpoints
{
    public static void MapThinkTank(this IEndpointRouteBuilder routes)
    {
        var tank = routes.MapGroup("/api/v1/think-tank").RequireAuthorization(Policies.Office).WithTags("Think tank");
        tank.MapGet("/experts", ListExpertsAsync).WithName("listExperts").WithSummary("Lists experts, the last added first.");
        tank.MapPost("/experts", CreateExpertAsync)
            .WithName("createExpert")
            .WithSummary("Takes an expert in.")
            .Refuses(ThinkTankProblems.AccountTaken, AccessProblems.OtherDivision);
        tank.MapGet("/experts/{id:guid}", ReadExpertAsync).WithName("getExpert").WithSummary("Shows an expert.");
        tank.MapPut("/experts/{id:guid}", EditExpertAsync)
            .WithName("editExpert")
            .WithSummary("Changes an expert.")
            .Refuses(ThinkTankProblems.AccountTaken, AccessProblems.OtherDivision);
        tank.MapGet("/experts/{id:guid}/years", YearsAsync)
            .WithName("listExpertYears")
            .WithSummary("Scores the years of one expert, the last first.");
        tank.MapGet("/scores", ScoresAsync)
            .WithName("listExpertScores")
            .WithSummary("Scores the experts of a year, the best first.");
        tank.MapGet("/advisees", ListAdviseesAsync)
            .WithName("listAdvisees")
            .WithSummary("Lists villages and firms, the last added first.");
        tank.MapPost("/advisees", CreateAdviseeAsync)
            .WithName("createAdvisee")
            .WithSummary("Takes a village or firm in.")
            .Refuses(ThinkTankProblems.NameTaken, AccessProblems.OtherDivision);
        tank.MapGet("/advisees/{id:guid}", ReadAdviseeAsync).WithName("getAdvisee").WithSummary("Shows a village or firm.");
        tank.MapPut("/advisees/{id:guid}", EditAdviseeAsync)
            .WithName("editAdvisee")
            .WithSummary("Changes a village or firm.")
            .Refuses(ThinkTankProblems.NameTaken, AccessProblems.OtherDivision);
        tank.MapGet("/service-logs", ListLogsAsync)
            .WithName("listServiceLogs")
            .WithSummary("Lists visits, the last logged first.");
        tank.MapGet("/service-logs/{id:guid}", ReadLogAsync).WithName("getServiceLog").WithSummary("Shows a visit.");
        tank.MapGet("/service-logs/{id:guid}/photo", ReadPhotoAsync)
            .WithName("getServiceLogPhoto")
            .WithSummary("Shows a visit's photo.")
            .GivesDocument();
        tank.MapPut("/service-logs/{id:guid}/word", ConfirmAsync)
            .WithName("confirmServiceLog")
            .WithSummary("Writes down the village's word on a visit.");
        tank.MapGet("/help-requests", ListRequestsAsync)
            .WithName("listHelpRequests")
            .WithSummary("Lists requests for help, newest first.");
        tank.MapPost("/help-requests", CreateRequestAsync)
            .WithName("createHelpRequest")
            .WithSummary("Takes a request for help in.");
        tank.MapGet("/help-requests/{id:guid}", ReadRequestAsync)
            .WithName("getHelpRequest")
            .WithSummary("Shows a request for help.");
        tank.MapGet("/help-requests/{id:guid}/experts", CandidatesAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("listHelpRequestExperts")
            .WithSummary("Proposes the experts who fit a request best, with reasons.");
        tank.MapPost("/help-requests/{id:guid}/assignment", AssignAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("assignHelpRequest")
            .WithSummary("Sends an expert.")
            .Refuses(ThinkTankProblems.RequestClosed);
        tank.MapPost("/help-requests/{id:guid}/close", CloseAsync)
            .WithName("closeHelpRequest")
            .WithSummary("Closes a request with what came of it.")
            .Refuses(ThinkTankProblems.RequestClosed);
        tank.MapGet("/rules", RulesAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("listThinkTankRules")
            .WithSummary("Lists the rules of fit, visits and scores, the newest first.");
        tank.MapPut("/rules/{validFrom}", SetRuleAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("setThinkTankRule")
            .WithSummary("Sets the rule from a day on, tomorrow at the earliest.")
            .Refuses(ThinkTankProblems.RuleInForce, ThinkTankProblems.Shares, ThinkTankProblems.Parts);
        routes
            .MapGet("/api/v1/think-tank/specialities", TreeAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithTags("Think tank")
            .WithName("listSpecialities")
            .WithSummary("Lists the tree of specialities and needs.");
    }

    private static async Task<Ok<IReadOnlyList<Speciality>>> TreeAsync(ExpertStore experts, CancellationToken cancel) =>
        TypedResults.Ok(await experts.TreeAsync(cancel));

    private static async Task<Ok<Page<Expert>>> ListExpertsAsync(
        [AsParameters] ExpertQuery query,
        ExpertStore experts,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await experts.ListAsync(query, actor, cancel));

    private static async Task<Created<Expert>> CreateExpertAsync(
        ExpertRequest request,
        IdempotencyKey idempotencyKey,
        ExpertStore experts,
        Actor actor,
        CancellationToken cancel
    )
    {
        var expert = await experts.CreateAsync(
            request,
            idempotencyKey.Value,
            RequestHash.Of("createExpert", request),
            actor,
            cancel
        );
        return TypedResults.Created($"/api/v1/think-tank/experts/{expert.Id}", expert);
    }

    private static async Task<Ok<Expert>> ReadExpertAsync(Guid id, ExpertStore experts, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await experts.ReadAsync(id, actor, cancel));

    private static async Task<Ok<Expert>> EditExpertAsync(
        Guid id,
        ExpertRequest request,
        IfMatch ifMatch,
        ExpertStore experts,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await experts.EditAsync(id, ifMatch.Version, request, actor, cancel));

    private static async Task<Ok<IReadOnlyList<ExpertYear>>> YearsAsync(
        Guid id,
        ExpertStore experts,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await experts.YearsAsync(id, actor, cancel));

    private static async Task<Ok<IReadOnlyList<ThinkTankRule>>> RulesAsync(ThinkTankRuleStore rules, CancellationToken cancel) =>
        TypedResults.Ok(await rules.ListAsync(cancel));

    private static async Task<Ok<ThinkTankRule>> SetRuleAsync(
        DateOnly validFrom,
        ThinkTankFigures figures,
        ThinkTankRuleStore rules,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await rules.SetAsync(validFrom, figures, actor, cancel));

    private static async Task<Ok<IReadOnlyList<ExpertScore>>> ScoresAsync(
        [Range(2000, 2200)] int year,
        ExpertStore experts,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await experts.ScoresAsync(year, actor, cancel));

    private static async Task<Ok<Page<Advisee>>> ListAdviseesAsync(
        [AsParameters] AdviseeQuery query,
        AdviseeStore advisees,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await advisees.ListAsync(query, actor, cancel));

    private static async Task<Created<Advisee>> CreateAdviseeAsync(
        AdviseeRequest request,
        IdempotencyKey idempotencyKey,
        AdviseeStore advisees,
        Actor actor,
        CancellationToken cancel
    )
    {
        var advisee = await advisees.CreateAsync(
            request,
            idempotencyKey.Value,
            RequestHash.Of("createAdvisee", request),
            actor,
            cancel
        );
        return TypedResults.Created($"/api/v1/think-tank/advisees/{advisee.Id}", advisee);
    }

    private static async Task<Ok<Advisee>> ReadAdviseeAsync(
        Guid id,
        AdviseeStore advisees,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await advisees.ReadAsync(id, actor, cancel));

    private static async Task<Ok<Advisee>> EditAdviseeAsync(
        Guid id,
        AdviseeRequest request,
        IfMatch ifMatch,
        AdviseeStore advisees,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await advisees.EditAsync(id, ifMatch.Version, request, actor, cancel));

    private static async Task<Ok<Page<ServiceLog>>> ListLogsAsync(
        [AsParameters] ServiceLogQuery query,
        ServiceLogStore logs,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await logs.ListAsync(query, null, actor, cancel));

    private static async Task<Ok<ServiceLog>> ReadLogAsync(
        Guid id,
        ServiceLogStore logs,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await logs.ReadAsync(id, null, actor, cancel));

    private static async Task<FileContentHttpResult> ReadPhotoAsync(
        Guid id,
        ServiceLogStore logs,
        Actor actor,
        HttpContext context,
        CancellationToken cancel
    ) => DocumentTransfer.Send(context, await logs.PhotoAsync(id, null, actor, cancel));

    private static async Task<Ok<ServiceLog>> ConfirmAsync(
        Guid id,
        VisitFeedback word,
        IfMatch ifMatch,
        ServiceLogStore logs,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await logs.ConfirmAsync(id, ifMatch.Version, word, actor, cancel));

    private static async Task<Ok<Page<HelpRequest>>> ListRequestsAsync(
        [AsParameters] HelpRequestQuery query,
        HelpRequestStore requests,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await requests.ListAsync(query, actor, cancel));

    private static async Task<Created<HelpRequest>> CreateRequestAsync(
        NewHelpRequest request,
        IdempotencyKey idempotencyKey,
        HelpRequestStore requests,
        Actor actor,
        CancellationToken cancel
    )
    {
        var made = await requests.CreateAsync(
            request,
            idempotencyKey.Value,
            RequestHash.Of("createHelpRequest", request),
            actor,
            cancel
        );
        return TypedResults.Created($"/api/v1/think-tank/help-requests/{made.Id}", made);
    }

    private static async Task<Ok<HelpRequest>> ReadRequestAsync(
        Guid id,
        HelpRequestStore requests,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await requests.ReadAsync(id, actor, cancel));

    private static async Task<Ok<IReadOnlyList<ExpertCandidate>>> CandidatesAsync(
        Guid id,
        HelpRequestStore requests,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await requests.CandidatesAsync(id, actor, cancel));

    private static async Task<Ok<HelpRequest>> AssignAsync(
        Guid id,
        Assignment assignment,
        IfMatch ifMatch,
        HelpRequestStore requests,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await requests.AssignAsync(id, ifMatch.Version, assignment.ExpertId, actor, cancel));

    private static async Task<Ok<HelpRequest>> CloseAsync(
        Guid id,
        Closing closing,
        IfMatch ifMatch,
        HelpRequestStore requests,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await requests.CloseAsync(id, ifMatch.Version, closing.Outcome, actor, cancel));
}
