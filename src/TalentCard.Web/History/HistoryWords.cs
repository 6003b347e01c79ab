using TalentCard.Contracts.Audit;

namespace TalentCard.Web.History;

/// <summary>The audit trail's actions in the reader's words.</summary>
internal static class HistoryWords
{
    /// <summary>What was done; the code itself where the Api has learned a new one.</summary>
    public static string Of(string action) =>
        AuditActions.Find(action) is { } known ? ReferenceNames.Either(known.Zh, known.En) : action;
}
