using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace TalentCard.Core.Keys;

/// <summary>
/// The keys that sign and those that still verify, shared by every process through the database. The first key of a
/// purpose comes into being when it is first asked for. A new one is published a while before it signs, and an old one
/// verifies until everything that it signed has died, so that a rotation refuses nothing that is live.
/// </summary>
public sealed class SigningKeyRing : IDisposable
{
    /// <summary>How long a process works with what it read.</summary>
    public static readonly TimeSpan CacheFor = TimeSpan.FromMinutes(1);

    // An unknown kid is reason to read again, but anyone can make one up.
    private static readonly TimeSpan UnknownKidInterval = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<KeyPurpose, Cached> cache = new();
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly Dictionary<KeyPurpose, KeyLifetimes> lifetimes;
    private readonly SigningKeyStore store;
    private readonly TimeProvider time;

    internal SigningKeyRing(SigningKeyStore store, IConfiguration configuration, TimeProvider time)
    {
        this.store = store;
        this.time = time;
        lifetimes = Enum.GetValues<KeyPurpose>()
            .ToDictionary(purpose => purpose, purpose => KeyLifetimes.Of(purpose, configuration));
    }

    /// <summary>The key that signs now, with its private part.</summary>
    public async ValueTask<SigningKey> CurrentAsync(KeyPurpose purpose, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var cached = await CachedAsync(purpose, CacheFor, cancel);
        if (cached.SigningAt(now) is { } key)
            return key;
        // Nobody has rotated in time, or nobody ever signed: a key that signs at once.
        await store.AddSuccessorAsync(purpose, lifetimes[purpose], early: false, now, cancel);
        cached = await CachedAsync(purpose, TimeSpan.Zero, cancel);
        // By now: whoever waited while another request added the key began before that key did.
        return cached.SigningAt(time.GetUtcNow()) ?? throw new InvalidOperationException($"No key signs {purpose}.");
    }

    /// <summary>Every key that can verify something live, the coming one included: what the JWKS publishes.</summary>
    public async ValueTask<IReadOnlyList<SigningKey>> VerifyingAsync(KeyPurpose purpose, CancellationToken cancel)
    {
        await CurrentAsync(purpose, cancel);
        var now = time.GetUtcNow();
        return [.. (await CachedAsync(purpose, CacheFor, cancel)).Keys.Where(key => key.VerifiesUntil > now)];
    }

    /// <summary>The key of that <paramref name="kid"/> if it still verifies, or null.</summary>
    public async ValueTask<SigningKey?> FindAsync(KeyPurpose purpose, string kid, CancellationToken cancel)
    {
        var cached = await CachedAsync(purpose, CacheFor, cancel);
        if (!cached.ByKid.TryGetValue(kid, out var key))
            (await CachedAsync(purpose, UnknownKidInterval, cancel)).ByKid.TryGetValue(kid, out key);
        return key?.VerifiesUntil > time.GetUtcNow() ? key : null;
    }

    /// <summary>
    /// Publishes the next key when the signing one nears its end. To be called by a job, about once an hour; calling it
    /// more often, or from two processes at once, changes nothing.
    /// </summary>
    /// <param name="purpose">Which keys.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <param name="early">Publishes it even long before the end, unless one waits already.</param>
    public async Task RotateAsync(KeyPurpose purpose, CancellationToken cancel, bool early = false)
    {
        await store.AddSuccessorAsync(purpose, lifetimes[purpose], early, time.GetUtcNow(), cancel);
        await CachedAsync(purpose, TimeSpan.Zero, cancel);
    }

    /// <inheritdoc />
    public void Dispose() => reading.Dispose();

    private async ValueTask<Cached> CachedAsync(KeyPurpose purpose, TimeSpan maxAge, CancellationToken cancel)
    {
        if (Fresh() is { } fresh)
            return fresh;
        await reading.WaitAsync(cancel);
        try
        {
            if (Fresh() is { } meanwhile)
                return meanwhile;
            var now = time.GetUtcNow();
            var known = cache.GetValueOrDefault(purpose);
            var rows = await store.ReadAsync(purpose, now, cancel);
            return cache[purpose] = new Cached([.. rows.Select(row => Load(purpose, row, known, now))], now);
        }
        finally
        {
            reading.Release();
        }

        // A ring without keys is about to get its first, perhaps by another process.
        Cached? Fresh() =>
            cache.TryGetValue(purpose, out var cached)
            && cached.Keys.Length > 0
            && (time.GetUtcNow() - cached.ReadAt).Duration() < maxAge
                ? cached
                : null;
    }

    private SigningKey Load(KeyPurpose purpose, SigningKeyRow row, Cached? known, DateTimeOffset now)
    {
        if (known is not null && known.ByKid.TryGetValue(row.Kid, out var key))
            return key with { SignsUntil = row.SignsUntil, VerifiesUntil = row.VerifiesUntil };
        var pkcs8 = row.SignsUntil > now ? store.DecryptPrivateKey(purpose, row) : null;
        key = new SigningKey(
            row.Kid,
            SigningKey.Import(purpose, pkcs8, row.PublicKey),
            row.SignsFrom,
            row.SignsUntil,
            row.VerifiesUntil
        );
        CryptographicOperations.ZeroMemory(pkcs8);
        return key;
    }

    private sealed class Cached(SigningKey[] keys, DateTimeOffset readAt)
    {
        public SigningKey[] Keys { get; } = keys;

        public FrozenDictionary<string, SigningKey> ByKid { get; } =
            keys.ToFrozenDictionary(key => key.Kid, StringComparer.Ordinal);

        public DateTimeOffset ReadAt { get; } = readAt;

        public SigningKey? SigningAt(DateTimeOffset now) =>
            Array.FindLast(Keys, key => key.SignsFrom <= now && now < key.SignsUntil);
    }
}
