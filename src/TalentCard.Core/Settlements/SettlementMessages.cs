using System.Globalization;
using TalentCard.Core.Notifications;

namespace TalentCard.Core.Settlements;

/// <summary>What partners, the office and finance are told of a statement; no sums.</summary>
internal static class SettlementMessages
{
    /// <summary>A message, told once for each version of the statement.</summary>
    public static NewMessage Of(string kind, Guid user, Guid settlement, int version, DateOnly month) =>
        new(
            kind,
            user,
            $"{kind}:{settlement}:{version}",
            new Dictionary<string, string>
            {
                ["settlement"] = settlement.ToString(),
                ["month"] = month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            }
        );
}
