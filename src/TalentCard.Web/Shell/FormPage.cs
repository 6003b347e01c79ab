using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Access;
using TalentCard.Web.Auth;

namespace TalentCard.Web.Shell;

/// <summary>
/// What the office's pages share. A form posts to its own page; what the Api refuses is shown there with what was typed,
/// what it accepts ends in a redirect.
/// </summary>
public abstract class FormPage : ComponentBase
{
    /// <summary>The Api, as the person signed in.</summary>
    [Inject]
    protected TalentCardClient Api { get; set; } = null!;

    /// <summary>Where the page is, and how to leave it.</summary>
    [Inject]
    protected NavigationManager Here { get; set; } = null!;

    /// <summary>The pages' texts.</summary>
    [Inject]
    protected IStringLocalizer Sentences { get; set; } = null!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = null!;

    /// <summary>The request.</summary>
    [CascadingParameter]
    public HttpContext Context { get; set; } = null!;

    /// <summary>What has just been done, after the redirect; a reload does not know it any more.</summary>
    protected string? Done => DoneNotice.Of(Context) is var word && word != GoneForms.Notice ? word : null;

    /// <summary>What was refused.</summary>
    protected ApiProblem? Problem { get; private set; }

    /// <summary>Whether the reader is of the city's office, which alone sets, imports and approves.</summary>
    protected bool IsCity => Context.User.May(Policies.CityOffice);

    /// <summary>Ends calls whose reader has gone.</summary>
    protected CancellationToken Aborted => Context.RequestAborted;

    /// <summary>Whether a form was sent.</summary>
    protected bool Sent => HttpMethods.IsPost(Context.Request.Method);

    // What was sent, or what was typed before the session ended.
    private IFormCollection? Form =>
        Sent
            ? Context.Request.HasFormContentType
                ? Context.Request.Form
                : null
            : Context.Kept();

    /// <summary>
    /// The list's query as the address says it. What its rules refuse is said at the fields, and <see cref="FilteredAsync"/> then
    /// finds nothing.
    /// </summary>
    /// <exception cref="ApiProblemException">A field says what it cannot mean.</exception>
    protected T FromQuery<T>()
        where T : notnull
    {
        var query = Context.Request.Query.Read<T>();
        Problem = query.Faults()?.InWords(Sentences);
        return query;
    }

    /// <summary>What the filters find: nothing, and words at their fields, where they ask for what cannot be.</summary>
    protected async Task<T> FilteredAsync<T>(Func<Task<T>> read, T nothing)
    {
        if (Problem is not null)
            return nothing;
        try
        {
            return await read();
        }
        catch (ApiProblemException refused) when (refused.Problem is { Status: 400, Errors.Count: > 0 })
        {
            Problem = refused.Problem.InWords(Sentences);
            return nothing;
        }
    }

    /// <summary>Reads what the page shows; nothing is drawn before.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>A field as it was typed; before that, <paramref name="current"/>.</summary>
    protected string? FormValue(string field, string? current = null) => Form is { } form ? form[field].LastOrDefault() : current;

    /// <summary>The ticked boxes of a group; before anything was sent, <paramref name="current"/>.</summary>
    protected string[] FormValues(string field, string[]? current = null) =>
        Form is { } form ? [.. form[field].OfType<string>()] : current ?? [];

    /// <summary>A field's text without spaces around it, never null.</summary>
    protected string Text(string field) => FormValue(field)?.Trim() ?? "";

    /// <summary>A field's text, or null when it is empty.</summary>
    protected string? TextOrNull(string field) => Text(field) is { Length: > 0 } text ? text : null;

    /// <summary>A field's day; where it is none, the page says so and the answer is null.</summary>
    protected DateOnly? Day(string field)
    {
        if (DateOnly.TryParseExact(Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Refuse(field, Sentences["请填写日期，如 2026-03-02"]);
        return null;
    }

    /// <summary>A field's whole number; null when it is empty or, with a word on it, when it is none.</summary>
    protected int? Number(string field)
    {
        if (TextOrNull(field) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Refuse(field, Sentences["请填写整数"]);
        return null;
    }

    /// <summary>A field's whole number that must be there; where it is none, the page says so and the answer is null.</summary>
    protected int? Needed(string field)
    {
        var number = Number(field);
        if (number is null && TextOrNull(field) is null)
            Refuse(field, Sentences["请填写整数"]);
        return number;
    }

    /// <summary>Says of each choice that was not made that it has to be.</summary>
    protected void NeedChoice(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            if (TextOrNull(field) is null)
                Refuse(field, Sentences["请选择"]);
    }

    /// <summary>Says what is wrong with a field.</summary>
    protected void Refuse(string field, string error)
    {
        var errors = new Dictionary<string, string[]>(Problem?.Errors ?? new Dictionary<string, string[]>())
        {
            [field] = [error],
        };
        Problem = new ApiProblem(
            400,
            "invalid_request",
            "请按提示修改后重新提交。",
            "Correct the fields named and send it again.",
            errors
        );
    }

    /// <summary>Makes a change; false where it was refused, which <see cref="Problem"/> then holds.</summary>
    protected async Task<bool> TryAsync(Func<Task> change)
    {
        try
        {
            await change();
            return true;
        }
        catch (ApiProblemException exception) when (exception.Problem.Status is not (401 or 404))
        {
            Problem = exception.Problem.InWords(Sentences);
            return false;
        }
    }

    /// <summary>Shows the page at <paramref name="address"/>, once with a word on what was done.</summary>
    protected void Finish(string address, string done)
    {
        DoneNotice.Leave(Context, address, done);
        Here.NavigateTo(address);
    }
}
