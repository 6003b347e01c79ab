namespace TalentCard.Contracts.Search;

/// <summary>What a search from anywhere found.</summary>
/// <param name="Hits">By kind, the best of each first.</param>
/// <param name="More">Whether some kind has more than was asked for.</param>
public sealed record SearchAnswer(IReadOnlyList<SearchHit> Hits, bool More);

/// <summary>One thing that was found.</summary>
/// <param name="Kind">e.g. <c>talent</c>, <c>card</c>, <c>ticket</c>, <c>partner</c>, <c>service_point</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name or number.</param>
/// <param name="Detail">What tells it from others of the name.</param>
/// <param name="State">Its state where it has one, e.g. <c>suspended</c>.</param>
/// <param name="Owner">What it is a part of, where it is one: a service point's partner.</param>
public sealed record SearchHit(string Kind, Guid Id, string Title, string Detail, string? State, Guid? Owner);
