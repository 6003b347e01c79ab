using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using TalentCard.Core.Keys;

namespace TalentCard.Core.CardCodes;

/// <summary>
/// Signs and verifies with the ring's P-256 keys from many threads. .NET promises nothing about one <see cref="ECDsa"/>
/// in two threads, so each use borrows a copy; there come to be as many copies as there were threads at once.
/// </summary>
internal sealed class CardKeys
{
    private readonly ConditionalWeakTable<AsymmetricAlgorithm, Pool> signing = [];
    private readonly ConditionalWeakTable<AsymmetricAlgorithm, Pool> verifying = [];

    /// <summary>Signs the SHA-256 <paramref name="hash"/> into <paramref name="signature"/>, r and s, 64 bytes.</summary>
    public void Sign(SigningKey key, ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        var pool = signing.GetValue(key.Key, static original => new Pool((ECDsa)original, includePrivate: true));
        var ecdsa = pool.Borrow();
        ecdsa.SignHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        pool.Return(ecdsa);
    }

    /// <summary>Whether <paramref name="signature"/> is the key's over <paramref name="hash"/>.</summary>
    public bool Verify(SigningKey key, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        var pool = verifying.GetValue(key.Key, static original => new Pool((ECDsa)original, includePrivate: false));
        var ecdsa = pool.Borrow();
        var genuine = ecdsa.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        pool.Return(ecdsa);
        return genuine;
    }

    private sealed class Pool
    {
        private readonly ConcurrentBag<ECDsa> idle = [];
        private readonly ECParameters parameters;

        public Pool(ECDsa original, bool includePrivate)
        {
            lock (original)
                parameters = original.ExportParameters(includePrivate);
        }

        public ECDsa Borrow() => idle.TryTake(out var ecdsa) ? ecdsa : ECDsa.Create(parameters);

        public void Return(ECDsa ecdsa) => idle.Add(ecdsa);
    }
}
