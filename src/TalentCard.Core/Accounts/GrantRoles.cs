using TalentCard.Contracts.Accounts;

namespace TalentCard.Core.Accounts;

/// <summary>
/// The second administrator's word on an account that one has proposed as administrator or auditor (docs/adr/0055): until then
/// nobody signs in by it.
/// </summary>
public sealed class GrantRoles(AccountChanges changes, TimeProvider time)
{
    private const string Left =
        "array(select r from unnest(roles) r where r <> all (@ByTwo) or r = any (coalesce(roles_before, array[]::text[])))";

    /// <summary>Approves that an account is administrator or auditor, as another administrator has proposed.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>own_proposal</c> or <c>nothing_proposed</c>.</exception>
    public Task<Account> ApproveRolesAsync(Guid id, Actor actor, CancellationToken cancel) =>
        changes.ChangeAsync(
            AccountChanges.EventOf("approve_roles", id),
            actor,
            async session =>
            {
                var approved = await session.FindAsync<Account>(
                    $"""
                    update users set roles_proposed_by = null, roles_before = null, concurrency_stamp = @Stamp
                    where id = @id and roles_proposed_by <> @ActorId and id::text <> @ActorId
                    returning {AccountChanges.Columns}
                    """,
                    new
                    {
                        id,
                        ActorId = actor.Id,
                        Stamp = AccountChanges.NewStamp(),
                        Now = time.GetUtcNow(),
                    }
                );
                if (approved is not null)
                    return approved;
                throw await WhyNotAsync(session, id);
            },
            cancel
        );

    /// <summary>
    /// Takes back what was proposed, whoever proposed it; an account that is left without a role is disabled. Its sessions end.
    /// </summary>
    /// <exception cref="RefusedException"><c>not_found</c> or <c>nothing_proposed</c>.</exception>
    public Task<Account> RefuseRolesAsync(Guid id, string reason, Actor actor, CancellationToken cancel) =>
        changes.ChangeAsync(
            AccountChanges.EventOf("refuse_roles", id, reason),
            actor,
            async session =>
                await session.FindAsync<Account>(
                    $"""
                    update users set
                        roles = {Left}, roles_proposed_by = null, roles_before = null, security_stamp = @Stamp,
                        concurrency_stamp = @Stamp,
                        disabled_at = case when cardinality({Left}) = 0 then coalesce(disabled_at, @Now) else disabled_at end
                    where id = @id and roles_proposed_by is not null
                    returning {AccountChanges.Columns}
                    """,
                    new
                    {
                        id,
                        ByTwo = RoleCatalog.GrantedByTwo,
                        Stamp = AccountChanges.NewStamp(),
                        Now = time.GetUtcNow(),
                    }
                ) ?? throw await WhyNotAsync(session, id),
            cancel
        );

    private static async Task<RefusedException> WhyNotAsync(Session session, Guid id) =>
        new(
            await session.FindAsync<bool?>("select roles_proposed_by is not null from users where id = @id", new { id }) switch
            {
                null => CommonProblems.NotFound,
                true => AccountProblems.OwnProposal,
                false => AccountProblems.NothingProposed,
            }
        );
}
