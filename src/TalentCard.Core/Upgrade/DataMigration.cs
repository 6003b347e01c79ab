namespace TalentCard.Core.Upgrade;

/// <summary>A change of stored rows that needs code, batch by batch (docs/adr/0047).</summary>
/// <param name="Name">Stable: the database keeps its place under it.</param>
/// <param name="ChangeAsync">
/// Changes the next rows after a position (null: from the first one on) within the session's transaction; null when there are no
/// more. It takes only rows that still need it, so that it can be run again at any time.
/// </param>
public sealed record DataMigration(string Name, Func<Session, string?, Task<Batch?>> ChangeAsync);

/// <summary>What a batch has done.</summary>
/// <param name="Position">Where it stopped, in the data migration's own words and without personal data.</param>
/// <param name="Rows">How many rows it changed.</param>
public sealed record Batch(string Position, int Rows);

/// <summary>A data migration cannot go on. The message says what to do, and holds no personal data.</summary>
public sealed class DataMigrationException(string message, Exception inner) : Exception(message, inner);
