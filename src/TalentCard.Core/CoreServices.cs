using Microsoft.Extensions.DependencyInjection;
using TalentCard.Core.Accounts;
using TalentCard.Core.Benefits;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Cards;
using TalentCard.Core.Dependants;
using TalentCard.Core.Documents;
using TalentCard.Core.Exports;
using TalentCard.Core.History;
using TalentCard.Core.Hotline;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Jobs;
using TalentCard.Core.Keys;
using TalentCard.Core.Knowledge;
using TalentCard.Core.Notifications;
using TalentCard.Core.Organisations;
using TalentCard.Core.Overview;
using TalentCard.Core.Partners;
using TalentCard.Core.PersonalData;
using TalentCard.Core.Privacy;
using TalentCard.Core.Redemptions;
using TalentCard.Core.Reference;
using TalentCard.Core.Reminders;
using TalentCard.Core.Reports;
using TalentCard.Core.Search;
using TalentCard.Core.Security;
using TalentCard.Core.Settlements;
using TalentCard.Core.Stations;
using TalentCard.Core.Statistics;
using TalentCard.Core.Talents;
using TalentCard.Core.ThinkTank;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Core;

/// <summary>Registers everything that the product does, for every host.</summary>
public static class CoreServices
{
    /// <summary>
    /// Adds the database, field encryption and every feature. A host adds how it speaks to people and machines, and the clock.
    /// </summary>
    public static IServiceCollection AddTalentCardCore(this IServiceCollection services) =>
        services
            .AddDatabase()
            .AddFieldEncryption()
            .AddAudit()
            .AddSecurity()
            .AddKeys()
            .AddLedgers()
            .AddIdempotency()
            .AddDocuments()
            .AddReference()
            .AddWorkingTime()
            .AddAccounts()
            .AddTalents()
            .AddCards()
            .AddCardCodes()
            .AddBenefits()
            .AddPartners()
            .AddOrganisations()
            .AddRedemptions()
            .AddDependants()
            .AddHotline()
            .AddKnowledge()
            .AddStations()
            .AddThinkTank()
            .AddNotifications()
            .AddReminders()
            .AddJobDesk()
            .AddPersonalData()
            .AddOverview()
            .AddSearch()
            .AddHistory()
            .AddStatistics()
            .AddReports()
            .AddSettlements()
            .AddExports();
}
