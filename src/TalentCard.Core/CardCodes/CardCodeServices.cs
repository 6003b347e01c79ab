using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Core.Keys;

namespace TalentCard.Core.CardCodes;

/// <summary>Registers making and checking of card codes.</summary>
public static class CardCodeServices
{
    /// <summary>
    /// Adds <see cref="CardCodeMinter"/>, <see cref="CardCodeReader"/> and <see cref="ShowCards"/>; needs the signing keys and
    /// the audit trail. <c>Card:Issuer</c> is the issuing office's short name.
    /// </summary>
    public static IServiceCollection AddCardCodes(this IServiceCollection services) =>
        services
            .AddSingleton<CardKeys>()
            .AddSingleton<ShowCards>()
            .AddSingleton(provider => new CardCodeMinter(
                provider.GetRequiredService<SigningKeyRing>(),
                provider.GetRequiredService<CardKeys>(),
                provider.GetRequiredService<IConfiguration>(),
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton(provider => new CardCodeReader(
                provider.GetRequiredService<SigningKeyRing>(),
                provider.GetRequiredService<CardKeys>(),
                provider.GetRequiredService<IConfiguration>()
            ));

    internal static string IssuerOf(IConfiguration configuration) =>
        configuration["Card:Issuer"] is { Length: > 0 } issuer
            ? issuer
            : throw new InvalidOperationException("Card:Issuer is not set.");
}
