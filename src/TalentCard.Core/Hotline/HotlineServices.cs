using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Overview;
using TalentCard.Core.Search;

namespace TalentCard.Core.Hotline;

/// <summary>Registers the hotline.</summary>
public static class HotlineServices
{
    /// <summary>
    /// Adds the stores and use cases of consultations and tickets; needs working time, the trail, idempotency and field
    /// encryption.
    /// </summary>
    public static IServiceCollection AddHotline(this IServiceCollection services) =>
        services
            .AddSingleton<EscalateOverdue>()
            .AddSingleton<CallerNumber>()
            .AddSingleton<CallerStore>()
            .AddSingleton<TakeConsultation>()
            .AddSingleton<TicketStore>()
            .AddSingleton<ChangeTicket>()
            .AddSingleton<FollowUpTicket>()
            .AddSingleton<ExtendTicket>()
            .AddSingleton<JoinTickets>()
            .AddSingleton<MyConsultationStore>()
            .AddSingleton<RateStore>()
            .AddSingleton<SimilarStore>()
            .AddSingleton<ViewerStore>()
            .AddSingleton<SavedFilterStore>()
            .AddSingleton<IWaitingWork, TicketWork>()
            .AddSingleton<ISearchSource, TicketSearch>()
            .NameConstraints(
                new("consultations_call_once", HotlineProblems.CallTaken),
                new("tickets_department_id_fkey", "departmentId"),
                new("tickets_division_code_fkey", "division"),
                new("consultations_talent_id_fkey", "talentId"),
                new("consultations_call_id_fkey", "callId")
            );
}
