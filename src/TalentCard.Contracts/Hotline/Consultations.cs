using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Hotline;

/// <summary>A caller as the agent sees them the moment the phone rings.</summary>
/// <param name="Phone">Their number, all but the last four hidden; null where they withhold it.</param>
/// <param name="Talent">Who they are, where the number is a talent's.</param>
/// <param name="OpenTickets">What they wait for, the next due first.</param>
/// <param name="LastConsultations">Their last ten calls and questions, newest first.</param>
public sealed record Caller(
    string? Phone,
    CallerTalent? Talent,
    IReadOnlyList<TicketSummary> OpenTickets,
    IReadOnlyList<CallerConsultation> LastConsultations
);

/// <summary>The talent who calls.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">姓名.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Employer">工作单位.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="CardNumber">Number of their live or last card; null without one.</param>
/// <param name="CardState">Its state as shown: <c>active</c>, <c>suspended</c>, <c>expired</c>, <c>revoked</c> or
/// <c>replaced</c>.</param>
/// <param name="CardValidTo">Its last day.</param>
public sealed record CallerTalent(
    Guid Id,
    string Name,
    string Tier,
    string Employer,
    string Division,
    string? CardNumber,
    string? CardState,
    DateOnly? CardValidTo
);

/// <summary>An earlier call of the caller.</summary>
/// <param name="Id">Id of the consultation.</param>
/// <param name="ReceivedAt">When.</param>
/// <param name="Channel"><c>phone</c>, <c>app</c> or <c>visit</c>.</param>
/// <param name="Agent">Who took it; null for one from the talent's phone.</param>
/// <param name="Titles">Its matters.</param>
public sealed record CallerConsultation(Guid Id, DateTimeOffset ReceivedAt, string Channel, string? Agent, string[] Titles);

/// <summary>Finds a caller.</summary>
/// <param name="Phone">The number that rings: a mobile or landline number in digits, with or without separators.</param>
public sealed record CallerLookup([property: Required, StringLength(30, MinimumLength = 3)] string Phone);

/// <summary>One call, visit or question, with every matter that it touched.</summary>
/// <param name="Channel"><c>phone</c> or <c>visit</c>.</param>
/// <param name="Matters">One to five.</param>
/// <param name="Phone">The caller's number; left out where <paramref name="CallId"/> or <paramref name="TalentId"/> tells
/// it.</param>
/// <param name="CallerName">What they call themselves; the talent's own name stands where the number or
/// <paramref name="TalentId"/> finds one.</param>
/// <param name="TalentId">The talent who calls from another number.</param>
/// <param name="CallId">The call that the telephone exchange announced.</param>
/// <param name="Withheld">Whether the caller withholds their number, where nothing else tells it.</param>
public sealed record NewConsultation(
    [property: Required, AllowedValues("phone", "visit")] string Channel,
    [property: Required, Length(1, 5)] NewMatter[] Matters,
    [property: StringLength(30, MinimumLength = 3)] string? Phone = null,
    [property: StringLength(50, MinimumLength = 1)] string? CallerName = null,
    Guid? TalentId = null,
    Guid? CallId = null,
    bool Withheld = false
);

/// <summary>
/// One matter of a consultation. It becomes a ticket: answered on the spot, dispatched, or waiting to be dispatched.
/// </summary>
/// <param name="Kind"><c>policy_question</c>, <c>policy_redemption</c>, <c>appeal</c> or <c>suggestion</c>.</param>
/// <param name="Urgency"><c>normal</c> or <c>urgent</c>.</param>
/// <param name="Title">2 to 100 characters.</param>
/// <param name="Content">What the caller says, 2 to 4,000 characters.</param>
/// <param name="Division">Code of the county or park that it is about.</param>
/// <param name="Place">Where, in words.</param>
/// <param name="Answer">The answer given on the spot.</param>
/// <param name="Close">Close at once after the answer; an appeal never is, as it has its follow-up.</param>
/// <param name="DepartmentId">Dispatch at once to this lead department.</param>
/// <param name="CoDepartmentIds">Departments that work with it.</param>
public sealed record NewMatter(
    [property: Required, AllowedValues("policy_question", "policy_redemption", "appeal", "suggestion")] string Kind,
    [property: Required, AllowedValues("normal", "urgent")] string Urgency,
    [property: Required, StringLength(100, MinimumLength = 2)] string Title,
    [property: Required, StringLength(4000, MinimumLength = 2)] string Content,
    [property: StringLength(40)] string? Division = null,
    [property: StringLength(200)] string? Place = null,
    TicketAnswer? Answer = null,
    bool Close = false,
    Guid? DepartmentId = null,
    [property: MaxLength(5)] Guid[]? CoDepartmentIds = null
);

/// <summary>A consultation with its tickets.</summary>
/// <param name="Id">Id of the consultation.</param>
/// <param name="Channel"><c>phone</c>, <c>app</c> or <c>visit</c>.</param>
/// <param name="CallerName">What the caller calls themselves.</param>
/// <param name="CallerPhone">Their number, all but the last four hidden; null where it was withheld.</param>
/// <param name="TalentId">The talent who called.</param>
/// <param name="Agent">Who took it.</param>
/// <param name="ReceivedAt">When.</param>
/// <param name="Tickets">A ticket a matter, in the order told.</param>
public sealed record Consultation(
    Guid Id,
    string Channel,
    string CallerName,
    string? CallerPhone,
    Guid? TalentId,
    string? Agent,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<TicketSummary> Tickets
);

/// <summary>A ringing call, as the telephone exchange announces it.</summary>
/// <param name="Number">The number that calls; left out where it is withheld.</param>
/// <param name="Agent">User name of the agent at whose desk it rings; null: at every desk.</param>
/// <param name="Withheld">Whether the caller withholds their number.</param>
public sealed record RingingCall(
    [property: StringLength(30, MinimumLength = 3)] string? Number = null,
    [property: StringLength(100)] string? Agent = null,
    bool Withheld = false
);

/// <summary>A call that was announced.</summary>
/// <param name="Id">Id to open it by.</param>
/// <param name="RangAt">When it rang.</param>
public sealed record AnnouncedCall(Guid Id, DateTimeOffset RangAt);

/// <summary>An announced call with its caller.</summary>
/// <param name="Id">Id of the call.</param>
/// <param name="RangAt">When it rang.</param>
/// <param name="ConsultationId">The consultation that it became.</param>
/// <param name="Caller">Who calls.</param>
public sealed record CallAtTheDesk(Guid Id, DateTimeOffset RangAt, Guid? ConsultationId, Caller Caller);

/// <summary>
/// What the stream of <c>GET /api/v1/hotline/events</c> tells. Event names: <c>call</c>, <c>ticket</c>, <c>viewers</c>,
/// <c>alive</c>.
/// </summary>
/// <param name="Kind">The event's name again.</param>
/// <param name="Id">Of the call or ticket; null for <c>alive</c>.</param>
/// <param name="State">State of the ticket after the change.</param>
/// <param name="DepartmentId">Its lead department.</param>
/// <param name="Agent">User name of the agent at whose desk a call rings; null: at every desk.</param>
/// <param name="CoDepartmentIds">The departments that work with the lead.</param>
/// <param name="Division">Code of the county or park that the ticket is of.</param>
public sealed record HotlineEvent(
    string Kind,
    Guid? Id = null,
    string? State = null,
    Guid? DepartmentId = null,
    string? Agent = null,
    Guid[]? CoDepartmentIds = null,
    string? Division = null
);
