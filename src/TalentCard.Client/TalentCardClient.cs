using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;
using TalentCard.Client.Accounts;
using TalentCard.Client.Audit;
using TalentCard.Client.Benefits;
using TalentCard.Client.CardCodes;
using TalentCard.Client.Cards;
using TalentCard.Client.Dependants;
using TalentCard.Client.Exports;
using TalentCard.Client.History;
using TalentCard.Client.Hotline;
using TalentCard.Client.Jobs;
using TalentCard.Client.Knowledge;
using TalentCard.Client.Notifications;
using TalentCard.Client.Organisations;
using TalentCard.Client.Overview;
using TalentCard.Client.Partners;
using TalentCard.Client.PersonalData;
using TalentCard.Client.Redemptions;
using TalentCard.Client.Reference;
using TalentCard.Client.Reports;
using TalentCard.Client.Search;
using TalentCard.Client.Security;
using TalentCard.Client.Settlements;
using TalentCard.Client.Stations;
using TalentCard.Client.Statistics;
using TalentCard.Client.Talents;
using TalentCard.Client.ThinkTank;
using TalentCard.Client.WorkingTime;

namespace TalentCard.Client;

/// <summary>
/// The Api's calls, a property for each feature. Every call throws <see cref="ApiProblemException"/> where the Api refuses or
/// does not answer. One is made for a process.
/// </summary>
/// <param name="http">Goes through a <see cref="ProblemHandler"/>, and knows the Api's address and how to sign in.</param>
public sealed class TalentCardClient(HttpClient http)
{
    /// <summary>JSON as the Api reads and writes it.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly RefitSettings Settings = new(
        new SystemTextJsonContentSerializer(Json),
        new QueryText(),
        null,
        new CamelCaseUrlParameterKeyFormatter()
    )
    {
        // A problem that the handler found is one, whatever the library would wrap it in.
        TransportExceptionFactory = (_, exception, _) => exception,
        // What is no JSON, or not of the shape agreed, does not come from the Api.
        DeserializationExceptionFactory = (_, exception) =>
            new ValueTask<Exception?>(new ApiProblemException(ApiProblem.Unavailable, exception)),
    };

    /// <summary>What partners are owed, and by what prices.</summary>
    public ISettlementsApi Settlements { get; } = RestService.For<ISettlementsApi>(http, Settings);

    /// <summary>Accounts of staff.</summary>
    public IAccountsApi Accounts { get; } = RestService.For<IAccountsApi>(http, Settings);

    /// <summary>What may be an attack.</summary>
    public ISecurityApi Security { get; } = RestService.For<ISecurityApi>(http, Settings);

    /// <summary>The audit trail.</summary>
    public IAuditApi Audit { get; } = RestService.For<IAuditApi>(http, Settings);

    /// <summary>Benefits and their rules.</summary>
    public IBenefitsApi Benefits { get; } = RestService.For<IBenefitsApi>(http, Settings);

    /// <summary>Codes that are shown.</summary>
    public ICardCodesApi CardCodes { get; } = RestService.For<ICardCodesApi>(http, Settings);

    /// <summary>Cards, batches and changes of many.</summary>
    public ICardsApi Cards { get; } = RestService.For<ICardsApi>(http, Settings);

    /// <summary>Holders' families.</summary>
    public IDependantsApi Dependants { get; } = RestService.For<IDependantsApi>(http, Settings);

    /// <summary>Notes of lists that were taken away.</summary>
    public IExportsApi Exports { get; } = RestService.For<IExportsApi>(http, Settings);

    /// <summary>A record's changes.</summary>
    public IHistoryApi History { get; } = RestService.For<IHistoryApi>(http, Settings);

    /// <summary>Calls, consultations and tickets.</summary>
    public IHotlineApi Hotline { get; } = RestService.For<IHotlineApi>(http, Settings);

    /// <summary>Background jobs.</summary>
    public IJobsApi Jobs { get; } = RestService.For<IJobsApi>(http, Settings);

    /// <summary>The knowledge base.</summary>
    public IKnowledgeApi Knowledge { get; } = RestService.For<IKnowledgeApi>(http, Settings);

    /// <summary>Messages.</summary>
    public INotificationsApi Notifications { get; } = RestService.For<INotificationsApi>(http, Settings);

    /// <summary>The office's start page.</summary>
    public IOverviewApi Overview { get; } = RestService.For<IOverviewApi>(http, Settings);

    /// <summary>The register of organisations.</summary>
    public IOrganisationsApi Organisations { get; } = RestService.For<IOrganisationsApi>(http, Settings);

    /// <summary>Partners and their service points.</summary>
    public IPartnersApi Partners { get; } = RestService.For<IPartnersApi>(http, Settings);

    /// <summary>The caller's own data.</summary>
    public IPersonalDataApi PersonalData { get; } = RestService.For<IPersonalDataApi>(http, Settings);

    /// <summary>Verifications, redemptions, reversals and bookings.</summary>
    public IRedemptionsApi Redemptions { get; } = RestService.For<IRedemptionsApi>(http, Settings);

    /// <summary>Divisions, tiers and kinds.</summary>
    public IReferenceApi Reference { get; } = RestService.For<IReferenceApi>(http, Settings);

    /// <summary>Bulletins and reports.</summary>
    public IReportsApi Reports { get; } = RestService.For<IReportsApi>(http, Settings);

    /// <summary>Search everywhere.</summary>
    public ISearchApi Search { get; } = RestService.For<ISearchApi>(http, Settings);

    /// <summary>Postdoc stations and postdocs.</summary>
    public IStationsApi Stations { get; } = RestService.For<IStationsApi>(http, Settings);

    /// <summary>Statistics.</summary>
    public IStatisticsApi Statistics { get; } = RestService.For<IStatisticsApi>(http, Settings);

    /// <summary>Talents and their lists.</summary>
    public ITalentsApi Talents { get; } = RestService.For<ITalentsApi>(http, Settings);

    /// <summary>Experts, villages, pairings and visits.</summary>
    public IThinkTankApi ThinkTank { get; } = RestService.For<IThinkTankApi>(http, Settings);

    /// <summary>Working days, hours and deadlines.</summary>
    public IWorkingTimeApi WorkingTime { get; } = RestService.For<IWorkingTimeApi>(http, Settings);
}
