using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using QRCoder;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.CardCodes;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Keys;

namespace TalentCard.Api.CardCodes;

/// <summary>Codes to show and to print, and the keys that verify them.</summary>
internal static class CardCodeEndpoints
{
    private const string Svg = "image/svg+xml";
    private const string Png = "image/png";
    private const string KeySet = "application/jwk-set+json";

    public static void MapCardCodes(this IEndpointRouteBuilder routes)
    {
        var mine = routes
            .MapGroup("/api/v1/me/card")
            .WithTags("Card codes")
            .RequireAuthorization(Policies.Talent)
            .RequireRateLimiting(CardCodeRateLimit.Policy)
            .Refuses(
                RedemptionProblems.NoCard,
                CardCodeProblems.CardSuspended,
                CardCodeProblems.CardRevoked,
                CardCodeProblems.CardExpired
            );
        mine.MapPost("/codes", Mint)
            .WithName("mintCardCode")
            .WithSummary("Makes a code of the caller's card, good for 60 seconds.");
        mine.MapGet("/code.svg", MintSvg)
            .WithName("drawCardCodeSvg")
            .Produces<string>(200, Svg)
            .WithSummary("Makes a code of the caller's card and draws it as SVG.");
        mine.MapGet("/code.png", MintPng)
            .WithName("drawCardCodePng")
            .Produces<byte[]>(200, Png)
            .WithSummary("Makes a code of the caller's card and draws it as PNG.");

        var printed = routes
            .MapGroup("/api/v1/cards/{id:guid}")
            .WithTags("Card codes")
            .RequireAuthorization(Policies.Office)
            .Refuses(CardCodeProblems.CardSuspended, CardCodeProblems.CardRevoked, CardCodeProblems.CardExpired);
        printed
            .MapGet("/printed-code.svg", PrintSvg)
            .WithName("drawPrintedCodeSvg")
            .Produces<string>(200, Svg)
            .WithSummary("Draws the code of a plastic card as SVG; it stays good to the card's last day.");
        printed
            .MapGet("/printed-code.png", PrintPng)
            .WithName("drawPrintedCodePng")
            .Produces<byte[]>(200, Png)
            .WithSummary("Draws the code of a plastic card as PNG; it stays good to the card's last day.");

        routes
            .MapGet("/.well-known/card-keys.json", Keys)
            .WithTags("Card codes")
            .AllowAnonymous()
            .WithName("getCardKeys")
            .Produces<CardKeySet>(200, KeySet)
            .Produces(304)
            .Refuses(CommonProblems.MethodNotAllowed)
            .WithSummary("The keys that verify live card codes, as a JWK Set (RFC 7517).");
    }

    private static async Task<Ok<CardCode>> Mint(ShowCards cards, Actor actor, HttpResponse response, CancellationToken cancel)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await cards.MintAsync(actor.TalentId, cancel));
    }

    private static async Task<ContentHttpResult> MintSvg(
        ShowCards cards,
        Actor actor,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        response.Headers.CacheControl = "no-store";
        var code = await cards.MintAsync(actor.TalentId, cancel);
        return TypedResults.Text(code.DrawSvg(QRCodeGenerator.ECCLevel.M), Svg, Encoding.UTF8);
    }

    private static async Task<FileContentHttpResult> MintPng(
        ShowCards cards,
        Actor actor,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        response.Headers.CacheControl = "no-store";
        var code = await cards.MintAsync(actor.TalentId, cancel);
        return TypedResults.Bytes(code.DrawPng(QRCodeGenerator.ECCLevel.M), Png);
    }

    private static async Task<ContentHttpResult> PrintSvg(
        Guid id,
        ShowCards cards,
        Actor actor,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        response.Headers.CacheControl = "no-store";
        var code = await cards.PrintAsync(id, actor, cancel);
        return TypedResults.Text(code.DrawSvg(QRCodeGenerator.ECCLevel.Q), Svg, Encoding.UTF8);
    }

    private static async Task<FileContentHttpResult> PrintPng(
        Guid id,
        ShowCards cards,
        Actor actor,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        response.Headers.CacheControl = "no-store";
        var code = await cards.PrintAsync(id, actor, cancel);
        return TypedResults.Bytes(code.DrawPng(QRCodeGenerator.ECCLevel.Q), Png);
    }

    // A key is published a day before it signs, so five minutes of caching make no verifier miss one.
    private static async Task<FileContentHttpResult> Keys(SigningKeyRing ring, HttpResponse response, CancellationToken cancel)
    {
        var keys = await ring.VerifyingAsync(KeyPurpose.Cards, cancel);
        var json = JsonSerializer.SerializeToUtf8Bytes(new CardKeySet([.. keys.Select(ToJwk)]), JsonSerializerOptions.Web);
        response.Headers.CacheControl = "public, max-age=300";
        var tag = Base64Url.EncodeToString(SHA256.HashData(json).AsSpan(0, 12));
        return TypedResults.Bytes(json, KeySet, entityTag: new EntityTagHeaderValue($"\"{tag}\""));
    }

    private static CardKey ToJwk(SigningKey key)
    {
        ECPoint point;
        lock (key.Key)
            point = ((ECDsa)key.Key).ExportParameters(includePrivateParameters: false).Q;
        return new CardKey(
            "EC",
            "P-256",
            Base64Url.EncodeToString(point.X),
            Base64Url.EncodeToString(point.Y),
            key.Kid,
            "ES256",
            "sig"
        );
    }
}
