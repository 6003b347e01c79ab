using Microsoft.AspNetCore.Components;

namespace TalentCard.Web.Shell;

/// <summary>
/// A column of a <see cref="DataTable{TItem}"/> that has no workbook: what it is called and, as child content, a row's cell.
/// </summary>
public sealed class Column<TItem> : ComponentBase
{
    /// <summary>Its name in the address.</summary>
    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    /// <summary>Its heading, in the reader's language.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The cell of a row.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TItem> ChildContent { get; set; } = null!;

    /// <summary><see cref="ListColumn{T}.Sort"/>.</summary>
    [Parameter]
    public string? Sort { get; set; }

    /// <summary><see cref="ListColumn{T}.Always"/>.</summary>
    [Parameter]
    public bool Always { get; set; }

    /// <summary><see cref="ListColumn{T}.Off"/>.</summary>
    [Parameter]
    public bool Off { get; set; }

    /// <summary><see cref="ListColumn{T}.TitleHidden"/>.</summary>
    [Parameter]
    public bool TitleHidden { get; set; }

    /// <summary><see cref="ListColumn{T}.Class"/>.</summary>
    [Parameter]
    public string? Class { get; set; }

    [CascadingParameter]
    private DataTable<TItem> Table { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Table.Add(
            new ListColumn<TItem>(Title, Key)
            {
                Sort = Sort,
                Always = Always,
                Off = Off,
                TitleHidden = TitleHidden,
                Class = Class,
            }
        );
        Table.Draw(Key, ChildContent);
    }
}
