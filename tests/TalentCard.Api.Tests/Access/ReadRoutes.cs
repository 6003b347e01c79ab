namespace TalentCard.Api.Tests.Access;

/// <summary>What a reading route of the Api gives: the question of whose rows that are.</summary>
public abstract record ReadRoute
{
    /// <summary>Rows of a kind, each with its id.</summary>
    /// <param name="Kind">One of <see cref="OwnedRows"/>.</param>
    /// <param name="Id">The member that holds the id.</param>
    /// <param name="At">The member that holds the rows; null: the answer is the rows.</param>
    /// <param name="Query">What has to be asked for.</param>
    public sealed record Rows(string Kind, string Id = "id", string? At = "items", string Query = "limit=200") : ReadRoute;

    /// <summary>One row of a kind, or what belongs to it, under its id.</summary>
    /// <param name="Kind">One of <see cref="OwnedRows"/>.</param>
    /// <param name="Optional">Whether a row may be without it.</param>
    /// <param name="Query">What has to be asked for.</param>
    public sealed record One(string Kind, bool Optional = false, string Query = "") : ReadRoute;

    /// <summary>What the caller's account alone has, under no id.</summary>
    public sealed record Own : ReadRoute;

    /// <summary>Counts that name no row. Tests of their feature compare them.</summary>
    public sealed record Figures : ReadRoute;

    /// <summary>What the city publishes to all whom the route lets in: lists to choose from, rules, partners.</summary>
    public sealed record Directory : ReadRoute;

    /// <summary>What no role that is limited to its own rows may call.</summary>
    public sealed record Closed : ReadRoute;

    /// <summary>Rows of several kinds, with tests of their own.</summary>
    public sealed record Mixed : ReadRoute;
}

/// <summary>Every reading route by its name. A new one fails <see cref="SeeingOnlyOnesOwnRows"/> until it stands here.</summary>
internal static class ReadRoutes
{
    private static readonly ReadRoute Own = new ReadRoute.Own();
    private static readonly ReadRoute Figures = new ReadRoute.Figures();
    private static readonly ReadRoute Directory = new ReadRoute.Directory();
    private static readonly ReadRoute Closed = new ReadRoute.Closed();

