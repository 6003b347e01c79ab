using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.CardCodes;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Keys;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.CardCodes;

/// <summary>
/// tests/interop/card-codes.test.mjs, which shares no code with us, checks our codes, our drawings and our key set, and makes
/// codes for us to check.
/// </summary>
[Trait("Speed", "slow")]
public sealed class CardCodeInteropTests(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Node_takes_our_codes_and_we_take_its_own_and_none_that_it_altered()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        var card = await TestData.CardAsync(api.Database.DataSource, talent);
        var minter = api.Services.GetRequiredService<CardCodeMinter>();
        var key = await api.Services.GetRequiredService<SigningKeyRing>().CurrentAsync(KeyPurpose.Cards, Cancel);

        var answer = await RunNodeAsync(
            new
            {
                jwks = await api.AsNobody().GetFromJsonAsync<CardKeySet>("/.well-known/card-keys.json", Cancel),
                codes = new[]
                {
                    Describe(await minter.MintAsync(card.Handle, Cancel), card.Handle, 1),
                    Describe(await minter.MintAsync(card.Handle, Cancel), card.Handle, 1),
                    Describe(
                        await minter.PrintAsync(card.Handle, card.PrintedCti, new DateOnly(2029, 1, 4), Cancel),
                        card.Handle,
                        0
                    ),
                },
                drawings = new[]
                {
                    await DrawingAsync(api.As(Person.Talent(talent)), "/api/v1/me/card/code.png", "M", 8),
                    await DrawingAsync(api.As(Person.Office()), $"/api/v1/cards/{card.Id}/printed-code.png", "Q", 10),
                },
                make = new
                {
                    issuer = "huainan",
                    iat = api.Clock.GetUtcNow().ToUnixTimeSeconds(),
                    handle = Convert.ToHexStringLower(card.Handle),
                    kid = key.Kid,
                    privateKey = Convert.ToBase64String(((ECDsa)key.Key).ExportPkcs8PrivateKey()),
                },
            }
        );

        var reader = api.Services.GetRequiredService<CardCodeReader>();
        var made = await reader.ReadAsync(answer.Made, api.Clock.GetUtcNow(), Cancel);
        made.Refusal.ShouldBeNull();
        made.Handle.ShouldBe(card.Handle);
        answer.Flipped.Length.ShouldBeGreaterThan(400);
        foreach (var text in answer.Flipped)
            (await reader.ReadAsync(text, api.Clock.GetUtcNow(), Cancel)).Refusal.ShouldBeOneOf(
                "malformed",
                "unknown_key",
                "bad_signature"
            );
    }

    private static object Describe(CardCode code, byte[] handle, int level) =>
        new
        {
            code.Text,
            code.IssuedAt,
            code.ExpiresAt,
            Handle = Convert.ToHexStringLower(handle),
            Level = level,
        };

    private static async Task<object> DrawingAsync(HttpClient client, string address, string errorCorrection, int version) =>
        new
        {
            Png = Convert.ToBase64String(await client.GetByteArrayAsync(address, Cancel)),
            ErrorCorrection = errorCorrection,
            Version = version,
        };

    private static async Task<NodeAnswer> RunNodeAsync(object question)
    {
        using var node = Process.Start(
            new ProcessStartInfo("node", [Repository.PathOf("tests/interop/card-codes.test.mjs")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = node.StandardOutput.ReadToEndAsync(Cancel);
        var errors = node.StandardError.ReadToEndAsync(Cancel);
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, question, JsonSerializerOptions.Web, Cancel);
        node.StandardInput.Close();
        await node.WaitForExitAsync(Cancel);
        node.ExitCode.ShouldBe(0, await errors);
        return JsonSerializer.Deserialize<NodeAnswer>(await output, JsonSerializerOptions.Web)!;
    }

    private sealed record NodeAnswer(string Made, string[] Flipped);
}
