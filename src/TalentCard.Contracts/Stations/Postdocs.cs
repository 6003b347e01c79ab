using System.ComponentModel.DataAnnotations;
using TalentCard.Contracts.Documents;

namespace TalentCard.Contracts.Stations;

/// <summary>A postdoc of a list.</summary>
/// <param name="Id">Their id.</param>
/// <param name="StationId">The station.</param>
/// <param name="StationName">Its name.</param>
/// <param name="Name">姓名.</param>
/// <param name="Discipline">Code of the discipline.</param>
/// <param name="University">Where the doctorate was taken.</param>
/// <param name="Mentor">Name of the mentor in the station.</param>
/// <param name="UniversityMentor">Name of the mentor at the university.</param>
/// <param name="AgreementNumber">Number of the agreement.</param>
/// <param name="EnteredOn">进站.</param>
/// <param name="PlannedEnd">Last day as agreed, extensions included.</param>
/// <param name="State"><c>proposed</c>, <c>resident</c> (from the day of entry on, which may be to come), <c>completed</c>,
/// <c>withdrawn</c> or <c>rejected</c>.</param>
/// <param name="ProposalOn">开题.</param>
/// <param name="ProposalDue">The last day for it by the rule of the entry.</param>
/// <param name="MidtermOn">中期考核, the first.</param>
/// <param name="MidtermDue">The last day for it.</param>
/// <param name="MidtermResult"><c>excellent</c>, <c>good</c>, <c>pass</c> or <c>fail</c>, of the last review.</param>
/// <param name="LeftOn">出站 or 退站.</param>
/// <param name="Destination"><c>host</c>, <c>university</c>, <c>institute</c>, <c>company</c>, <c>government</c>, <c>abroad</c>
/// or <c>other</c>.</param>
/// <param name="Pending">Kind of the request that waits for the office.</param>
/// <param name="Paid">Funding paid, in yuan.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="CreatedAt">When they were entered here.</param>
public sealed record Postdoc(
    Guid Id,
    Guid StationId,
    string StationName,
    string Name,
    string Discipline,
    string University,
    string Mentor,
    string? UniversityMentor,
    string AgreementNumber,
    DateOnly EnteredOn,
    DateOnly PlannedEnd,
    string State,
    DateOnly? ProposalOn,
    DateOnly ProposalDue,
    DateOnly? MidtermOn,
    DateOnly MidtermDue,
    string? MidtermResult,
    DateOnly? LeftOn,
    string? Destination,
    string? Pending,
    decimal Paid,
    int Version,
    DateTimeOffset CreatedAt
);

/// <summary>Everything about a postdoc.</summary>
/// <param name="Postdoc">The postdoc.</param>
/// <param name="MentorId">The mentor in the station.</param>
/// <param name="UniversityMentorId">The mentor at the university.</param>
/// <param name="ProposalTitle">What the proposal is about.</param>
/// <param name="Ground">Why they withdrew.</param>
/// <param name="DestinationNote">Where exactly they went.</param>
/// <param name="Rule">The rule of the day of entry.</param>
/// <param name="Actions">What can be done now, beside the office's decisions.</param>
/// <param name="Timeline">What was, and what is due, by day.</param>
/// <param name="Requests">Requests to the office, the newest first.</param>
/// <param name="Reviews">Midterm reviews, the first one first.</param>
/// <param name="Payments">Funding, the last paid first.</param>
/// <param name="Documents">Attached files.</param>
public sealed record PostdocDetail(
    Postdoc Postdoc,
    Guid MentorId,
    Guid? UniversityMentorId,
    string? ProposalTitle,
    string? Ground,
    string? DestinationNote,
    PostdocRule Rule,
    IReadOnlyList<PostdocAction> Actions,
    IReadOnlyList<TimelineStep> Timeline,
    IReadOnlyList<PostdocRequest> Requests,
    IReadOnlyList<MidtermReview> Reviews,
    IReadOnlyList<Payment> Payments,
    IReadOnlyList<Document> Documents
) : IVersioned
{
    int IVersioned.Version => Postdoc.Version;
}

/// <summary>A step of a postdoc's residence, past or to come.</summary>
/// <param name="Kind"><c>entry</c>, <c>proposal</c>, <c>midterm</c>, <c>extension</c>, <c>end</c>, <c>completion</c>,
/// <c>withdrawal</c> or <c>rejection</c>.</param>
/// <param name="State"><c>done</c>, <c>late</c> (done after its day), <c>ahead</c>, <c>soon</c> (within 90 days) or
/// <c>overdue</c>.</param>
/// <param name="Day">When it was, or by when it is due.</param>
/// <param name="From">From when on it can be done, where the rule says so.</param>
/// <param name="Note">What was done, or why it was late.</param>
public sealed record TimelineStep(string Kind, string State, DateOnly Day, DateOnly? From, string? Note);

