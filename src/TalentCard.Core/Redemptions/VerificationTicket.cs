namespace TalentCard.Core.Redemptions;

/// <summary>
/// What a verification lets its operator do: redeem, and see the photo. The host seals it; nobody outside can read or
/// make one.
/// </summary>
/// <param name="Id">The verification.</param>
/// <param name="CardId">The card that was shown.</param>
/// <param name="Handle">Its handle, or the dependant's.</param>
/// <param name="Showing">What records a benefit once: a minted code's cti; for a printed code the verification's own id.</param>
/// <param name="Level">0 printed, 1 minted, 2 bound to a device.</param>
/// <param name="ServicePoint">Where it is good.</param>
/// <param name="OperatorId">For whom it is good.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="DependantId">The member of the holder's family whose code it was; null: the holder.</param>
public sealed record VerificationTicket(
    Guid Id,
    Guid CardId,
    byte[] Handle,
    byte[] Showing,
    int Level,
    Guid ServicePoint,
    string OperatorId,
    DateTimeOffset ExpiresAt,
    Guid? DependantId = null
)
{
    /// <summary>How long a verification is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
}
