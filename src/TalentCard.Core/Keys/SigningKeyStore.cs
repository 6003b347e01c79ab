using TalentCard.Core.Privacy;

namespace TalentCard.Core.Keys;

/// <summary>A row of <c>signing_keys</c>.</summary>
internal sealed record SigningKeyRow(
    string Kid,
    byte[] PrivateKeyCipher,
    byte[] PublicKey,
    DateTimeOffset SignsFrom,
    DateTimeOffset SignsUntil,
    DateTimeOffset VerifiesUntil
);

/// <summary>The SQL of <c>signing_keys</c>. Private keys are PKCS#8, encrypted.</summary>
internal sealed class SigningKeyStore(Db db, IFieldEncryption encryption)
{
    public async Task<IReadOnlyList<SigningKeyRow>> ReadAsync(KeyPurpose purpose, DateTimeOffset now, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await ReadAsync(session, purpose, now);
    }

    /// <summary>
    /// Adds a key that signs from <c>now + PublishAhead</c>, or at once where no key signs, and ends its predecessor then.
    /// Does nothing when a successor waits already, or, unless <paramref name="early"/>, when none is due. The advisory
    /// lock makes processes that come at the same time decide one after the other.
    /// </summary>
    public Task AddSuccessorAsync(
        KeyPurpose purpose,
        KeyLifetimes lifetimes,
        bool early,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "select pg_advisory_xact_lock(20220601, @purpose)",
                    new { purpose = (int)purpose + 1 }
                );
                var keys = await ReadAsync(session, purpose, now);
                var last = keys.Where(key => key.SignsUntil > now).MaxBy(key => key.SignsFrom);
                if (last is not null && (last.SignsFrom > now || !(early || last.SignsUntil <= now + 2 * lifetimes.PublishAhead)))
                    return;

                var from =
                    last is null ? now
                    : now + lifetimes.PublishAhead < last.SignsUntil ? now + lifetimes.PublishAhead
                    : last.SignsUntil;
                if (last is not null)
                    await EndAsync(session, purpose, last.Kid, from, lifetimes);
                await InsertAsync(session, purpose, now, from, lifetimes);
            },
            cancel
        );

    public byte[] DecryptPrivateKey(KeyPurpose purpose, SigningKeyRow row) =>
        encryption.Decrypt(row.PrivateKeyCipher, ContextOf(purpose), row.Kid);

    private static string ContextOf(KeyPurpose purpose) => $"signing_keys.{NameOf(purpose)}";

    private static string NameOf(KeyPurpose purpose) =>
        purpose switch
        {
            KeyPurpose.Tokens => "tokens",
            KeyPurpose.AccessTokens => "access_tokens",
            KeyPurpose.Cards => "cards",
            KeyPurpose.Ledgers => "ledgers",
            _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
        };

    private static async Task<IReadOnlyList<SigningKeyRow>> ReadAsync(Session session, KeyPurpose purpose, DateTimeOffset now) =>
        await session.ListAsync<SigningKeyRow>(
            """
            select kid, private_key_cipher, public_key, signs_from, signs_until, verifies_until
            from signing_keys
            where purpose = @purpose and verifies_until > @now
            order by signs_from, kid
            """,
            new { purpose = NameOf(purpose), now }
        );

    private static Task<int> EndAsync(
        Session session,
        KeyPurpose purpose,
        string kid,
        DateTimeOffset at,
        KeyLifetimes lifetimes
    ) =>
        session.ExecuteAsync(
            """
            update signing_keys set signs_until = @at, verifies_until = @verifiesUntil
            where purpose = @purpose and kid = @kid
            """,
            new
            {
                purpose = NameOf(purpose),
                kid,
                at,
                verifiesUntil = at + lifetimes.LongestLife,
            }
        );

    private async Task InsertAsync(
        Session session,
        KeyPurpose purpose,
        DateTimeOffset now,
        DateTimeOffset from,
        KeyLifetimes lifetimes
    )
    {
        using var key = SigningKey.Create(purpose);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        await session.ExecuteAsync(
            """
            insert into signing_keys
                (purpose, kid, private_key_cipher, public_key, created_at, signs_from, signs_until, verifies_until)
            values (@purpose, @kid, @cipher, @publicKey, @now, @from, @until, @verifiesUntil)
            """,
            new
            {
                purpose = NameOf(purpose),
                kid = SigningKey.KidOf(publicKey),
                cipher = encryption.Encrypt(key.ExportPkcs8PrivateKey(), ContextOf(purpose), SigningKey.KidOf(publicKey)),
                publicKey,
                now,
                from,
                until = from + lifetimes.SignsFor,
                verifiesUntil = from + lifetimes.SignsFor + lifetimes.LongestLife,
            }
        );
    }
}
