using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts;
using TalentCard.Contracts.Exports;
using TalentCard.Web.Api;
using TalentCard.Web.Shell;

namespace TalentCard.Web.Office.Exports;

/// <summary>Hands a list out as a workbook, as it is narrowed in the address, and has it noted in the audit trail.</summary>
/// <param name="context">The request.</param>
/// <param name="api">The Api, as the person signed in.</param>
/// <param name="words">The pages' texts.</param>
/// <param name="time">The clock.</param>
internal sealed class Export(HttpContext context, TalentCardClient api, IStringLocalizer words, TimeProvider time)
{
    private const int PageSize = 200;

    /// <summary>The pages' texts.</summary>
    public IStringLocalizer Words => words;

    /// <summary>The Api.</summary>
    public TalentCardClient Api => api;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Ends calls whose reader has gone.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>The address's fields.</summary>
    public IQueryCollection Query => context.Request.Query;

    /// <summary>One field of the address; null where it is empty.</summary>
    public string? Asked(string field) => Query[field].LastOrDefault() is { Length: > 0 } asked ? asked : null;

    /// <summary>A list that the Api pages.</summary>
    /// <param name="name">Name of the list, for the file and the sheet.</param>
    /// <param name="list">What the audit trail calls it.</param>
    /// <param name="resource">The Api's path with its filters.</param>
    /// <param name="back">The page that says where there is too much.</param>
    /// <param name="columns">The workbook's columns.</param>
    public Task<Results<FileStreamHttpResult, RedirectHttpResult>> SendAsync<T>(
        string name, string list, string resource, string back, IReadOnlyList<WorkbookColumn<T>> columns) =>
        SendAsync(name, list, back, columns, after => api.GetAsync<Page<T>>(
            OfficeCalls.Filtered(resource, ("limit", PageSize.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("after", after)), Aborted));

    /// <summary>A list that is read at once.</summary>
    public Task<Results<FileStreamHttpResult, RedirectHttpResult>> SendAsync<T>(
        string name, string list, string back, IReadOnlyList<WorkbookColumn<T>> columns, IReadOnlyList<T> rows) =>
        SendAsync(name, list, back, columns, _ => Task.FromResult(new Page<T>(rows, null)));

    /// <summary>A list that is read in another way.</summary>
    public async Task<Results<FileStreamHttpResult, RedirectHttpResult>> SendAsync<T>(
        string name, string list, string back, IReadOnlyList<WorkbookColumn<T>> columns, Func<string?, Task<Page<T>>> read)
    {
        // A package wants to seek; the file goes with its handle.
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 81920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            if (await Workbook.WriteAsync(file, name, columns, read) is not { } rows)
            {
                await file.DisposeAsync();
                return TypedResults.Redirect(QueryHelpers.AddQueryString(back + context.Request.QueryString, "done", "too-many"));
            }
            await api.PostAsync("api/v1/exports", new ExportNote(list, rows), Aborted);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        file.Position = 0;
        return TypedResults.File(file, Workbook.ContentType, $"{name}-{Display.Iso(time.Today())}.xlsx");
    }
}