/// <summary>A request to the office.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PostdocId">Whom it is about.</param>
/// <param name="PostdocName">Their name.</param>
/// <param name="StationName">Their station.</param>
/// <param name="Kind"><c>entry</c>, <c>extension</c>, <c>completion</c> or <c>withdrawal</c>.</param>
/// <param name="State"><c>pending</c>, <c>approved</c> or <c>rejected</c>.</param>
/// <param name="Day">The last day wanted, or the day of leaving.</param>
/// <param name="Destination">Where they go, for a completion.</param>
/// <param name="DestinationNote">Where exactly.</param>
/// <param name="Ground">Why they withdraw.</param>
/// <param name="Reason">What the proposer said.</param>
/// <param name="ProposedBy">Name of the proposer.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="DecidedBy">Name of who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="DecisionReason">Why it was rejected.</param>
/// <param name="Mine">Whether the caller proposed it and so may not decide it.</param>
public sealed record PostdocRequest(
    Guid Id,
    Guid PostdocId,
    string PostdocName,
    string StationName,
    string Kind,
    string State,
    DateOnly? Day,
    string? Destination,
    string? DestinationNote,
    string? Ground,
    string Reason,
    string ProposedBy,
    DateTimeOffset ProposedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? DecisionReason,
    bool Mine
);

/// <summary>An expert of a committee.</summary>
/// <param name="Name">Name.</param>
/// <param name="Employer">工作单位.</param>
public sealed record CommitteeExpert(
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Required, StringLength(100, MinimumLength = 1)] string Employer
);

/// <summary>A midterm review as it was held.</summary>
/// <param name="HeldOn">When.</param>
/// <param name="Result"><c>excellent</c>, <c>good</c>, <c>pass</c> or <c>fail</c>.</param>
/// <param name="Experts">The committee.</param>
/// <param name="Note">What it said.</param>
/// <param name="RecordedBy">Who recorded it.</param>
public sealed record MidtermReview(
    DateOnly HeldOn,
    string Result,
    IReadOnlyList<CommitteeExpert> Experts,
    string Note,
    string RecordedBy
);

/// <summary>Funding paid.</summary>
/// <param name="PaidOn">When.</param>
/// <param name="Amount">Yuan; a negative one takes another back.</param>
/// <param name="Kind"><c>living</c>, <c>research</c>, <c>housing</c> or <c>other</c>.</param>
/// <param name="Note">What for.</param>
/// <param name="RecordedBy">Who recorded it.</param>
public sealed record Payment(DateOnly PaidOn, decimal Amount, string Kind, string Note, string RecordedBy);

/// <summary>Proposes that somebody enters; the office decides.</summary>
/// <param name="StationId">The station; a manager's own.</param>
/// <param name="Name">姓名.</param>
/// <param name="Discipline">Code of the discipline.</param>
/// <param name="University">Where the doctorate was taken.</param>
/// <param name="MentorId">An active mentor in the station.</param>
/// <param name="UniversityMentorId">An active mentor at the university.</param>
/// <param name="AgreementNumber">Number of the agreement.</param>
/// <param name="EnteredOn">Day of entry.</param>
/// <param name="PlannedEnd">Last day as agreed.</param>
/// <param name="Reason">What the office should know.</param>
public sealed record EntryProposal(
    Guid StationId,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Required, StringLength(4)] string Discipline,
    [property: Required, StringLength(100, MinimumLength = 1)] string University,
    Guid MentorId,
    Guid? UniversityMentorId,
    [property: Required, StringLength(100, MinimumLength = 1)] string AgreementNumber,
    DateOnly EnteredOn,
    DateOnly PlannedEnd,
    [property: StringLength(500)] string Reason
);

/// <summary>What may be corrected without the office: never the dates.</summary>
/// <param name="Name">姓名.</param>
/// <param name="Discipline">Code of the discipline.</param>
/// <param name="University">Where the doctorate was taken.</param>
/// <param name="MentorId">A mentor in the station.</param>
/// <param name="UniversityMentorId">A mentor at the university.</param>
/// <param name="AgreementNumber">Number of the agreement.</param>
public sealed record PostdocEdit(
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Required, StringLength(4)] string Discipline,
    [property: Required, StringLength(100, MinimumLength = 1)] string University,
    Guid MentorId,
    Guid? UniversityMentorId,
    [property: Required, StringLength(100, MinimumLength = 1)] string AgreementNumber
);

