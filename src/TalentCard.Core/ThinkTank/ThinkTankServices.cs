using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Core.ThinkTank;

/// <summary>Registers the think tank.</summary>
public static class ThinkTankServices
{
    /// <summary>Adds the stores and use cases; needs documents, idempotency and the audit trail.</summary>
    public static IServiceCollection AddThinkTank(this IServiceCollection services) =>
        services
            .AddSingleton<ExpertStore>()
            .AddSingleton<AdviseeStore>()
            .AddSingleton<ProposalStore>()
            .AddSingleton<ServiceLogStore>()
            .AddSingleton<HelpRequestStore>()
            .AddSingleton<MyThinkTankStore>()
            .AddSingleton<ProposePairings>()
            .AddSingleton<DecideProposal>()
            .AddSingleton<LogVisit>()
            .AddSingleton<ThinkTankRuleStore>()
            .AddSingleton<PairingStore>()
            .NameConstraints(
                new("advisees_division_code_name_key", ThinkTankProblems.NameTaken),
                new("pairing_terms_name_key", ThinkTankProblems.NameTaken),
                new("pairing_proposals_term_id_name_key", ThinkTankProblems.NameTaken),
                new("experts_user_id_key", ThinkTankProblems.AccountTaken),
                new("service_logs_once", ThinkTankProblems.VisitLogged),
                new("experts_division_code_fkey", "division"),
                new("advisees_division_code_fkey", "division"),
                new("help_requests_advisee_id_fkey", "adviseeId"),
                new("help_requests_need_fkey", "need"),
                new("service_logs_subject_fkey", "subject"),
                new("experts_check", "availableTo"),
                new("pairing_terms_check", "endsOn")
            );
}
