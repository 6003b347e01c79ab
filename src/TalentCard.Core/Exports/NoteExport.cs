using Npgsql;
using TalentCard.Core.Audit;

namespace TalentCard.Core.Exports;

/// <summary>Writes into the audit trail that a list was taken away as a file.</summary>
public sealed class NoteExport(NpgsqlDataSource database, AuditTrail audit)
{
    /// <summary>Writes the row.</summary>
    public async Task WriteAsync(string list, int rows, Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await audit.WriteAsync(connection, null, actor, new AuditEvent("list.export", list, null, Details: new { rows }), cancellationToken);
    }
}
