using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.ThinkTank;

/// <summary>Registers the think tank.</summary>
public static class ThinkTankServices
{
    /// <summary>Adds the stores and use cases; needs documents, idempotency and the audit trail.</summary>
    public static IServiceCollection AddThinkTank(this IServiceCollection services) => services
        .AddSingleton<ExpertStore>().AddSingleton<AdviseeStore>().AddSingleton<ProposalStore>().AddSingleton<ServiceLogStore>()
        .AddSingleton<HelpRequestStore>().AddSingleton<MyThinkTankStore>().AddSingleton<ProposePairings>().AddSingleton<DecideProposal>()
        .AddSingleton<LogVisit>().AddSingleton<ThinkTankRuleStore>().AddSingleton<PairingStore>();
}
