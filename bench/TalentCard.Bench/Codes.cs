using System.Diagnostics;
using System.Security.Cryptography;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Keys;

namespace TalentCard.Bench;

/// <summary>Minting and checking a code against the ECDSA in it, on one thread, in turns.</summary>
internal static class Codes
{
    private const int Rounds = 15;
    private const int PerRound = 2000;

    public static async Task<IReadOnlyList<Ratio>> MeasureAsync(SigningKeyRing ring, CardCodeMinter minter, CardCodeReader reader)
    {
        using var key = ECDsa.Create(((ECDsa)(await ring.CurrentAsync(KeyPurpose.Cards, default)).Key).ExportParameters(true));
        var hash = SHA256.HashData("bench"u8);
        var signature = new byte[64];
        var handle = Fill.HandleOf(1);
        var text = (await minter.MintAsync(handle, default)).Text;
        var now = TimeProvider.System.GetUtcNow();
        return
        [
            await CompareAsync(
                "minting a code / ECDSA sign",
                async () => await minter.MintAsync(handle, default),
                () => key.SignHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            ),
            await CompareAsync(
                "checking a code / ECDSA verify",
                async () => await reader.ReadAsync(text, now, default),
                () => key.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            ),
        ];
    }

    private static async Task<Ratio> CompareAsync(string name, Func<Task> ours, Action bare)
    {
        List<double> oursPerSecond = [],
            barePerSecond = [];
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < PerRound; i++)
                await ours();
            oursPerSecond.Add(PerRound / watch.Elapsed.TotalSeconds);
            watch.Restart();
            for (var i = 0; i < PerRound; i++)
                bare();
            barePerSecond.Add(PerRound / watch.Elapsed.TotalSeconds);
        }
        return new Ratio(name, oursPerSecond, barePerSecond, 0.8);
    }
}
