using Refit;
using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Client.ThinkTank;

/// <summary>Experts, villages, pairings and visits.</summary>
public interface IThinkTankApi
{
    /// <summary>Lists the tree of specialities and needs.</summary>
    [Get("/api/v1/think-tank/specialities")]
    Task<IReadOnlyList<Speciality>> ListSpecialitiesAsync(CancellationToken cancel);

    /// <summary>Lists experts, the last added first.</summary>
    [Get("/api/v1/think-tank/experts")]
    Task<Page<Expert>> ListExpertsAsync([Query] ExpertQuery query, CancellationToken cancel);

    /// <summary>Takes an expert in.</summary>
    [Post("/api/v1/think-tank/experts")]
    Task<Expert> CreateExpertAsync(
        [Body] ExpertRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Shows an expert.</summary>
    [Get("/api/v1/think-tank/experts/{id}")]
    Task<Expert> GetExpertAsync(Guid id, CancellationToken cancel);

    /// <summary>Changes an expert.</summary>
    [Put("/api/v1/think-tank/experts/{id}")]
    Task<Expert> EditExpertAsync(
        Guid id,
        [Body] ExpertRequest request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Scores the years of one expert, the last first.</summary>
    [Get("/api/v1/think-tank/experts/{id}/years")]
    Task<IReadOnlyList<ExpertYear>> ListExpertYearsAsync(Guid id, CancellationToken cancel);

    /// <summary>Scores the experts of a year, the best first.</summary>
    [Get("/api/v1/think-tank/scores")]
    Task<IReadOnlyList<ExpertScore>> ListExpertScoresAsync(int year, CancellationToken cancel);

    /// <summary>Lists villages and firms, the last added first.</summary>
    [Get("/api/v1/think-tank/advisees")]
    Task<Page<Advisee>> ListAdviseesAsync([Query] AdviseeQuery query, CancellationToken cancel);

    /// <summary>Takes a village or firm in.</summary>
    [Post("/api/v1/think-tank/advisees")]
    Task<Advisee> CreateAdviseeAsync(
        [Body] AdviseeRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Shows a village or firm.</summary>
    [Get("/api/v1/think-tank/advisees/{id}")]
    Task<Advisee> GetAdviseeAsync(Guid id, CancellationToken cancel);

    /// <summary>Changes a village or firm.</summary>
    [Put("/api/v1/think-tank/advisees/{id}")]
    Task<Advisee> EditAdviseeAsync(
        Guid id,
        [Body] AdviseeRequest request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Lists visits, the last logged first.</summary>
    [Get("/api/v1/think-tank/service-logs")]
    Task<Page<ServiceLog>> ListServiceLogsAsync([Query] ServiceLogQuery query, CancellationToken cancel);

    /// <summary>Shows a visit.</summary>
    [Get("/api/v1/think-tank/service-logs/{id}")]
    Task<ServiceLog> GetServiceLogAsync(Guid id, CancellationToken cancel);

    /// <summary>Shows a visit's photo.</summary>
    [Get("/api/v1/think-tank/service-logs/{id}/photo")]
    Task<HttpResponseMessage> GetServiceLogPhotoAsync(Guid id, CancellationToken cancel);

    /// <summary>Writes down the village's word on a visit.</summary>
    [Put("/api/v1/think-tank/service-logs/{id}/word")]
    Task<ServiceLog> ConfirmServiceLogAsync(
        Guid id,
        [Body] VisitFeedback word,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Lists requests for help, newest first.</summary>
    [Get("/api/v1/think-tank/help-requests")]
    Task<Page<HelpRequest>> ListHelpRequestsAsync([Query] HelpRequestQuery query, CancellationToken cancel);

    /// <summary>Takes a request for help in.</summary>
    [Post("/api/v1/think-tank/help-requests")]
    Task<HelpRequest> CreateHelpRequestAsync(
        [Body] NewHelpRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Shows a request for help.</summary>
    [Get("/api/v1/think-tank/help-requests/{id}")]
    Task<HelpRequest> GetHelpRequestAsync(Guid id, CancellationToken cancel);

    /// <summary>Proposes the experts who fit a request best, with reasons.</summary>
    [Get("/api/v1/think-tank/help-requests/{id}/experts")]
    Task<IReadOnlyList<ExpertCandidate>> ListHelpRequestExpertsAsync(Guid id, CancellationToken cancel);

    /// <summary>Sends an expert.</summary>
    [Post("/api/v1/think-tank/help-requests/{id}/assignment")]
    Task<HelpRequest> AssignHelpRequestAsync(
        Guid id,
        [Body] Assignment assignment,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Closes a request with what came of it.</summary>
    [Post("/api/v1/think-tank/help-requests/{id}/close")]
    Task<HelpRequest> CloseHelpRequestAsync(
        Guid id,
        [Body] Closing closing,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Lists the rules of fit, visits and scores, the newest first.</summary>
    [Get("/api/v1/think-tank/rules")]
    Task<IReadOnlyList<ThinkTankRule>> ListThinkTankRulesAsync(CancellationToken cancel);

    /// <summary>Sets the rule from a day on, tomorrow at the earliest.</summary>
    [Put("/api/v1/think-tank/rules/{validFrom}")]
    Task<ThinkTankRule> SetThinkTankRuleAsync(DateOnly validFrom, [Body] ThinkTankFigures figures, CancellationToken cancel);

    /// <summary>Lists the terms, the latest first.</summary>
    [Get("/api/v1/think-tank/terms")]
    Task<IReadOnlyList<PairingTerm>> ListPairingTermsAsync(CancellationToken cancel);

    /// <summary>Opens a term.</summary>
    [Post("/api/v1/think-tank/terms")]
    Task<PairingTerm> OpenPairingTermAsync(
        [Body] PairingTermRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>
    /// Lists the pairings that were adopted, those that began last first; of an expert or a village where asked.
    /// </summary>
    [Get("/api/v1/think-tank/pairings")]
    Task<Page<AdoptedPairing>> ListPairingsAsync([Query] PairingQuery query, CancellationToken cancel);

    /// <summary>Lists proposals, newest first.</summary>
    [Get("/api/v1/think-tank/proposals")]
    Task<Page<ProposalSummary>> ListProposalsAsync([Query] ProposalQuery query, CancellationToken cancel);

    /// <summary>Finds the best pairing under locks and bans and keeps it as a proposal.</summary>
    [Post("/api/v1/think-tank/proposals")]
    Task<Proposal> SolvePairingAsync(
        [Body] SolveRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>
    /// Shows a proposal: its pairs with reasons, the experts' load, and what stands in the way of key villages.
    /// </summary>
    [Get("/api/v1/think-tank/proposals/{id}")]
    Task<Proposal> GetProposalAsync(Guid id, CancellationToken cancel);

    /// <summary>Shows two proposals beside each other.</summary>
    [Get("/api/v1/think-tank/proposals/{id}/comparison")]
    Task<ProposalComparison> CompareProposalsAsync(Guid id, Guid with, CancellationToken cancel);

    /// <summary>Makes a proposal of somebody else the term's pairing.</summary>
    [Post("/api/v1/think-tank/proposals/{id}/adopt")]
    Task<Proposal> AdoptProposalAsync(Guid id, CancellationToken cancel);

    /// <summary>Rejects a proposal of somebody else.</summary>
    [Post("/api/v1/think-tank/proposals/{id}/reject")]
    Task<Proposal> RejectProposalAsync(Guid id, [Body] DecisionRequest decision, CancellationToken cancel);

    /// <summary>Shows whom the caller advises today, and this year's score so far.</summary>
    [Get("/api/v1/me/think-tank")]
    Task<MyThinkTank> GetOwnThinkTankAsync(CancellationToken cancel);

    /// <summary>Lists the caller's visits, the last logged first.</summary>
    [Get("/api/v1/me/think-tank/service-logs")]
    Task<Page<ServiceLog>> ListOwnServiceLogsAsync([Query] ListQuery query, CancellationToken cancel);

    /// <summary>Logs a visit, with a photo as the form field `file`.</summary>
    [Post("/api/v1/me/think-tank/service-logs")]
    Task<ServiceLog> LogVisitAsync(
        [Body] MultipartFormDataContent form,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Shows a visit of the caller.</summary>
    [Get("/api/v1/me/think-tank/service-logs/{id}")]
    Task<ServiceLog> GetOwnServiceLogAsync(Guid id, CancellationToken cancel);

    /// <summary>Shows its photo.</summary>
    [Get("/api/v1/me/think-tank/service-logs/{id}/photo")]
    Task<HttpResponseMessage> GetOwnServiceLogPhotoAsync(Guid id, CancellationToken cancel);
}
