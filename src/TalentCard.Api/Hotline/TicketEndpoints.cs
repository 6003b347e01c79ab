using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Hotline;

namespace TalentCard.Api.Hotline;

/// <summary>工单: queues and every step. Which step a ticket takes stands in Core's table; whose it is, in its SQL.</summary>
internal static class TicketEndpoints
{
    public static void MapTickets(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/api/v1/hotline").RequireAuthorization(Policies.Hotline).WithTags("Tickets");
        all.MapGet("/queues", CountAsync).WithName("countQueues").WithSummary("Counts the caller's queues.");
        all.MapGet("/tickets", ListAsync)
            .WithName("listTickets")
            .WithSummary("Lists a queue, the next due first, or all tickets and what a search finds, newest first.");
        all.MapGet("/tickets/{id:guid}", ReadAsync)
            .WithName("getTicket")
            .WithSummary("Shows a ticket with its history and what may be done with it now.");
        all.MapPost("/similar", SimilarAsync)
            .WithName("findSimilar")
            .WithSummary("Finds tickets and articles like the words being typed.");
        all.MapPost("/tickets/{id:guid}/accept", AcceptAsync)
            .WithName("acceptTicket")
            .WithSummary("The department accepts the ticket.")
            .RefusesSteps();
        all.MapPost("/tickets/{id:guid}/return", ReturnAsync)
            .WithName("returnTicket")
            .WithSummary("The department returns the ticket within two working days, with a reason.")
            .RefusesSteps()
            .Refuses(HotlineProblems.TooLateToReturn);
        all.MapPost("/tickets/{id:guid}/wait", WaitAsync)
            .WithName("waitForCaller")
            .WithSummary("Asks the caller something; the deadline stands still until they answer.")
            .RefusesSteps();
        all.MapPost("/tickets/{id:guid}/resume", ResumeAsync)
            .WithName("resumeTicket")
            .WithSummary("Goes on after the caller has answered.")
            .RefusesSteps();
        all.MapPost("/tickets/{id:guid}/reply", ReplyAsync)
            .WithName("replyToTicket")
            .WithSummary("The department answers the caller.")
            .RefusesSteps();
        all.MapPost("/tickets/{id:guid}/notes", NoteAsync)
            .WithName("noteTicket")
            .WithSummary("Writes an internal note, which no caller sees.")
            .RefusesSteps();
        all.MapPost("/tickets/{id:guid}/extensions", AskExtensionAsync)
            .WithName("askExtension")
            .WithSummary("Asks for more time before the deadline, with a reason.")
            .RefusesSteps()
            .Refuses(HotlineProblems.TooLateToExtend, HotlineProblems.ExtensionPending);
        all.MapPost("/tickets/{id:guid}/caller/reveal", RevealAsync)
            .WithName("revealCallerPhone")
            .WithSummary("Shows the caller's number in clear, to call back; the reason is kept.")
            .Refuses(HotlineProblems.NumberWithheld);
        all.MapPut("/tickets/{id:guid}/viewers", LookAsync)
            .WithName("lookAtTicket")
            .WithSummary("Says that the caller looks at the ticket, for a minute, and lists who else does.");
        all.MapDelete("/tickets/{id:guid}/viewers", LeaveAsync)
            .WithName("leaveTicket")
            .WithSummary("Says that the caller looks no more.");

        var desk = routes.MapGroup("/api/v1/hotline/tickets").RequireAuthorization(Policies.TicketDesk).WithTags("Tickets");
        desk.MapPost("/dispatch", DispatchManyAsync)
            .WithName("dispatchTickets")
            .WithSummary("Dispatches many tickets to one department; those that moved on are left.");
        desk.MapPost("/{id:guid}/answer", AnswerAsync)
            .WithName("answerTicket")
            .WithSummary("Answers a ticket at the desk, without a department.")
            .RefusesSteps();
        desk.MapPost("/{id:guid}/dispatch", DispatchAsync)
            .WithName("dispatchTicket")
            .WithSummary("Sends a ticket to a lead department and those that work with it.")
            .RefusesSteps();
        desk.MapPost("/{id:guid}/reassign", ReassignAsync)
            .WithName("reassignTicket")
            .WithSummary("Takes a ticket from one department to another, with a reason.")
            .RefusesSteps();
        desk.MapPost("/{id:guid}/follow-ups", FollowUpAsync)
            .WithName("followUpTicket")
            .WithSummary("Writes a follow-up call: reached, solved, satisfied. Who is not content has it reopened or escalated.")
            .RefusesSteps()
            .Refuses(HotlineProblems.TriedToday);
        desk.MapPost("/{id:guid}/close", CloseAsync)
            .WithName("closeTicket")
            .WithSummary("Closes a ticket; an appeal only after its follow-up.")
            .RefusesSteps()
            .Refuses(HotlineProblems.FollowUpFirst, HotlineProblems.OfficeCloses);
        desk.MapPost("/{id:guid}/reopen", ReopenAsync)
            .WithName("reopenTicket")
            .WithSummary("Opens a ticket again, with a new deadline.")
            .RefusesSteps();
        desk.MapPost("/{id:guid}/escalate", EscalateAsync)
            .WithName("escalateTicket")
            .WithSummary("Has the office watch over a ticket.")
            .RefusesSteps();
        desk.MapPost("/{id:guid}/amend", AmendAsync)
            .WithName("amendTicket")
            .WithSummary(
                "Corrects a ticket's kind and urgency; what was promised stands, and the deadline only ever comes forward."
            )
            .RefusesSteps();
        desk.MapPost("/{id:guid}/links", LinkAsync)
            .WithName("linkTickets")
            .WithSummary("Links two tickets.")
            .RefusesSteps()
            .Refuses(HotlineProblems.SameTicket);
        desk.MapPost("/{id:guid}/merge", MergeAsync)
            .WithName("mergeTicket")
            .WithSummary("Merges a ticket into another of the same caller.")
            .RefusesSteps()
            .Refuses(HotlineProblems.SameTicket, HotlineProblems.OtherCaller);
        desk.MapPost("/{id:guid}/extensions/{extension:guid}/tell", TellAsync)
            .WithName("tellExtension")
            .WithSummary("Writes down that the caller was told of the extension.")
            .RefusesSteps()
            .Refuses(HotlineProblems.ExtensionDecided);

        var office = routes.MapGroup("/api/v1/hotline/tickets").RequireAuthorization(Policies.Office).WithTags("Tickets");
        office
            .MapPost("/{id:guid}/extensions/{extension:guid}/approve", ApproveAsync)
            .WithName("approveExtension")
            .WithSummary("Approves an extension that another person asked for.")
            .RefusesSteps()
            .Refuses(HotlineProblems.ExtensionDecided, HotlineProblems.SecondPersonRequired);
        office
            .MapPost("/{id:guid}/extensions/{extension:guid}/reject", RejectAsync)
            .WithName("rejectExtension")
            .WithSummary("Rejects an extension that another person asked for.")
            .RefusesSteps()
            .Refuses(HotlineProblems.ExtensionDecided, HotlineProblems.SecondPersonRequired);
    }

