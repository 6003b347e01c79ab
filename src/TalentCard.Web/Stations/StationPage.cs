using System.Globalization;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Lists;
using TalentCard.Contracts.Stations;

namespace TalentCard.Web.Stations;

/// <summary>
/// The stations' pages are the same for a station's manager (under <c>/stations</c>) and for the office (under
/// <c>/office/stations</c>); what each sees, the Api says.
/// </summary>
public abstract class StationPage : FormPage
{
    /// <summary>Whether the office looks.</summary>
    protected bool IsOffice => Context.User.May(Policies.Office) && Context.Request.Path.StartsWithSegments("/office");

    /// <summary>Where these pages begin.</summary>
    protected string Root => IsOffice ? "/office/stations" : "/stations";

    /// <summary>Every station that the reader sees, by name.</summary>
    protected async Task<IReadOnlyList<Station>> StationsAsync() =>
        [
            .. (await Api.Stations.ListStationsAsync(new StationQuery(Limit: 200), Aborted)).Items.OrderBy(
                station => station.Name,
                StringComparer.Ordinal
            ),
        ];

    /// <summary>The disciplines to choose from.</summary>
    protected Task<IReadOnlyList<Discipline>> DisciplinesAsync() => Api.Stations.ListDisciplinesAsync(Aborted);

    /// <summary>A field's amount of money; null, with a word on it, when it is none.</summary>
    protected decimal? Money(string field)
    {
        if (
            decimal.TryParse(
                Text(field),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var amount
            )
        )
            return amount;
        Refuse(field, Sentences["请填写金额，如 80000 或 80000.50"]);
        return null;
    }

    /// <summary>Sends the form's file on; null where there is none or it was refused.</summary>
    protected async Task<T?> UploadAsync<T>(Func<StreamPart, ListReading, CancellationToken, Task<T>> upload)
        where T : class
    {
        if (Context.Request.Form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            Refuse("file", Sentences["请选择文件"]);
            return null;
        }
        T? made = null;
        await using var stream = file.OpenReadStream();
        await TryAsync(async () =>
            made = await upload(new StreamPart(stream, file.FileName), new ListReading(FormValue("withHidden") == "yes"), Aborted)
        );
        return made;
    }
}
