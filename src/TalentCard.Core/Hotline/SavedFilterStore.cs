using Dapper;
using Npgsql;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.Problems;
using TalentCard.Core.Audit;

namespace TalentCard.Core.Hotline;

/// <summary>Filters that somebody saved for themselves.</summary>
public sealed class SavedFilterStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The actor's filters, by name.</summary>
    public async Task<IReadOnlyList<SavedFilter>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<SavedFilter>(new CommandDefinition(
            "select id, name, query from saved_filters where user_id = @Id order by name", new { actor.Id }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Saves a filter; one of the same name is replaced.</summary>
    public async Task<SavedFilter> SaveAsync(NewSavedFilter filter, Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<SavedFilter>(new CommandDefinition(
            """
            insert into saved_filters (id, user_id, name, query, created_at) values (@FilterId, @Id, @Name, @Query, @Now)
            on conflict (user_id, name) do update set query = excluded.query
            returning id, name, query
            """,
            new { FilterId = Guid.CreateVersion7(time.GetUtcNow()), actor.Id, filter.Name, filter.Query, Now = time.GetUtcNow() },
            cancellationToken: cancellationToken));
    }

    /// <summary>Forgets a filter.</summary>
    /// <exception cref="RefusedException">The actor has none by that id.</exception>
    public async Task ForgetAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await connection.ExecuteAsync(new CommandDefinition(
            "delete from saved_filters where id = @id and user_id = @Me", new { id, Me = actor.Id }, cancellationToken: cancellationToken)) == 0)
            throw new RefusedException(CommonProblems.NotFound);
    }
}