/// <summary>开题, as it was held.</summary>
/// <param name="On">When.</param>
/// <param name="Title">What the research is about.</param>
/// <param name="LateReason">Why it was late, where it was.</param>
public sealed record ResearchProposal(
    DateOnly On,
    [property: Required, StringLength(200, MinimumLength = 2)] string Title,
    [property: StringLength(500)] string? LateReason = null
);

/// <summary>中期考核, as it was held.</summary>
/// <param name="On">When.</param>
/// <param name="Result"><c>excellent</c>, <c>good</c>, <c>pass</c> or <c>fail</c>.</param>
/// <param name="Experts">The committee.</param>
/// <param name="Note">What it said.</param>
/// <param name="LateReason">Why it was late, where it was.</param>
public sealed record MidtermReport(
    DateOnly On,
    [property: Required, AllowedValues("excellent", "good", "pass", "fail")] string Result,
    [property: Required, MaxLength(50), Each] CommitteeExpert[] Experts,
    [property: StringLength(2000)] string Note,
    [property: StringLength(500)] string? LateReason = null
);

/// <summary>Proposes a later end; the office decides.</summary>
/// <param name="PlannedEnd">The last day wanted.</param>
/// <param name="Reason">Why.</param>
public sealed record ExtensionProposal(
    DateOnly PlannedEnd,
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason
);

/// <summary>Proposes 出站; the office decides.</summary>
/// <param name="LeftOn">Day of leaving.</param>
/// <param name="Destination"><c>host</c>, <c>university</c>, <c>institute</c>, <c>company</c>, <c>government</c>, <c>abroad</c>
/// or <c>other</c>.</param>
/// <param name="DestinationNote">Where exactly.</param>
/// <param name="Reason">What was achieved.</param>
public sealed record CompletionProposal(
    DateOnly LeftOn,
    [property: Required, AllowedValues("host", "university", "institute", "company", "government", "abroad", "other")]
        string Destination,
    [property: StringLength(200)] string DestinationNote,
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason
);

/// <summary>Proposes 退站; the office decides.</summary>
/// <param name="LeftOn">Day of leaving.</param>
/// <param name="Ground"><c>own_wish</c>, <c>review_failed</c>, <c>misconduct</c>, <c>sanction</c>, <c>absence</c>,
/// <c>illness</c>, <c>overstay_abroad</c> or <c>other</c>.</param>
/// <param name="Reason">More about it.</param>
public sealed record WithdrawalProposal(
    DateOnly LeftOn,
    [property:
        Required,
        AllowedValues("own_wish", "review_failed", "misconduct", "sanction", "absence", "illness", "overstay_abroad", "other")
    ]
        string Ground,
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason
);

/// <summary>Why a request is rejected.</summary>
/// <param name="Reason">The proposer reads it.</param>
public sealed record RequestRejection([property: Required, StringLength(500, MinimumLength = 2)] string Reason);

/// <summary>Funding that was paid.</summary>
/// <param name="PaidOn">When, not in the future.</param>
/// <param name="Amount">Yuan with at most two decimals; a negative one takes another back and says so in the note.</param>
/// <param name="Kind"><c>living</c>, <c>research</c>, <c>housing</c> or <c>other</c>.</param>
/// <param name="Note">What for.</param>
public sealed record PaymentRequest(
    DateOnly PaidOn,
    [property: Range(-10_000_000, 10_000_000)] decimal Amount,
    [property: Required, AllowedValues("living", "research", "housing", "other")] string Kind,
    [property: StringLength(200)] string Note
);

/// <summary>Something due for a postdoc in residence.</summary>
/// <param name="PostdocId">Who.</param>
/// <param name="PostdocName">Their name.</param>
/// <param name="StationId">The station.</param>
/// <param name="StationName">Its name.</param>
/// <param name="Kind"><c>proposal</c>, <c>midterm</c> or <c>end</c>.</param>
/// <param name="From">From when on it can be done.</param>
/// <param name="Due">By when.</param>
/// <param name="DaysLeft">Days from today; negative: overdue.</param>
public sealed record DueStep(
    Guid PostdocId,
    string PostdocName,
    Guid StationId,
    string StationName,
    string Kind,
    DateOnly From,
    DateOnly Due,
    int DaysLeft
);
