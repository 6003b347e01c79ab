namespace TalentCard.Core.Database;

/// <summary>Forgets what nothing asks for any more. The ledgers, the histories and the trail are never among it.</summary>
public sealed class ExpiredRows(Db db, TimeProvider time)
{
    /// <summary>How long the same <c>Idempotency-Key</c> gets the first answer again.</summary>
    public static readonly TimeSpan KeepIdempotencyKeys = TimeSpan.FromDays(7);

    /// <summary>How long expired codes, tokens and grants stay, so that their reuse is still noticed.</summary>
    public static readonly TimeSpan KeepTokens = TimeSpan.FromDays(30);

    /// <summary>How long messages stay; longer than any fact is reminded of, so that nobody is reminded anew.</summary>
    public static readonly TimeSpan KeepMessages = TimeSpan.FromDays(365);

    /// <summary>How long a checked list waits for its commit, as it holds personal data.</summary>
    public static readonly TimeSpan KeepPreviews = TimeSpan.FromDays(7);

    /// <summary>Deletes them; safe to run again or side by side.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        await session.ExecuteAsync(
            """
            delete from idempotency_keys where created_at < @keysBefore;
            update talent_imports set state = 'discarded', rows_cipher = null where state = 'preview' and created_at < @previewsBefore;
            update postdoc_imports set state = 'discarded', rows = null where state = 'preview' and created_at < @previewsBefore;
            delete from messages where created_at < @messagesBefore and planned_at is not null
                and not exists (select from delivery_messages l join deliveries d on d.id = l.delivery_id
                    where l.message_id = messages.id and d.state in ('waiting', 'dead'));
            delete from deliveries d where created_at < @messagesBefore and not exists (select from delivery_messages l where l.delivery_id = d.id);
            delete from revoked_access_tokens where expires_at < @now;
            delete from connect_tokens where expires_at < @tokensBefore;
            delete from authorization_codes where expires_at < @tokensBefore;
            delete from refresh_tokens where expires_at < @tokensBefore;
            delete from grants g where expires_at < @tokensBefore
                and not exists (select from connect_tokens t where t.grant_id = g.id)
                and not exists (select from refresh_tokens r where r.grant_id = g.id)
                and not exists (select from authorization_codes c where c.grant_id = g.id);
            """,
            new
            {
                now = time.GetUtcNow(),
                keysBefore = time.GetUtcNow() - KeepIdempotencyKeys,
                previewsBefore = time.GetUtcNow() - KeepPreviews,
                messagesBefore = time.GetUtcNow() - KeepMessages,
                tokensBefore = time.GetUtcNow() - KeepTokens,
            });
    }
}
