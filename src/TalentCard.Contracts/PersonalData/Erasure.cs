using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.PersonalData;

/// <summary>How long a kind of record is kept, and what law asks for it.</summary>
/// <param name="Kind"><c>talents</c>, <c>hotline</c>, <c>scans</c> or <c>trail</c>.</param>
/// <param name="Months">For how many months.</param>
/// <param name="Ground">The ground, in Chinese.</param>
/// <param name="GroundEn">The ground, in English.</param>
public sealed record RetentionPeriod(string Kind, int Months, string Ground, string GroundEn);

/// <summary>The caller's last wish to have their data erased, and what the law keeps.</summary>
/// <param name="State"><c>pending</c>, <c>approved</c> or <c>rejected</c>; null: there was none.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="DecidedAt">When the office decided.</param>
/// <param name="Decision">What the office said.</param>
/// <param name="Kept">What is kept for how long, and why.</param>
public sealed record OwnErasure(
    string? State,
    DateTimeOffset? RequestedAt,
    DateTimeOffset? DecidedAt,
    string? Decision,
    IReadOnlyList<RetentionPeriod> Kept
);

/// <summary>A talent's wish to have their data erased, as the office sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TalentId">Whose data.</param>
/// <param name="Name">Their name; once it was erased, the word that says so.</param>
/// <param name="State"><c>pending</c>, <c>approved</c> or <c>rejected</c>.</param>
/// <param name="HasLiveCard">Whether a card of theirs is active or suspended, and has to be revoked first.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="DecidedBy">Name of who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Decision">What they said.</param>
public sealed record ErasureRequest(
    Guid Id,
    Guid TalentId,
    string Name,
    string State,
    bool HasLiveCard,
    DateTimeOffset RequestedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Decision
);

/// <summary>Which wishes are listed.</summary>
/// <param name="State">Their state; null: any.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record ErasureQuery(
    [property: AllowedValues(null, "pending", "approved", "rejected")] string? State = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);

/// <summary>What the office decides.</summary>
/// <param name="Approve">Whether the data is erased, at once and for good.</param>
/// <param name="Reason">What the talent is told.</param>
public sealed record ErasureDecision(bool Approve, [property: Required, StringLength(500, MinimumLength = 2)] string Reason);
