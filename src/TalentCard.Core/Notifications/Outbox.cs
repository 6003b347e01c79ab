using System.Text.Json;

namespace TalentCard.Core.Notifications;

/// <summary>Something that one person is to be told.</summary>
/// <param name="Kind">Code of the <see cref="MessageKind"/>.</param>
/// <param name="RecipientId">The talent; or the account of anybody else.</param>
/// <param name="Fact">What it is about, e.g. <c>ticket-answered:{id}:{version}</c>: the person is told once, however often this
/// is called.</param>
/// <param name="Arguments">What the kind's words need, and nothing more: never an ID number, a phone or an e-mail.</param>
public sealed record NewMessage(string Kind, Guid RecipientId, string Fact, IReadOnlyDictionary<string, string> Arguments);

/// <summary>Takes in what is to be told. The relay of a Worker is woken by the commit and sends it on.</summary>
public static class Outbox
{
    /// <summary>The channel of PostgreSQL's NOTIFY on which relays are woken.</summary>
    public const string Wake = "messages";

    /// <summary>
    /// Writes the messages in the transaction of what they tell about; those that are there already stay as they are.
    /// </summary>
    /// <exception cref="ArgumentException">A kind is not known, or lacks an argument.</exception>
    public static async Task EnqueueAsync(Session session, DateTimeOffset now, IReadOnlyCollection<NewMessage> messages)
    {
        if (messages.Count == 0)
            return;
        foreach (var message in messages)
            Check(message);
        await session.ExecuteAsync(
            """
            insert into messages (id, kind, recipient_id, fact, arguments, created_at)
            select id, kind, recipient_id, fact, arguments::jsonb, @now
            from unnest(@Ids, @Kinds, @Recipients, @Facts, @Arguments) as x (id, kind, recipient_id, fact, arguments)
            on conflict (recipient_id, fact, step) do nothing
            """,
            new
            {
                now,
                Ids = messages.Select(_ => Guid.CreateVersion7(now)).ToArray(),
                Kinds = messages.Select(message => message.Kind).ToArray(),
                Recipients = messages.Select(message => message.RecipientId).ToArray(),
                Facts = messages.Select(message => message.Fact).ToArray(),
                Arguments = messages.Select(message => JsonSerializer.Serialize(message.Arguments)).ToArray(),
            }
        );
    }

    private static void Check(NewMessage message)
    {
        if (!MessageKind.All.TryGetValue(message.Kind, out var kind))
            throw new ArgumentException($"no kind of message: {message.Kind}");
        if (kind.Arguments.Except(message.Arguments.Keys).FirstOrDefault() is { } missing)
            throw new ArgumentException($"{message.Kind} needs {missing}");
    }
}
