using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Knowledge;

/// <summary>An article of the knowledge base in a list.</summary>
/// <param name="Id">Its id, the same in every version.</param>
/// <param name="Version">The version shown: the one in force, or else the newest.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">The kind of consultation that it answers.</param>
/// <param name="State">Of the version: <c>draft</c>, <c>review</c>, <c>published</c>, <c>rejected</c> or
/// <c>withdrawn</c>.</param>
/// <param name="Public">Whether talents see it on their phone.</param>
/// <param name="ValidFrom">First day of the version.</param>
/// <param name="ValidTo">Last day; null: no end.</param>
/// <param name="StaleOn">From this day on it should be reviewed before it is believed.</param>
/// <param name="Stale">Whether that day has come.</param>
/// <param name="InForce">Whether the version is published and today lies between its days.</param>
/// <param name="UsedCount">How many answers rest on it, in any version.</param>
/// <param name="HasDocument">Whether a policy document is attached.</param>
/// <param name="UpdatedAt">When the version was last changed.</param>
public sealed record ArticleSummary(
    Guid Id,
    int Version,
    string Title,
    string Kind,
    string State,
    bool Public,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    DateOnly StaleOn,
    bool Stale,
    bool InForce,
    int UsedCount,
    bool HasDocument,
    DateTimeOffset UpdatedAt
);

/// <summary>A version of an article in full.</summary>
/// <param name="Article">The version.</param>
/// <param name="Body">Its text.</param>
/// <param name="DocumentName">Name of the policy document.</param>
/// <param name="WrittenBy">Who wrote the version.</param>
/// <param name="ReviewedBy">Who reviewed it.</param>
/// <param name="ReviewedAt">When.</param>
/// <param name="Review">What they said.</param>
/// <param name="Mine">Whether the caller wrote it and so may not review it.</param>
/// <param name="RowVersion">For <c>If-Match</c>.</param>
/// <param name="Versions">Every version, newest first.</param>
public sealed record ArticleDetail(
    ArticleSummary Article,
    string Body,
    string? DocumentName,
    string WrittenBy,
    string? ReviewedBy,
    DateTimeOffset? ReviewedAt,
    string? Review,
    bool Mine,
    int RowVersion,
    IReadOnlyList<ArticleVersion> Versions
) : IVersioned
{
    int IVersioned.Version => RowVersion;
}

/// <summary>A version of an article in its list.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="State"><c>draft</c>, <c>review</c>, <c>published</c>, <c>rejected</c> or <c>withdrawn</c>.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; null: no end.</param>
/// <param name="WrittenBy">Who wrote it.</param>
/// <param name="ReviewedBy">Who reviewed it.</param>
public sealed record ArticleVersion(
    int Version,
    string State,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string WrittenBy,
    string? ReviewedBy
);

/// <summary>The text of a version.</summary>
/// <param name="Title">2 to 100 characters.</param>
/// <param name="Kind">The kind of consultation that it answers.</param>
/// <param name="Body">2 to 10,000 characters.</param>
/// <param name="Public">Whether talents see it on their phone.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; null: no end.</param>
/// <param name="StaleOn">From this day on it should be reviewed; a year after the first day unless said otherwise.</param>
public sealed record ArticleRequest(
    [property: Required, StringLength(100, MinimumLength = 2)] string Title,
    [property: Required, AllowedValues("policy_question", "policy_redemption", "appeal", "suggestion")] string Kind,
    [property: Required, StringLength(10_000, MinimumLength = 2)] string Body,
    bool Public,
    DateOnly ValidFrom,
    DateOnly? ValidTo = null,
    DateOnly? StaleOn = null
);

/// <summary>The second person's word on a version.</summary>
/// <param name="Text">Why; needed to reject.</param>
public sealed record ArticleReview([property: Required, StringLength(500, MinimumLength = 2)] string Text);

/// <summary>An article as talents see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">The kind of consultation that it answers.</param>
/// <param name="Body">Its text.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; null: no end.</param>
/// <param name="HasDocument">Whether a policy document can be opened.</param>
public sealed record PublicArticle(
    Guid Id,
    string Title,
    string Kind,
    string Body,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    bool HasDocument
);
