using Refit;
using TalentCard.Contracts.CardCodes;
using TalentCard.Contracts.Dependants;

namespace TalentCard.Client.Dependants;

/// <summary>Holders' families.</summary>
public interface IDependantsApi
{
    /// <summary>Lists the caller's family, those last filed first.</summary>
    [Get("/api/v1/me/dependants")]
    Task<IReadOnlyList<OwnDependant>> ListOwnDependantsAsync(CancellationToken cancel);

    /// <summary>Files a member of the caller's family, for the office to check.</summary>
    [Post("/api/v1/me/dependants")]
    Task<OwnDependant> FileDependantAsync(
        [Body] NewDependant dependant,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Gives one of the caller's family.</summary>
    [Get("/api/v1/me/dependants/{id}")]
    Task<OwnDependant> GetOwnDependantAsync(Guid id, CancellationToken cancel);

    /// <summary>Ends one of the caller's family; their code is good no longer.</summary>
    [Post("/api/v1/me/dependants/{id}/end")]
    Task EndOwnDependantAsync(Guid id, [Body] DependantEnd end, CancellationToken cancel);

    /// <summary>Makes a code of one of the caller's family, good for 60 seconds.</summary>
    [Post("/api/v1/me/dependants/{id}/codes")]
    Task<CardCode> MintDependantCodeAsync(Guid id, CancellationToken cancel);

    /// <summary>Makes a code of one of the caller's family and draws it as SVG.</summary>
    [Get("/api/v1/me/dependants/{id}/code.svg")]
    Task<HttpResponseMessage> DrawDependantCodeSvgAsync(Guid id, CancellationToken cancel);

    /// <summary>Lists holders' families, those last filed first.</summary>
    [Get("/api/v1/dependants")]
    Task<Page<DependantItem>> ListDependantsAsync([Query] DependantQuery query, CancellationToken cancel);

    /// <summary>Gives a dependant with what proves the relation.</summary>
    [Get("/api/v1/dependants/{id}")]
    Task<DependantDetail> GetDependantAsync(Guid id, CancellationToken cancel);

    /// <summary>Confirms or refuses what a holder has filed.</summary>
    [Post("/api/v1/dependants/{id}/decision")]
    Task DecideDependantAsync(Guid id, [Body] DependantDecision decision, CancellationToken cancel);

    /// <summary>Ends a dependant on a ground.</summary>
    [Post("/api/v1/dependants/{id}/end")]
    Task EndDependantAsync(Guid id, [Body] DependantEnd end, CancellationToken cancel);
}