    private static RouteHandlerBuilder RefusesSteps(this RouteHandlerBuilder endpoint) =>
        endpoint.Refuses(HotlineProblems.MovedOn, HotlineProblems.LeftDepartment, HotlineProblems.NotYours);

    private static async Task<Ok<QueueCounts>> CountAsync(TicketStore tickets, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await tickets.CountAsync(actor, cancel));

    private static async Task<Ok<Page<TicketSummary>>> ListAsync(
        [AsParameters] TicketQuery query,
        TicketStore tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.ListAsync(query, actor, cancel));

    private static async Task<Ok<TicketDetail>> ReadAsync(Guid id, TicketStore tickets, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await tickets.ReadAsync(id, actor, cancel));

    // A handler sees articles only: other departments' tickets are not theirs.
    private static async Task<Ok<Similar>> SimilarAsync(
        SimilarRequest request,
        SimilarStore similar,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await similar.FindAsync(request, actor, cancel));

    private static async Task<Ok<TicketDetail>> AcceptAsync(
        Guid id,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.ApplyAsync(id, TicketAction.Accept, null, actor, cancel));

    private static async Task<Ok<TicketDetail>> ReturnAsync(
        Guid id,
        TicketReason reason,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.ApplyAsync(id, TicketAction.Return, reason.Reason, actor, cancel));

    private static async Task<Ok<TicketDetail>> WaitAsync(
        Guid id,
        TicketReason question,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.ApplyAsync(id, TicketAction.Wait, question.Reason, actor, cancel));

