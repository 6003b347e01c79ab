namespace TalentCard.Core.Stations;

/// <summary>Whose rows a caller sees: the office all, a manager their own station's. Every statement asks for it.</summary>
internal static class StationScope
{
    /// <summary>The only station that the caller sees; null: all. A manager without a station sees none.</summary>
    public static Guid? Only(this Actor actor) => actor.Is(Roles.Office) ? null : actor.StationId ?? Guid.Empty;
}
