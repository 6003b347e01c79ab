using TalentCard.Contracts.Reference;

namespace TalentCard.Core.Reference;

/// <summary>
/// The administrator's edits of the lists (docs/adr/0071): codes never change, what is named never goes, and each edit leaves
/// what was and what is in the trail.
/// </summary>
public sealed class EditReference(Db db, AuditTrail audit)
{
    /// <summary>Departments in the order of their codes.</summary>
    public async Task<IReadOnlyList<DepartmentEntry>> DepartmentsAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<DepartmentEntry>(
            $"select {ReferenceLists.Departments.Select} from departments order by code"
        );
    }

    /// <summary>How often rows name each entry of each list; those that nothing names are left out.</summary>
    public async Task<IReadOnlyList<ReferenceUse>> UsesAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<ReferenceUse>(
            """
            select list, code, sum(uses)::bigint uses
            from (
                select 'divisions' list, key code, uses from reference_uses('divisions')
                union all select 'tiers', key, uses from reference_uses('tiers')
                union all select 'service_point_kinds', key, uses from reference_uses('service_point_kinds')
                union all select 'departments', d.code, uses
                from reference_uses('departments') u join departments d on d.id::text = u.key
            ) x
            group by list, code order by list, code
            """
        );
    }

    /// <summary>Adds an entry. The same entry once more is the same entry.</summary>
    /// <exception cref="RefusedException"><c>code_taken</c>, <c>entry_taken</c>.</exception>
    public Task<T> AddAsync<T>(ReferenceList<T> list, T entry, Actor actor, CancellationToken cancel)
        where T : IReferenceEntry =>
        db.ChangeAsync(
            async session =>
            {
                var sent = list.Normal(entry);
                var isNew =
                    await session.ExecuteAsync($"insert into {list.Table} {list.Insert} on conflict (code) do nothing", sent)
                    == 1;
                var stored = await FindAsync(session, list, sent.Code);
                if (isNew)
                    await WriteAsync(session, "reference.add", list, sent.Code, new { after = stored }, actor);
                else if (!Equals(stored, sent))
                    throw new RefusedException(ReferenceProblems.CodeTaken);
                return stored;
            },
            cancel
        );

    /// <summary>Changes an entry, all but its code.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, <c>entry_taken</c>, or another code.</exception>
    public Task<T> EditAsync<T>(ReferenceList<T> list, string code, int version, T entry, Actor actor, CancellationToken cancel)
        where T : IReferenceEntry =>
        db.ChangeAsync(
            async session =>
            {
                if (entry.Code != code)
                    throw Refuse.Field("code", "never changes; add a new entry instead");
                var before = await FindAsync(session, list, code, "for update");
                if (before.Version != version)
                    throw new RefusedException(CommonProblems.Stale);
                await session.ExecuteAsync(
                    $"update {list.Table} set {list.Update}, version = version + 1 where code = @Code",
                    list.Normal(entry)
                );
                var after = await FindAsync(session, list, code);
                await WriteAsync(session, "reference.edit", list, code, new { before, after }, actor);
                return after;
            },
            cancel
        );

    /// <summary>Removes an entry that nothing names.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, <c>entry_in_use</c>.</exception>
    public Task RemoveAsync<T>(ReferenceList<T> list, string code, int version, Actor actor, CancellationToken cancel)
        where T : IReferenceEntry =>
        db.ChangeAsync(
            async session =>
            {
                // Whoever wants to name the entry by a foreign key waits for this lock, or was counted.
                var before = await FindAsync(session, list, code, "for update");
                if (before.Version != version)
                    throw new RefusedException(CommonProblems.Stale);
                var isUsed = await session.ScalarAsync<bool>(
                    $"""
                    select exists (select from reference_uses(
                        '{list.Table}', (select {list.Key}::text from {list.Table} where code = @code)))
                    """,
                    new { code }
                );
                if (isUsed)
                    throw new RefusedException(ReferenceProblems.EntryInUse);
                await session.ExecuteAsync($"delete from {list.Table} where code = @code", new { code });
                await WriteAsync(session, "reference.remove", list, code, new { before }, actor);
            },
            cancel
        );

    private static async Task<T> FindAsync<T>(Session session, ReferenceList<T> list, string code, string locking = "")
        where T : IReferenceEntry =>
        await session.FindAsync<T>($"select {list.Select} from {list.Table} where code = @code {locking}", new { code })
        ?? throw new RefusedException(CommonProblems.NotFound);

    private Task WriteAsync<T>(Session session, string action, ReferenceList<T> list, string code, object details, Actor actor)
        where T : IReferenceEntry => audit.WriteAsync(session, actor, new AuditEvent(action, list.Table, code, Details: details));
}
