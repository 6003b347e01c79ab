namespace TalentCard.Core.Database;

/// <summary>
/// Rows of a feature that nothing asks for any more. The ledgers, the histories and the trail are never among them.
/// </summary>
public interface IForget
{
    /// <summary>Forgets them; safe to run again or side by side.</summary>
    /// <param name="session">A session without a transaction.</param>
    /// <param name="now">The present.</param>
    Task ForgetAsync(Session session, DateTimeOffset now);
}
