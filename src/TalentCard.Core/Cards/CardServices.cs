using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Cards;
using TalentCard.Core.Search;

namespace TalentCard.Core.Cards;

/// <summary>Registers cards and their batches.</summary>
public static class CardServices
{
    /// <summary>
    /// Adds <see cref="CardStore"/>, <see cref="ChangeCard"/>, <see cref="CardBatchStore"/>, <see cref="ChangeManyCards"/>,
    /// <see cref="IssueCards"/> and their search.
    /// </summary>
    public static IServiceCollection AddCards(this IServiceCollection services) =>
        services
            .AddSingleton<CardHistory>()
            .AddSingleton<CardStore>()
            .AddSingleton<CardBatchStore>()
            .AddSingleton<ChangeCard>()
            .AddSingleton<IssueCards>()
            .AddSingleton<ChangeManyCards>()
            .AddSingleton<ISearchSource, CardSearch>()
            .NameConstraints(new ConstraintRefusal("cards_one_live_card", CardProblems.HasLiveCard));
}
