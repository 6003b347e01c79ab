using Refit;
using TalentCard.Contracts.Organisations;

namespace TalentCard.Client.Organisations;

/// <summary>The register of organisations.</summary>
public interface IOrganisationsApi
{
    /// <summary>Lists organisations, newest first.</summary>
    [Get("/api/v1/organisations")]
    Task<Page<Organisation>> ListOrganisationsAsync([Query] OrganisationQuery query, CancellationToken cancel);

    /// <summary>Takes an organisation in, and links what bears its name.</summary>
    [Post("/api/v1/organisations")]
    Task<Organisation> CreateOrganisationAsync(
        [Body] OrganisationRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Lists names that lists hold and the register does not know, with what they may mean.</summary>
    [Get("/api/v1/organisations/unmatched")]
    Task<Page<UnmatchedName>> ListUnmatchedNamesAsync([Query] ListQuery query, CancellationToken cancel);

    /// <summary>Says which organisation a name means, and links its rows.</summary>
    [Post("/api/v1/organisations/unmatched")]
    Task<MatchAnswer> MatchNameAsync([Body] MatchRequest request, CancellationToken cancel);

    /// <summary>Shows an organisation with what hangs on it; one that was merged says where it went.</summary>
    [Get("/api/v1/organisations/{id}")]
    Task<OrganisationDetail> GetOrganisationAsync(Guid id, CancellationToken cancel);

    /// <summary>Changes or closes an organisation.</summary>
    [Put("/api/v1/organisations/{id}")]
    Task<Organisation> EditOrganisationAsync(
        Guid id,
        [Body] OrganisationRequest request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Merges an organisation into another, which is the answer.</summary>
    [Post("/api/v1/organisations/{id}/merge")]
    Task<Organisation> MergeOrganisationAsync(
        Guid id,
        [Body] MergeRequest request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );
}
