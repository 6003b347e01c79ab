using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Reference;

/// <summary>The lists that the administrator keeps and every page chooses from.</summary>
/// <param name="Divisions">Counties first, then parks.</param>
/// <param name="Tiers">人才类别, the highest first.</param>
/// <param name="ServicePointKinds">Kinds of service points and partners.</param>
public sealed record ReferenceData(
    IReadOnlyList<Division> Divisions,
    IReadOnlyList<Tier> Tiers,
    IReadOnlyList<ServicePointKind> ServicePointKinds
);

/// <summary>An entry of a list. Its code is its key and never changes; its version is not read from requests.</summary>
public interface IReferenceEntry : IVersioned
{
    /// <summary>The key by which rows name it.</summary>
    string Code { get; }
}

/// <summary>A county or park of the city.</summary>
/// <param name="Code">Key, e.g. the national division code.</param>
/// <param name="Name">Chinese name, as lists spell it.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Kind"><c>county</c> or <c>park</c>.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record Division(
    [property: Required, RegularExpression("^[0-9A-Za-z_-]{2,40}$")] string Code,
    [property: Required, StringLength(40, MinimumLength = 1)] string Name,
    [property: Required, StringLength(80, MinimumLength = 1)] string NameEn,
    [property: Required, RegularExpression("^(county|park)$")] string Kind,
    int Version = 1
) : IReferenceEntry;

/// <summary>人才类别.</summary>
/// <param name="Code">One letter; A is the highest.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Color">Colour of the card, <c>#rrggbb</c>.</param>
/// <param name="NumberPrefix">What card numbers of this tier begin with.</param>
/// <param name="ValidYears">How many years a card of this tier runs at most, 1 to 5.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record Tier(
    [property: Required, RegularExpression("^[A-Z]$")] string Code,
    [property: Required, StringLength(40, MinimumLength = 1)] string Name,
    [property: Required, StringLength(80, MinimumLength = 1)] string NameEn,
    [property: Required, RegularExpression("^#[0-9a-f]{6}$")] string Color,
    [property: Required, RegularExpression("^[A-Z]{1,3}$")] string NumberPrefix,
    [property: Range(1, 5)] int ValidYears,
    int Version = 1
) : IReferenceEntry;

/// <summary>A kind of service point, e.g. a hospital.</summary>
/// <param name="Code">Key.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record ServicePointKind(
    [property: Required, RegularExpression("^[a-z_]{2,40}$")] string Code,
    [property: Required, StringLength(40, MinimumLength = 1)] string Name,
    [property: Required, StringLength(80, MinimumLength = 1)] string NameEn,
    int Version = 1
) : IReferenceEntry;

/// <summary>A department that tickets are dispatched to.</summary>
/// <param name="Code">Key; departments are listed in its order.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record DepartmentEntry(
    [property: Required, RegularExpression("^[0-9A-Za-z_-]{1,40}$")] string Code,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    int Version = 1
) : IReferenceEntry;

/// <summary>How often an entry is named.</summary>
/// <param name="List">The list: <c>divisions</c>, <c>tiers</c>, <c>service_point_kinds</c> or <c>departments</c>.</param>
/// <param name="Code">The entry.</param>
/// <param name="Uses">How many rows name it: talents, cards, tickets, rules and whatever else there is.</param>
public sealed record ReferenceUse(string List, string Code, long Uses);
