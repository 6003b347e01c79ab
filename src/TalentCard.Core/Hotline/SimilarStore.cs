using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>
/// What is like the words being typed: asked with every pause, so each part of it looks at a bounded number of rows.
/// </summary>
public sealed class SimilarStore(Db db, TimeProvider time, CallerNumber numbers)
{
    /// <summary>The likest articles and, for the desk and the offices, the likest of their tickets.</summary>
    public async Task<Similar> FindAsync(SimilarRequest request, Actor actor, CancellationToken cancel)
    {
        var text = request.Text.Trim();
        if (text.Length < 2)
            return new Similar([], []);
        var scope = actor.IsDesk ? RowScope.Of(actor, TicketStore.OwnerOf("t")) : RowScope.None;
        var values = new
        {
            text,
            Hash = request.Phone is null ? null : numbers.Hash(CallerNumber.Read(request.Phone)),
            Today = time.Today(),
        };
        await using var session = await db.OpenAsync(cancel);
        // Titles with much of what was typed, and, for the first few words, the newest that hold them. What is typed is shorter
        // than most titles: likeness of the whole would read all that begin alike to throw them away again.
        await using var both = await session.MultipleAsync(
            $"""
            select set_config('pg_trgm.word_similarity_threshold', '0.5', true);
            with near as (
                (select id, similarity(title, @text)::float8 likeness
                 from (select t.id, t.title from tickets t where {scope} and @text <% t.title limit 300) alike
                 order by 2 desc limit 20)
                union all
                (select t.id, 0.3::float8 from tickets t
                 where {scope} and t.grams @> bigrams(@text) order by t.received_at desc limit 20)),
            best as (select id, max(likeness) likeness from near group by id order by 2 desc limit 5)
            select t.id, t.number, t.title, t.state, t.reply, coalesce(t.phone_hash = @Hash, false) same_caller,
                b.likeness similarity
            from best b join tickets t on t.id = b.id order by b.likeness desc, t.received_at desc;
            with force as (
                select distinct on (article_id) article_id, version, title, body, stale_on, grams
                from knowledge_versions
                where state = 'published' and valid_from <= @Today and (valid_to is null or valid_to >= @Today)
                order by article_id, version desc)
            select article_id id, version, title, body, stale_on <= @Today stale,
                   greatest(similarity(title, @text), case when grams @> bigrams(@text) then 0.3 else 0 end)::float8 similarity
            from force
            where title % @text or grams @> bigrams(@text) or word_similarity(title, @text) >= 0.4
            order by 6 desc, 3 limit 5
            """,
            scope.With(values)
        );
        await both.ReadSingleAsync<string>();
        return new Similar((await both.ReadAsync<SimilarTicket>()).AsList(), (await both.ReadAsync<SimilarArticle>()).AsList());
    }
}
