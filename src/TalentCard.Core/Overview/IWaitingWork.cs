using TalentCard.Contracts.Overview;

namespace TalentCard.Core.Overview;

/// <summary>
/// A feature's work that waits for somebody of the office. Whoever has some registers one; the start page shows all.
/// </summary>
public interface IWaitingWork
{
    /// <summary>
    /// How much waits for <paramref name="actor"/>, each kind once, also where there is none. No person is named.
    /// </summary>
    Task<IReadOnlyList<WaitingWork>> CountAsync(Session session, Actor actor);
}
