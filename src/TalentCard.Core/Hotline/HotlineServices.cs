using Microsoft.Extensions.DependencyInjection;
using TalentCard.Core.Overview;
using TalentCard.Core.Search;

namespace TalentCard.Core.Hotline;

/// <summary>Registers the hotline.</summary>
public static class HotlineServices
{
    /// <summary>Adds the stores and use cases of consultations and tickets; needs working time, the trail, idempotency and field encryption.</summary>
    public static IServiceCollection AddHotline(this IServiceCollection services) => services
        .AddTicketEscalation()
        .AddSingleton<CallerNumber>()
        .AddSingleton<CallerStore>()
        .AddSingleton<TakeConsultation>()
        .AddSingleton<TicketLedger>()
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
        .AddSingleton<ISearchSource, TicketSearch>();

    /// <summary>Adds the escalation of overdue tickets alone, for the Worker; needs the trail.</summary>
    public static IServiceCollection AddTicketEscalation(this IServiceCollection services) => services.AddSingleton<EscalateOverdue>();
}