    public static readonly IReadOnlyDictionary<string, ReadRoute> All = new Dictionary<string, ReadRoute>
    {
        ["listTalents"] = new ReadRoute.Rows("talent"),
        ["getTalent"] = new ReadRoute.One("talent"),
        ["getTalentPhoto"] = new ReadRoute.One("talent", Optional: true),
        ["listTalentImports"] = Closed,
        ["getTalentImport"] = Closed,
        ["compareTalentImport"] = Closed,
        ["listCards"] = new ReadRoute.Rows("card"),
        ["getCard"] = new ReadRoute.One("card"),
        ["drawPrintedCodeSvg"] = new ReadRoute.One("card", Optional: true),
        ["drawPrintedCodePng"] = new ReadRoute.One("card", Optional: true),
        ["listCardBatches"] = new ReadRoute.Rows("card_batch"),
        ["getCardBatch"] = new ReadRoute.One("card_batch"),
        ["listCardBatchTalents"] = new ReadRoute.One("card_batch"),
        ["getBulkChange"] = new ReadRoute.One("bulk_change"),
        ["listBulkChangeCards"] = new ReadRoute.One("bulk_change"),
        ["listRedemptions"] = new ReadRoute.Rows("redemption"),
        ["listPointRatings"] = new ReadRoute.Rows("rated_point", "servicePoint", null, ""),
        ["totalRedemptions"] = Figures,
        ["summarizeRedemptions"] = Figures,
        ["listOwnRedemptions"] = new ReadRoute.Rows("redemption"),
        ["getOwnRedemption"] = new ReadRoute.One("redemption"),
        ["listOwnReservations"] = new ReadRoute.Rows("reservation"),
        ["listExpectedReservations"] = new ReadRoute.Rows("reservation", "id", null, ""),
        ["listBookings"] = new ReadRoute.Rows("reservation"),
        ["getVerifiedPhoto"] = Own,
        ["getOwnCard"] = Own,
        ["listOwnDependants"] = new ReadRoute.Rows("dependant", "id", null, ""),
        ["getOwnDependant"] = new ReadRoute.One("dependant"),
        ["drawDependantCodeSvg"] = new ReadRoute.One("dependant", Optional: true),
        ["listDependants"] = new ReadRoute.Rows("dependant"),
        ["getDependant"] = new ReadRoute.One("dependant"),
        ["exportOwnData"] = Own,
        ["getOwnErasure"] = Own,
        ["listErasureRequests"] = new ReadRoute.Rows("erasure"),
        ["drawCardCodeSvg"] = Own,
        ["drawCardCodePng"] = Own,
        ["listOwnPlaces"] = Directory,
        ["listPartners"] = Directory,
        ["getPartner"] = Directory,
        ["listAllServicePoints"] = Directory,
        ["listServicePoints"] = Directory,
        ["getServicePoint"] = Directory,
        ["listPointDays"] = Directory,
        ["getPointOpening"] = Closed,
        ["listOwnServicePoints"] = new ReadRoute.Rows("service_point", "id", null, ""),
        ["listBenefits"] = Directory,
        ["getBenefit"] = Closed,
        ["getReference"] = Directory,
        ["listReferenceUses"] = Closed,
        ["listDepartmentEntries"] = Closed,
        ["listSettlements"] = new ReadRoute.Rows("settlement"),
        ["getSettlement"] = new ReadRoute.One("settlement"),
        ["listSettlementLines"] = new ReadRoute.One("settlement"),
        ["listServicePrices"] = Closed,
        ["listOrganisations"] = new ReadRoute.Rows("organisation"),
        ["getOrganisation"] = new ReadRoute.One("organisation"),
        ["listUnmatchedNames"] = new ReadRoute.Mixed(),
        ["listStations"] = new ReadRoute.Rows("station"),
        ["getStation"] = new ReadRoute.One("station"),
        ["listDisciplines"] = Directory,
        ["listPostdocRules"] = Directory,
        ["listPostdocDues"] = new ReadRoute.Rows("postdoc", "postdocId", null, "days=365"),
        ["getPostdocFigures"] = new ReadRoute.Rows("station", "code", "byStation", ""),
        ["getStationImport"] = Closed,
        ["listPostdocs"] = new ReadRoute.Rows("postdoc"),
        ["getPostdoc"] = new ReadRoute.One("postdoc"),
        ["getPostdocDocument"] = new ReadRoute.One("postdoc", Optional: true),
        ["listPostdocRequests"] = new ReadRoute.Rows("postdoc", "postdocId"),
        ["listPostdocImports"] = new ReadRoute.Rows("postdoc_import"),
        ["getPostdocImport"] = new ReadRoute.One("postdoc_import"),
        ["listImportedEntries"] = Closed,
        ["listExperts"] = new ReadRoute.Rows("expert"),
        ["getExpert"] = new ReadRoute.One("expert"),
        ["listExpertYears"] = new ReadRoute.One("expert"),
        ["listExpertScores"] = new ReadRoute.Rows("expert", "expertId", null, "year=2022"),
        ["listAdvisees"] = new ReadRoute.Rows("advisee"),
        ["getAdvisee"] = new ReadRoute.One("advisee"),
        ["listServiceLogs"] = new ReadRoute.Rows("service_log"),
        ["getServiceLog"] = new ReadRoute.One("service_log"),
        ["getServiceLogPhoto"] = new ReadRoute.One("service_log", Optional: true),
        ["listHelpRequests"] = new ReadRoute.Rows("help_request"),
        ["getHelpRequest"] = new ReadRoute.One("help_request"),
        ["listHelpRequestExperts"] = Closed,
        ["listPairings"] = new ReadRoute.Rows("pairing"),
        ["listPairingTerms"] = Closed,
        ["listProposals"] = Closed,
        ["getProposal"] = Closed,
        ["compareProposals"] = Closed,
        ["listThinkTankRules"] = Closed,
        ["listSpecialities"] = Directory,
        ["getOwnThinkTank"] = new ReadRoute.Rows("advised", "adviseeId", "advisees", ""),
        ["listOwnServiceLogs"] = new ReadRoute.Rows("service_log"),
        ["getOwnServiceLog"] = new ReadRoute.One("service_log"),
        ["getOwnServiceLogPhoto"] = new ReadRoute.One("service_log", Optional: true),
        ["listTickets"] = new ReadRoute.Rows("ticket", Query: "queue=all&limit=200"),
        ["getTicket"] = new ReadRoute.One("ticket"),
        ["countQueues"] = Figures,
        ["getRates"] = Figures,
        ["listRateTickets"] = new ReadRoute.Rows("ticket", Query: "measure=received&from=2022-01-01&to=2026-12-31&limit=200"),
        ["getCall"] = Closed,
        ["getConsultation"] = Closed,
        ["listOwnConsultations"] = new ReadRoute.Rows("ticket"),
        ["getOwnConsultation"] = new ReadRoute.One("ticket"),
        ["watchHotline"] = new ReadRoute.Mixed(),
        ["listDepartments"] = Directory,
        ["listSavedFilters"] = Own,
        ["listArticles"] = Directory,
        ["getArticle"] = Directory,
        ["getArticleDocument"] = Directory,
        ["listPublicArticles"] = Directory,
        ["getPublicArticle"] = Directory,
        ["getPublicArticleDocument"] = Directory,
        ["getOverview"] = Figures,
        ["getOverviewCharts"] = Figures,
        ["getServiceStatistics"] = Figures,
        ["getBusyHours"] = Figures,
        ["getTicketFunnel"] = Figures,
        ["getStationStatistics"] = new ReadRoute.Rows("station", "station", null, "from=2022-01-01&to=2022-12-31"),
        ["getExpertStatistics"] = new ReadRoute.Rows("expert", "expert", null, "from=2022-01-01&to=2022-12-31"),
        ["getWallboardFigures"] = Closed,
        ["listReports"] = new ReadRoute.Rows("report"),
        ["getReport"] = new ReadRoute.One("report"),
        ["listRankingRules"] = Closed,
        ["listReportLayouts"] = Closed,
        ["getReportLayout"] = Closed,
        ["listHistory"] = new ReadRoute.Mixed(),
        ["search"] = new ReadRoute.Mixed(),
        ["getWorkingYear"] = Directory,
        ["listOfficeHours"] = Directory,
        ["listDeadlineRules"] = Directory,
        ["listEscalationRules"] = Directory,
        ["listOwnNotifications"] = Own,
        ["countUnreadNotifications"] = Own,
        ["getNotificationPreferences"] = Own,
        ["listDeadLetters"] = Closed,
        ["listJobs"] = Closed,
        ["listJobFailures"] = Closed,
        ["listAuditEvents"] = Closed,
        ["listLedgerDays"] = Closed,
        ["getLedgerDay"] = Closed,
        ["listSecurityEvents"] = Closed,
        ["listUsers"] = Closed,
        ["listRetentionPeriods"] = Closed,
        ["listWorkplaces"] = Closed,
        ["getUser"] = Closed,
        ["listUserSignIns"] = Closed,
        ["getMe"] = Own,
    };
}
