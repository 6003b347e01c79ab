using Refit;
using TalentCard.Contracts.PersonalData;

namespace TalentCard.Client.PersonalData;

/// <summary>The caller's own data.</summary>
public interface IPersonalDataApi
{
    /// <summary>Gives everything that is kept on the caller, in clear, with who looked at it.</summary>
    [Get("/api/v1/me/export")]
    Task<PersonalDataExport> ExportOwnDataAsync(CancellationToken cancel);
}
