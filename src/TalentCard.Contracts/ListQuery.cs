using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts;

/// <summary>
/// What every list is asked: the page of it. A list with filters adds them in a record of its own, which the Api binds and
/// validates, the client sends, a page reads out of its address and the store gets.
/// </summary>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <see cref="Page{T}.Next"/>; null is the first page.</param>
public record ListQuery([property: Range(1, ListQuery.MaxLimit)] int Limit = ListQuery.DefaultLimit, string? After = null)
{
    /// <summary>The most that may be asked for at once.</summary>
    public const int MaxLimit = 200;

    /// <summary>What a page holds unless asked otherwise.</summary>
    public const int DefaultLimit = 50;
}
