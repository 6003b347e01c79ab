namespace TalentCard.Contracts.Lists;

/// <summary>An uploaded list between its check and its commit.</summary>
public interface IListImport
{
    /// <summary>Id of the import.</summary>
    Guid Id { get; }
}

/// <summary>One thing that is wrong with one cell of the list.</summary>
/// <param name="Row">Row as the spreadsheet program numbers it, from 1.</param>
/// <param name="Column">Heading of the column, in Chinese.</param>
/// <param name="Code">Stable code, e.g. <c>id_number_checksum</c>.</param>
/// <param name="Zh">What is wrong and what to do, in Chinese.</param>
/// <param name="En">The same in English.</param>
public sealed record ImportProblem(int Row, string Column, string Code, string Zh, string En);

/// <summary>A row that holds something and is not of the list.</summary>
/// <param name="Row">Row as the spreadsheet program numbers it, from 1.</param>
/// <param name="Reason"><c>hidden</c>: a filter hides it; <c>frame</c>: a total, a signature, a note or the headings once
/// more.</param>
public sealed record LeftOutRow(int Row, string Reason)
{
    /// <summary>The reason of a row that a filter hides.</summary>
    public const string Hidden = "hidden";

    /// <summary>The reason of what stands around a list.</summary>
    public const string Frame = "frame";
}

/// <summary>How an uploaded file is read.</summary>
/// <param name="WithHidden">Whether rows that a filter hides are of the list.</param>
public sealed record ListReading(bool WithHidden = false);
