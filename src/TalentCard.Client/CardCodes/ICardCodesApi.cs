using Refit;
using TalentCard.Contracts.CardCodes;

namespace TalentCard.Client.CardCodes;

/// <summary>Codes that are shown.</summary>
public interface ICardCodesApi
{
    /// <summary>Makes a code of the caller's card, good for 60 seconds.</summary>
    [Post("/api/v1/me/card/codes")]
    Task<CardCode> MintCardCodeAsync(CancellationToken cancel);

    /// <summary>Makes a code of the caller's card and draws it as SVG.</summary>
    [Get("/api/v1/me/card/code.svg")]
    Task<HttpResponseMessage> DrawCardCodeSvgAsync(CancellationToken cancel);

    /// <summary>Makes a code of the caller's card and draws it as PNG.</summary>
    [Get("/api/v1/me/card/code.png")]
    Task<HttpResponseMessage> DrawCardCodePngAsync(CancellationToken cancel);

    /// <summary>Draws the code of a plastic card as SVG; it stays good to the card's last day.</summary>
    [Get("/api/v1/cards/{id}/printed-code.svg")]
    Task<HttpResponseMessage> DrawPrintedCodeSvgAsync(Guid id, CancellationToken cancel);

    /// <summary>Draws the code of a plastic card as PNG; it stays good to the card's last day.</summary>
    [Get("/api/v1/cards/{id}/printed-code.png")]
    Task<HttpResponseMessage> DrawPrintedCodePngAsync(Guid id, CancellationToken cancel);
}
