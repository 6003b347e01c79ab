using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Exports;
using TalentCard.Workbooks;

namespace TalentCard.Web.Exports;

/// <summary>Hands a list out as a workbook, as it is narrowed in the address, and has it noted in the audit trail.</summary>
/// <param name="context">The request.</param>
/// <param name="api">The Api, as the person signed in.</param>
/// <param name="words">The pages' texts.</param>
/// <param name="time">The clock.</param>
internal sealed class Export(HttpContext context, TalentCardClient api, IStringLocalizer words, TimeProvider time)
{
    /// <summary>The notice of a list that has more rows than a workbook takes.</summary>
    public const string TooMany = "too-many";

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

    /// <summary>The list's query as the address says it.</summary>
    /// <exception cref="ApiProblemException">A field says what it cannot mean.</exception>
    public T FromQuery<T>() => Query.Read<T>();

    /// <summary>A list that the Api pages, as it is narrowed in the address.</summary>
    /// <param name="name">Name of the list, for the file and the sheet.</param>
    /// <param name="list">What the audit trail calls it.</param>
    /// <param name="back">The page that says where there is too much.</param>
    /// <param name="read">The Api's list.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="query">Which rows, where the address does not say all of it.</param>
    public Task<Results<FileStreamHttpResult, RedirectHttpResult>> SendAsync<TQuery, T>(
        string name,
        string list,
        string back,
        Func<TQuery, CancellationToken, Task<Page<T>>> read,
        IEnumerable<ListColumn<T>> columns,
        TQuery? query = null
    )
        where TQuery : ListQuery
    {
        query ??= FromQuery<TQuery>();
        return SendAsync(
            name,
            list,
            back,
            columns,
            after => read((TQuery)(query with { Limit = ListQuery.MaxLimit, After = after }), Aborted)
        );
    }

    /// <summary>A list that is read at once.</summary>
    public Task<Results<FileStreamHttpResult, RedirectHttpResult>> SendAsync<T>(
        string name,
        string list,
        string back,
        IEnumerable<ListColumn<T>> columns,
        IReadOnlyList<T> rows
    ) => SendAsync(name, list, back, columns, _ => Task.FromResult(new Page<T>(rows, null)));

    /// <summary>A list that is read in another way.</summary>
    public async Task<Results<FileStreamHttpResult, RedirectHttpResult>> SendAsync<T>(
        string name,
        string list,
        string back,
        IEnumerable<ListColumn<T>> columns,
        Func<string?, Task<Page<T>>> read
    )
    {
        // It is not sent before all of it is known to fit; the file goes with its handle.
        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            81920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        try
        {
            if (await Workbook.WriteAsync(file, name, columns.In(words), read) is not { } rows)
            {
                await file.DisposeAsync();
                DoneNotice.Leave(context, back, TooMany);
                return TypedResults.Redirect(back + context.Request.QueryString);
            }
            await api.Exports.NoteExportAsync(new ExportNote(list, rows), Aborted);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        file.Position = 0;
        return TypedResults.File(file, WorkbookWriter.ContentType, $"{name}-{Display.Iso(time.Today())}.xlsx");
    }
}
