namespace TalentCard.Contracts;

/// <summary>One page of a list, keyset-paged: pass <see cref="Next"/> as <c>after</c> to read on.</summary>
/// <param name="Items">The rows of this page, in the list's order.</param>
/// <param name="Next">Opaque position after the last row; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
