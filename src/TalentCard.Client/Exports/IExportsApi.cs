using Refit;
using TalentCard.Contracts.Exports;

namespace TalentCard.Client.Exports;

/// <summary>Notes of lists that were taken away.</summary>
public interface IExportsApi
{
    /// <summary>Notes in the audit trail that a list was exported.</summary>
    [Post("/api/v1/exports")]
    Task NoteExportAsync([Body] ExportNote note, CancellationToken cancel);
}
