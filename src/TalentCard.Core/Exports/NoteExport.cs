namespace TalentCard.Core.Exports;

/// <summary>Writes into the audit trail that a list was taken away as a file.</summary>
public sealed class NoteExport(Db db, AuditTrail audit)
{
    /// <summary>Writes the row.</summary>
    public async Task WriteAsync(string list, int rows, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await audit.WriteAsync(session, actor, new AuditEvent("list.export", list, null, Details: new { rows }));
    }
}
