using TalentCard.Core.Audit;
using TalentCard.Core.Cards;
using TalentCard.Core.Database;
using TalentCard.Core.Redemptions;
using TalentCard.Core.Security;

namespace TalentCard.Core.Tests.Redemptions;

/// <summary>Redemptions without a host.</summary>
internal static class Redeeming
{
    /// <summary>Records services at the clock's time.</summary>
    public static RedeemBenefit At(Db db, TimeProvider clock)
    {
        var audit = new AuditTrail(clock);
        var events = new SecurityEventStore(db, audit, clock);
        return new(
            db,
            new IdentityCheck(db, new CardStore(db, clock, audit), new AttemptLimiter(db, clock), events, audit, clock),
            clock
        );
    }
}
