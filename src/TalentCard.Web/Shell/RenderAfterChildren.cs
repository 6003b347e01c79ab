using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace TalentCard.Web.Shell;

/// <summary>Draws its content after the components before it: components are drawn in the order in which they are met, so
/// that a parent's own content comes too early to know its children.</summary>
public sealed class RenderAfterChildren : ComponentBase
{
    /// <summary>What is drawn.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
