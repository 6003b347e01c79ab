using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Cards;

/// <summary>Registers cards and their batches.</summary>
public static class CardServices
{
    /// <summary>Adds <see cref="CardStore"/>, <see cref="ChangeCard"/>, <see cref="CardBatchStore"/> and <see cref="IssueCards"/>.</summary>
    public static IServiceCollection AddCards(this IServiceCollection services) => services
        .AddSingleton<CardHistory>()
        .AddSingleton<CardStore>()
        .AddSingleton<CardBatchStore>()
        .AddSingleton<ChangeCard>()
        .AddSingleton<IssueCards>();
}
