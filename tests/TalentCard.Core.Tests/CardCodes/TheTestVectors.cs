using System.Text.Json;
using Dapper;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Keys;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.CardCodes;

/// <summary>tests/vectors/card-codes.json: codes made with cbor-x and node's crypto, and the verdict that each is owed.</summary>
public sealed class TheTestVectors(CardCodeDesk desk) : IClassFixture<CardCodeDesk>
{
    private static readonly Vectors File = JsonSerializer.Deserialize<Vectors>(
        System.IO.File.ReadAllText(Repository.PathOf("tests/vectors/card-codes.json")),
        JsonSerializerOptions.Web
    )!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. File.Entries.Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_vector_gets_its_verdict(string name)
    {
        await TrustAsync();
        var vector = File.Entries.Single(vector => vector.Name == name);

        var reading = await desk.Reader.ReadAsync(vector.Text, DateTimeOffset.FromUnixTimeSeconds(vector.At), Cancel);

        (reading.Refusal ?? "accepted").ShouldBe(vector.Verdict);
        if (reading.Refusal is null)
            Convert.ToHexStringLower([.. reading.Handle, .. reading.Cti]).ShouldBe(File.Handle + File.Cti);
    }

    [Fact]
    public void Our_encoding_of_the_first_vector_is_the_same_to_the_byte()
    {
        var bytes = Convert.FromHexString(File.Entries[0].Cbor!);
        var item = CardCodeItem.Parse(bytes)!;

        CardCodeItem.EncodeClaims(item.Claims).ShouldBe(item.Payload.ToArray());
        CardCodeItem.EncodeProtected(item.Kid).ShouldBe(item.Protected.ToArray());
        CardCodeItem.Encode(item.Protected.Span, item.Payload.Span, item.Signature.Span).ShouldBe(bytes);
        Base45.Encode(CardCodeReader.Prefix, bytes).ShouldBe(File.Entries[0].Text);
    }

    private async Task TrustAsync()
    {
        var privateKey = Convert.FromBase64String(File.PrivateKey);
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        SigningKey.KidOf(key.ExportSubjectPublicKeyInfo()).ShouldBe(File.Jwk.Kid);
        await using var connection = await desk.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            insert into signing_keys (purpose, kid, private_key_cipher, public_key, created_at, signs_from, signs_until,
                verifies_until)
            values ('cards', @kid, @cipher, @publicKey, '2026-01-01', '2026-01-01', '2026-06-01', '2036-01-01')
            on conflict do nothing
            """,
            new
            {
                kid = File.Jwk.Kid,
                cipher = TestData.Encryption.Encrypt(privateKey, "signing_keys.cards", File.Jwk.Kid),
                publicKey = key.ExportSubjectPublicKeyInfo(),
            }
        );
    }

    private sealed record Vectors(
        string Handle,
        string Cti,
        string PrivateKey,
        Jwk Jwk,
        [property: System.Text.Json.Serialization.JsonPropertyName("vectors")] Vector[] Entries
    );

    private sealed record Jwk(string Kid);

    private sealed record Vector(string Name, string Verdict, long At, string Text, string? Cbor);
}
