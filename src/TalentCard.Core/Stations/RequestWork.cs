using TalentCard.Contracts.Overview;
using TalentCard.Core.Overview;

namespace TalentCard.Core.Stations;

/// <summary>The requests of stations that wait for the city's office; nobody approves their own.</summary>
internal sealed class RequestWork : IWaitingWork
{
    public async Task<IReadOnlyList<WaitingWork>> CountAsync(Session session, Actor actor)
    {
        if (!RowScope.Of(actor, PostdocStore.Owner).IsAll)
            return [];
        return
        [
            new(
                "postdoc_requests",
                await session.SingleAsync<int>(
                    "select count(*)::int from postdoc_requests where state = 'pending' and proposed_by <> @Id",
                    new { actor.Id }
                )
            ),
        ];
    }
}
