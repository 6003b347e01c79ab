using TalentCard.Contracts.Overview;
using TalentCard.Core.Overview;

namespace TalentCard.Core.Stations;

/// <summary>The requests of stations that wait for approval; nobody approves their own.</summary>
internal sealed class RequestWork : IWaitingWork
{
    public async Task<IReadOnlyList<WaitingWork>> CountAsync(Session session, Actor actor)
    {
        var scope = RowScope.Of(actor, PostdocStore.Owner);
        return
        [
            new("postdoc_requests", await session.SingleAsync<int>(
                $"""
                select count(*)::int from postdoc_requests q
                where q.state = 'pending' and q.proposed_by <> @Id and {scope.Exists("postdocs p where p.id = q.postdoc_id")}
                """, scope.With(new { actor.Id }))),
        ];
    }
}
