using Microsoft.AspNetCore.Components;

namespace TalentCard.Web.Shell;

/// <summary>A column of a <see cref="DataTable{TItem}"/>: what it is called and, as child content, a row's cell.</summary>
public sealed class Column<TItem> : ComponentBase
{
    /// <summary>Its name in the address.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    /// <summary>Its heading; on phones it stands before the cell.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>The cell of a row.</summary>
    [Parameter, EditorRequired] public RenderFragment<TItem> ChildContent { get; set; } = null!;

    /// <summary>What the Api's <c>sort</c> calls it; null where the list cannot be ordered by it.</summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>Whether it is always shown.</summary>
    [Parameter] public bool Always { get; set; }

    /// <summary>Whether it is shown only when chosen.</summary>
    [Parameter] public bool Off { get; set; }

    /// <summary>Whether the heading is for screen readers alone: boxes to tick, buttons.</summary>
    [Parameter] public bool TitleHidden { get; set; }

    /// <summary>Classes of its cells, heading included.</summary>
    [Parameter] public string? Class { get; set; }

    [CascadingParameter] private DataTable<TItem> Table { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnInitialized() => Table.Add(this);
}
