using Refit;
using TalentCard.Contracts.Reference;

namespace TalentCard.Client.Reference;

/// <summary>Divisions, tiers and kinds.</summary>
public interface IReferenceApi
{
    /// <summary>Lists divisions, tiers and kinds of service points.</summary>
    [Get("/api/v1/reference")]
    Task<ReferenceData> GetReferenceAsync(CancellationToken cancel);
}
