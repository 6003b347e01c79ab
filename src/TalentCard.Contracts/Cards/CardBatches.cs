using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Cards;

/// <summary>Proposes cards for people: either <paramref name="TalentIds"/> or <paramref name="ImportId"/>.</summary>
/// <param name="Name">Name of the batch, unique, e.g. 2022 年第一批.</param>
/// <param name="TalentIds">Whom, 1 to 10,000.</param>
/// <param name="ImportId">Everyone of a committed import.</param>
/// <param name="ValidTo">Last day of the cards; sooner where the contract or the tier's years end sooner.</param>
public sealed record NewCardBatch(
    [property: Required, StringLength(100)] string Name,
    [property: MaxLength(10_000)] Guid[]? TalentIds = null,
    Guid? ImportId = null,
    DateOnly? ValidTo = null
);

/// <summary>A batch of cards.</summary>
/// <param name="Id">Id of the batch.</param>
/// <param name="Name">Its name.</param>
/// <param name="State"><c>pending</c>, <c>approved</c> or <c>rejected</c>.</param>
/// <param name="TalentCount">How many people it names.</param>
/// <param name="CreatedBy">Name of who proposed it.</param>
/// <param name="CreatedAt">When it was proposed.</param>
/// <param name="DecidedBy">Name of who approved or rejected it.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Reason">Why it was rejected.</param>
/// <param name="Mine">Whether the caller proposed it and so may not decide it.</param>
public sealed record CardBatch(
    Guid Id,
    string Name,
    string State,
    int TalentCount,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Reason,
    bool Mine
);

/// <summary>A person of a batch.</summary>
/// <param name="TalentId">Who.</param>
/// <param name="Name">姓名.</param>
/// <param name="IdNumber">ID number, all but the last four hidden.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Employer">工作单位.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="ValidTo">Last day proposed; the card's last day once it is issued.</param>
/// <param name="CardId">The card, once it is issued.</param>
/// <param name="CardNumber">Its number.</param>
public sealed record CardBatchTalent(
    Guid TalentId,
    string Name,
    string IdNumber,
    string Tier,
    string Employer,
    string Division,
    DateOnly ValidTo,
    Guid? CardId,
    string? CardNumber
);
