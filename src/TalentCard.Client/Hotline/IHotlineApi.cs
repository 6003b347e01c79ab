using Refit;
using TalentCard.Contracts.Hotline;

namespace TalentCard.Client.Hotline;

/// <summary>Calls, consultations and tickets.</summary>
public interface IHotlineApi
{
    /// <summary>Announces a ringing call to the agents' pages; for the telephone exchange.</summary>
    [Post("/api/v1/hotline/calls")]
    Task<AnnouncedCall> AnnounceCallAsync(
        [Body] RingingCall call,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>
    /// Streams what happens, as server-sent events, for nine minutes; then come back. Each event only says to look again.
    /// </summary>
    [Get("/api/v1/hotline/events")]
    Task<HttpResponseMessage> WatchHotlineAsync(CancellationToken cancel);

    /// <summary>Lists the departments that answer tickets.</summary>
    [Get("/api/v1/hotline/departments")]
    Task<IReadOnlyList<Department>> ListDepartmentsAsync(CancellationToken cancel);

    /// <summary>Lists the caller's saved filters.</summary>
    [Get("/api/v1/hotline/filters")]
    Task<IReadOnlyList<SavedFilter>> ListSavedFiltersAsync(CancellationToken cancel);

    /// <summary>Saves a filter under a name; the same name replaces it.</summary>
    [Post("/api/v1/hotline/filters")]
    Task<SavedFilter> SaveFilterAsync([Body] NewSavedFilter filter, CancellationToken cancel);

    /// <summary>Forgets a saved filter.</summary>
    [Delete("/api/v1/hotline/filters/{id}")]
    Task ForgetFilterAsync(Guid id, CancellationToken cancel);

    /// <summary>Finds a caller by number: the talent, the card, open tickets, last calls.</summary>
    [Post("/api/v1/hotline/callers/lookup")]
    Task<Caller> FindCallerAsync([Body] CallerLookup lookup, CancellationToken cancel);

    /// <summary>Opens an announced call with its caller.</summary>
    [Get("/api/v1/hotline/calls/{id}")]
    Task<CallAtTheDesk> GetCallAsync(Guid id, CancellationToken cancel);

    /// <summary>Takes a call or a visit with one to five matters, each answered, dispatched or left to be dispatched.</summary>
    [Post("/api/v1/hotline/consultations")]
    Task<Consultation> TakeConsultationAsync(
        [Body] NewConsultation consultation,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Shows a consultation with its tickets.</summary>
    [Get("/api/v1/hotline/consultations/{id}")]
    Task<Consultation> GetConsultationAsync(Guid id, CancellationToken cancel);

    /// <summary>Counts answered, on time, solved and satisfied of the consultations received in a period.</summary>
    [Get("/api/v1/hotline/rates")]
    Task<Rates> GetRatesAsync([Query] RateQuery query, CancellationToken cancel);

    /// <summary>Lists the tickets behind a count of the rates, newest first.</summary>
    [Get("/api/v1/hotline/rates/tickets")]
    Task<Page<TicketSummary>> ListRateTicketsAsync([Query] RateTicketQuery query, CancellationToken cancel);

    /// <summary>Counts the caller's queues.</summary>
    [Get("/api/v1/hotline/queues")]
    Task<QueueCounts> CountQueuesAsync(CancellationToken cancel);

    /// <summary>Lists a queue, the next due first, or all tickets and what a search finds, newest first.</summary>
    [Get("/api/v1/hotline/tickets")]
    Task<Page<TicketSummary>> ListTicketsAsync([Query] TicketQuery query, CancellationToken cancel);

    /// <summary>Shows a ticket with its history and what may be done with it now.</summary>
    [Get("/api/v1/hotline/tickets/{id}")]
    Task<TicketDetail> GetTicketAsync(Guid id, CancellationToken cancel);

    /// <summary>Finds tickets and articles like the words being typed.</summary>
    [Post("/api/v1/hotline/similar")]
    Task<Similar> FindSimilarAsync([Body] SimilarRequest request, CancellationToken cancel);

    /// <summary>The department accepts the ticket.</summary>
    [Post("/api/v1/hotline/tickets/{id}/accept")]
    Task<TicketDetail> AcceptTicketAsync(Guid id, CancellationToken cancel);

    /// <summary>The department returns the ticket within two working days, with a reason.</summary>
    [Post("/api/v1/hotline/tickets/{id}/return")]
    Task<TicketDetail> ReturnTicketAsync(Guid id, [Body] TicketReason reason, CancellationToken cancel);

    /// <summary>Asks the caller something; the deadline stands still until they answer.</summary>
    [Post("/api/v1/hotline/tickets/{id}/wait")]
    Task<TicketDetail> WaitForCallerAsync(Guid id, [Body] TicketReason question, CancellationToken cancel);

    /// <summary>Goes on after the caller has answered.</summary>
    [Post("/api/v1/hotline/tickets/{id}/resume")]
    Task<TicketDetail> ResumeTicketAsync(Guid id, CancellationToken cancel);

    /// <summary>The department answers the caller.</summary>
    [Post("/api/v1/hotline/tickets/{id}/reply")]
    Task<TicketDetail> ReplyToTicketAsync(Guid id, [Body] TicketAnswer answer, CancellationToken cancel);

    /// <summary>Writes an internal note, which no caller sees.</summary>
    [Post("/api/v1/hotline/tickets/{id}/notes")]
    Task<TicketDetail> NoteTicketAsync(Guid id, [Body] TicketReason note, CancellationToken cancel);

    /// <summary>Asks for more time before the deadline, with a reason.</summary>
    [Post("/api/v1/hotline/tickets/{id}/extensions")]
    Task<TicketDetail> AskExtensionAsync(Guid id, [Body] ExtensionRequest request, CancellationToken cancel);

    /// <summary>Shows the caller's number in clear, to call back; the reason is kept.</summary>
    [Post("/api/v1/hotline/tickets/{id}/caller/reveal")]
    Task<CallerPhone> RevealCallerPhoneAsync(Guid id, [Body] TicketReason reason, CancellationToken cancel);

    /// <summary>Says that the caller looks at the ticket, for a minute, and lists who else does.</summary>
    [Put("/api/v1/hotline/tickets/{id}/viewers")]
    Task<IReadOnlyList<Viewer>> LookAtTicketAsync(Guid id, CancellationToken cancel);

    /// <summary>Says that the caller looks no more.</summary>
    [Delete("/api/v1/hotline/tickets/{id}/viewers")]
    Task LeaveTicketAsync(Guid id, CancellationToken cancel);

    /// <summary>Dispatches many tickets to one department; those that moved on are left.</summary>
    [Post("/api/v1/hotline/tickets/dispatch")]
    Task<BulkDispatched> DispatchTicketsAsync([Body] BulkDispatch dispatch, CancellationToken cancel);

    /// <summary>Answers a ticket at the desk, without a department.</summary>
    [Post("/api/v1/hotline/tickets/{id}/answer")]
    Task<TicketDetail> AnswerTicketAsync(Guid id, [Body] TicketAnswer answer, CancellationToken cancel);

    /// <summary>Sends a ticket to a lead department and those that work with it.</summary>
    [Post("/api/v1/hotline/tickets/{id}/dispatch")]
    Task<TicketDetail> DispatchTicketAsync(Guid id, [Body] TicketDispatch dispatch, CancellationToken cancel);

    /// <summary>Takes a ticket from one department to another, with a reason.</summary>
    [Post("/api/v1/hotline/tickets/{id}/reassign")]
    Task<TicketDetail> ReassignTicketAsync(Guid id, [Body] TicketDispatch dispatch, CancellationToken cancel);

    /// <summary>Writes a follow-up call: reached, solved, satisfied. Who is not content has it reopened or escalated.</summary>
    [Post("/api/v1/hotline/tickets/{id}/follow-ups")]
    Task<TicketDetail> FollowUpTicketAsync(Guid id, [Body] FollowUpRequest followUp, CancellationToken cancel);

    /// <summary>Closes a ticket; an appeal only after its follow-up.</summary>
    [Post("/api/v1/hotline/tickets/{id}/close")]
    Task<TicketDetail> CloseTicketAsync(Guid id, [Body] TicketReason reason, CancellationToken cancel);

    /// <summary>Opens a ticket again, with a new deadline.</summary>
    [Post("/api/v1/hotline/tickets/{id}/reopen")]
    Task<TicketDetail> ReopenTicketAsync(Guid id, [Body] TicketReason reason, CancellationToken cancel);

    /// <summary>Has the office watch over a ticket.</summary>
    [Post("/api/v1/hotline/tickets/{id}/escalate")]
    Task<TicketDetail> EscalateTicketAsync(Guid id, [Body] TicketReason reason, CancellationToken cancel);

    /// <summary>
    /// Corrects a ticket's kind and urgency; what was promised stands, and the deadline only ever comes forward.
    /// </summary>
    [Post("/api/v1/hotline/tickets/{id}/amend")]
    Task<TicketDetail> AmendTicketAsync(Guid id, [Body] TicketAmendment amendment, CancellationToken cancel);

    /// <summary>Links two tickets.</summary>
    [Post("/api/v1/hotline/tickets/{id}/links")]
    Task<TicketDetail> LinkTicketsAsync(Guid id, [Body] OtherTicket other, CancellationToken cancel);

    /// <summary>Merges a ticket into another of the same caller.</summary>
    [Post("/api/v1/hotline/tickets/{id}/merge")]
    Task<TicketDetail> MergeTicketAsync(Guid id, [Body] OtherTicket other, CancellationToken cancel);

    /// <summary>Writes down that the caller was told of the extension.</summary>
    [Post("/api/v1/hotline/tickets/{id}/extensions/{extension}/tell")]
    Task<TicketDetail> TellExtensionAsync(Guid id, Guid extension, CancellationToken cancel);

    /// <summary>Approves an extension that another person asked for.</summary>
    [Post("/api/v1/hotline/tickets/{id}/extensions/{extension}/approve")]
    Task<TicketDetail> ApproveExtensionAsync(Guid id, Guid extension, [Body] TicketReason decision, CancellationToken cancel);

    /// <summary>Rejects an extension that another person asked for.</summary>
    [Post("/api/v1/hotline/tickets/{id}/extensions/{extension}/reject")]
    Task<TicketDetail> RejectExtensionAsync(Guid id, Guid extension, [Body] TicketReason decision, CancellationToken cancel);

    /// <summary>Asks the hotline a question.</summary>
    [Post("/api/v1/me/consultations")]
    Task<MyConsultationDetail> AskHotlineAsync(
        [Body] MyNewConsultation consultation,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Lists the caller's matters, by phone or from the app, newest first.</summary>
    [Get("/api/v1/me/consultations")]
    Task<Page<MyConsultation>> ListOwnConsultationsAsync([Query] ListQuery query, CancellationToken cancel);

    /// <summary>Shows a matter with its course and its answer.</summary>
    [Get("/api/v1/me/consultations/{id}")]
    Task<MyConsultationDetail> GetOwnConsultationAsync(Guid id, CancellationToken cancel);

    /// <summary>Answers what the department asked; the deadline runs on.</summary>
    [Post("/api/v1/me/consultations/{id}/supplements")]
    Task<MyConsultationDetail> SupplementConsultationAsync(Guid id, [Body] MySupplement supplement, CancellationToken cancel);
}
