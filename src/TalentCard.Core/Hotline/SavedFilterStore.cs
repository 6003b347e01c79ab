using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>Filters that somebody saved for themselves.</summary>
public sealed class SavedFilterStore(Db db, TimeProvider time)
{
    /// <summary>The actor's filters, by name.</summary>
    public async Task<IReadOnlyList<SavedFilter>> ListAsync(Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<SavedFilter>(
            "select id, name, query from saved_filters where user_id = @Id order by name",
            new { actor.Id }
        );
    }

    /// <summary>Saves a filter; one of the same name is replaced.</summary>
    public async Task<SavedFilter> SaveAsync(NewSavedFilter filter, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.SingleAsync<SavedFilter>(
            """
            insert into saved_filters (id, user_id, name, query, created_at) values (@FilterId, @Id, @Name, @Query, @Now)
            on conflict (user_id, name) do update set query = excluded.query
            returning id, name, query
            """,
            new
            {
                FilterId = Guid.CreateVersion7(time.GetUtcNow()),
                actor.Id,
                filter.Name,
                filter.Query,
                Now = time.GetUtcNow(),
            }
        );
    }

    /// <summary>Forgets a filter.</summary>
    /// <exception cref="RefusedException">The actor has none by that id.</exception>
    public async Task ForgetAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        if (
            await session.ExecuteAsync("delete from saved_filters where id = @id and user_id = @Me", new { id, Me = actor.Id })
            == 0
        )
            throw new RefusedException(CommonProblems.NotFound);
    }
}
