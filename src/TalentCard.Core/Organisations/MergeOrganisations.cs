using TalentCard.Contracts.Organisations;

namespace TalentCard.Core.Organisations;

/// <summary>Merges organisations of the register: every link and name follows.</summary>
public sealed class MergeOrganisations(Db db, AuditTrail audit)
{
    /// <summary>
    /// Merges an organisation into another. The same again is the same answer. Whoever links a row by its name waits for a
    /// merge or is waited for, by a lock that the schema's <c>lock_organisations</c> shares; both are then locked in the order
    /// of their ids.
    /// </summary>
    /// <param name="id">The one that goes.</param>
    /// <param name="version">The version of it that was looked at.</param>
    /// <param name="into">The one that stays.</param>
    /// <param name="actor">Who merges.</param>
    /// <param name="cancel">Cancels it.</param>
    /// <returns>The one that stays.</returns>
    /// <exception cref="RefusedException">
    /// <c>not_found</c> (either), <c>stale</c>, <c>organisation_merged</c> (either is merged already), or itself.
    /// </exception>
    public Task<Organisation> MergeAsync(Guid id, int version, Guid into, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                if (id == into)
                    throw Refuse.Field("into", "another organisation");
                await session.ExecuteAsync("select pg_advisory_xact_lock(20261201)");
                await session.ExecuteAsync(
                    "select from organisations where id in (@id, @into) order by id for update",
                    new { id, into }
                );
                var goes = await OrganisationStore.FindAsync(session, id, actor);
                var stays = await OrganisationStore.FindAsync(session, into, actor);
                if (goes.MergedInto == into)
                    return stays;
                if (goes.State == "merged" || stays.State == "merged")
                    throw new RefusedException(OrganisationProblems.Merged);
                if (goes.Version != version)
                    throw new RefusedException(CommonProblems.Stale);
                await MoveAsync(session, id, into);
                await OrganisationStore.LinkAsync(session, into);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("organisation.merge", "organisation", id.ToString(), Details: new { into })
                );
                return await OrganisationStore.FindAsync(session, into, actor);
            },
            cancel
        );

    // The code is free once the one that goes is merged; what was merged into it leads on at once.
    private static Task<int> MoveAsync(Session session, Guid id, Guid into) =>
        session.ExecuteAsync(
            """
            update organisations set state = 'merged', merged_into = @into, version = version + 1 where id = @id;
            update organisations set merged_into = @into where merged_into = @id;
            update organisations o set credit_code = coalesce(o.credit_code, gone.credit_code), version = o.version + 1
            from organisations gone where gone.id = @id and o.id = @into;
            insert into organisation_names (organisation_id, name)
            select @into, name from organisation_names where organisation_id = @id
            union all select @into, name from organisations where id = @id
            on conflict do nothing;
            delete from organisation_names n using organisations o
            where n.organisation_id = @id or (n.organisation_id = @into and o.id = @into and n.name_key = o.name_key);
            update talents set organisation_id = @into where organisation_id = @id;
            update stations set organisation_id = @into where organisation_id = @id;
            update advisees set organisation_id = @into where organisation_id = @id;
            """,
            new { id, into }
        );
}
