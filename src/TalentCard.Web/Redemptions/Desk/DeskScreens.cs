using TalentCard.Contracts.Redemptions;
using TalentCard.Web.Storage;

namespace TalentCard.Web.Redemptions.Desk;

/// <summary>What the desk shows after a scan or a click. Never changed: every step makes a new one, so that the browser's
/// back button only shows an older screen.</summary>
/// <param name="Owner">Whose screen it is.</param>
/// <param name="At">When it was made.</param>
/// <param name="Answer">The answer to the scan.</param>
/// <param name="TypedCode">What was typed, where it was not a code, to be mended.</param>
/// <param name="Recorded">What was recorded on this scan, the last one first.</param>
/// <param name="Problem">What the last step was refused for.</param>
/// <param name="Undone">Whether the last step was a reversal.</param>
internal sealed record DeskScreen(
    string Owner,
    DateTimeOffset At,
    VerificationAnswer? Answer = null,
    string? TypedCode = null,
    IReadOnlyList<RedemptionMade>? Recorded = null,
    ApiProblem? Problem = null,
    bool Undone = false
);

/// <summary>The screens of the last minutes: a verification is good for no longer.</summary>
internal sealed class DeskScreens(WebStore store)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Keeps a screen and gives its address.</summary>
    public async Task<string> ShowAsync(DeskScreen screen, CancellationToken cancel)
    {
        var id = Guid.NewGuid();
        await store.PutAsync($"{id:N}", screen, Lifetime, cancel);
        return $"/desk/{id:N}";
    }

    /// <summary>The screen, if it is still kept and belongs to <paramref name="owner"/>.</summary>
    public async Task<DeskScreen?> FindAsync(Guid id, string owner, CancellationToken cancel) =>
        await store.FindAsync<DeskScreen>($"{id:N}", cancel) is { } screen && screen.Owner == owner ? screen : null;
}
