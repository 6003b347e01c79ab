using Microsoft.AspNetCore.Components;

namespace TalentCard.Web.Shell;

/// <summary>How a column of a <see cref="DataTable{TItem}"/> looks, where its cells are more than their value.</summary>
public sealed class Cell<TItem> : ComponentBase
{
    /// <summary>The column's.</summary>
    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    /// <summary>The cell of a row.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TItem> ChildContent { get; set; } = null!;

    [CascadingParameter]
    private DataTable<TItem> Table { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnInitialized() => Table.Draw(Key, ChildContent);
}
