using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Exports;

/// <summary>Notes that somebody took a whole list away as a file; the rows themselves were read by its own calls.</summary>
/// <param name="List">Which list, e.g. <c>talents</c>.</param>
/// <param name="Rows">How many rows.</param>
public sealed record ExportNote(
    [property: Required, RegularExpression("^[a-z_]{1,40}$")] string List,
    [property: Range(0, 1_000_000)] int Rows
);
