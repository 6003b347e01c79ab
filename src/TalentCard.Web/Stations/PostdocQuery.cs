using System.Globalization;
using TalentCard.Contracts;
using TalentCard.Contracts.Stations;
using TalentCard.Web.Api;
using TalentCard.Web.Office;

namespace TalentCard.Web.Stations;

/// <summary>What a list of postdocs is narrowed to, as it stands in the address with the Api's own names.</summary>
internal sealed record PostdocQuery(IQueryCollection Query)
{
    /// <summary>The names of all filters.</summary>
    public static readonly string[] Names =
    [
        "q", "station", "discipline", "state", "residentOn", "enteredIn", "enteredFrom", "enteredTo", "leftFrom", "leftTo", "destination",
        "proposalOnTime", "midtermOnTime", "completionOnTime",
    ];

    /// <summary>A filter's value; null where it is not set.</summary>
    public string? this[string name] => Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>A page of the postdocs.</summary>
    public Task<Page<Postdoc>> ListAsync(TalentCardClient api, string? after, int limit, CancellationToken cancellationToken) =>
        api.GetAsync<Page<Postdoc>>(OfficeCalls.Filtered("api/v1/postdocs",
            [.. Fields, ("limit", limit.ToString(CultureInfo.InvariantCulture)), ("after", after)]), cancellationToken);

    /// <summary>The address of <paramref name="path"/> with this filter.</summary>
    public string At(string path) => OfficeCalls.Filtered(path, Fields);

    private (string, string?)[] Fields => Array.ConvertAll(Names, name => (name, this[name]));
}