    private static async Task<Ok<TicketDetail>> ResumeAsync(
        Guid id,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.ApplyAsync(id, TicketAction.Resume, null, actor, cancel));

    private static async Task<Ok<TicketDetail>> ReplyAsync(
        Guid id,
        TicketAnswer answer,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.AnswerAsync(id, TicketAction.Reply, answer, actor, cancel));

    private static async Task<Ok<TicketDetail>> NoteAsync(
        Guid id,
        TicketReason note,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.NoteAsync(id, note.Reason, actor, cancel));

    private static async Task<Ok<TicketDetail>> AskExtensionAsync(
        Guid id,
        ExtensionRequest request,
        ExtendTicket extend,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await extend.AskAsync(id, request, actor, cancel));

    private static async Task<Ok<CallerPhone>> RevealAsync(
        Guid id,
        TicketReason reason,
        ChangeTicket tickets,
        CallerNumber numbers,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.RevealPhoneAsync(id, reason.Reason, actor, numbers, cancel));

    private static async Task<Ok<IReadOnlyList<Viewer>>> LookAsync(
        Guid id,
        ViewerStore viewers,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await viewers.LookAsync(id, actor, cancel));

    private static async Task<NoContent> LeaveAsync(Guid id, ViewerStore viewers, Actor actor, CancellationToken cancel)
    {
        await viewers.LeaveAsync(id, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<BulkDispatched>> DispatchManyAsync(
        BulkDispatch dispatch,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.DispatchAsync(dispatch, actor, cancel));

    private static async Task<Ok<TicketDetail>> AnswerAsync(
        Guid id,
        TicketAnswer answer,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.AnswerAsync(id, TicketAction.Answer, answer, actor, cancel));

    private static async Task<Ok<TicketDetail>> DispatchAsync(
        Guid id,
        TicketDispatch dispatch,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.SendAsync(id, TicketAction.Dispatch, dispatch, actor, cancel));

    private static async Task<Ok<TicketDetail>> ReassignAsync(
        Guid id,
        TicketDispatch dispatch,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.SendAsync(id, TicketAction.Reassign, dispatch, actor, cancel));

    private static async Task<Ok<TicketDetail>> FollowUpAsync(
        Guid id,
        FollowUpRequest followUp,
        FollowUpTicket followUps,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await followUps.WriteAsync(id, followUp, actor, cancel));

    private static async Task<Ok<TicketDetail>> CloseAsync(
        Guid id,
        TicketReason reason,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.ApplyAsync(id, TicketAction.Close, reason.Reason, actor, cancel));

    private static async Task<Ok<TicketDetail>> ReopenAsync(
        Guid id,
        TicketReason reason,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.ReopenAsync(id, reason.Reason, actor, cancel));

    private static async Task<Ok<TicketDetail>> EscalateAsync(
        Guid id,
        TicketReason reason,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.ApplyAsync(id, TicketAction.Escalate, reason.Reason, actor, cancel));

    private static async Task<Ok<TicketDetail>> AmendAsync(
        Guid id,
        TicketAmendment amendment,
        ChangeTicket tickets,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await tickets.AmendAsync(id, amendment, actor, cancel));

    private static async Task<Ok<TicketDetail>> LinkAsync(
        Guid id,
        OtherTicket other,
        JoinTickets join,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await join.LinkAsync(id, other, actor, cancel));

    private static async Task<Ok<TicketDetail>> MergeAsync(
        Guid id,
        OtherTicket other,
        JoinTickets join,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await join.MergeAsync(id, other, actor, cancel));

    private static async Task<Ok<TicketDetail>> TellAsync(
        Guid id,
        Guid extension,
        ExtendTicket extend,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await extend.TellAsync(id, extension, actor, cancel));

    private static async Task<Ok<TicketDetail>> ApproveAsync(
        Guid id,
        Guid extension,
        TicketReason decision,
        ExtendTicket extend,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await extend.DecideAsync(id, extension, true, decision.Reason, actor, cancel));

    private static async Task<Ok<TicketDetail>> RejectAsync(
        Guid id,
        Guid extension,
        TicketReason decision,
        ExtendTicket extend,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await extend.DecideAsync(id, extension, false, decision.Reason, actor, cancel));
}
