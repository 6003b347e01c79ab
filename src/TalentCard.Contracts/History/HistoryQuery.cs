using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.History;

/// <summary>Whose changes are told.</summary>
/// <param name="Kind">Kind of the record.</param>
/// <param name="Id">The record's id, or a benefit's code.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record HistoryQuery(
    [property:
        Required,
        AllowedValues(
            "talent",
            "card",
            "card_batch",
            "talent_import",
            "benefit",
            "partner",
            "service_point",
            "expert",
            "advisee",
            "help_request",
            "service_log",
            "pairing_proposal",
            "station",
            "station_import",
            "postdoc_import",
            "report",
            "report_layout",
            "organisation"
        )
    ]
        string Kind,
    [property: Required, StringLength(40, MinimumLength = 1)] string Id,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
