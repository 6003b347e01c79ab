namespace TalentCard.Contracts.Reference;

/// <summary>The lists that the office keeps and every page chooses from.</summary>
/// <param name="Divisions">Counties first, then parks.</param>
/// <param name="Tiers">人才类别, the highest first.</param>
/// <param name="ServicePointKinds">Kinds of service points and partners.</param>
public sealed record ReferenceData(
    IReadOnlyList<Division> Divisions,
    IReadOnlyList<Tier> Tiers,
    IReadOnlyList<ServicePointKind> ServicePointKinds
);

/// <summary>A county or park of the city.</summary>
/// <param name="Code">Key, e.g. the national division code.</param>
/// <param name="Name">Chinese name, as lists spell it.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Kind"><c>county</c> or <c>park</c>.</param>
public sealed record Division(string Code, string Name, string NameEn, string Kind);

/// <summary>人才类别.</summary>
/// <param name="Code">One letter; A is the highest.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Color">Colour of the card, <c>#rrggbb</c>.</param>
/// <param name="NumberPrefix">What card numbers of this tier begin with.</param>
/// <param name="ValidYears">How many years a card of this tier runs at most, 1 to 5.</param>
public sealed record Tier(string Code, string Name, string NameEn, string Color, string NumberPrefix, int ValidYears);

/// <summary>A kind of service point, e.g. a hospital.</summary>
/// <param name="Code">Key.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
public sealed record ServicePointKind(string Code, string Name, string NameEn);
