using TalentCard.Testing;

namespace TalentCard.Api.Tests.Redemptions;

/// <summary>Moves the Api's clock for one test and sets it back after. Tests of one class run one after another.</summary>
internal sealed class LaterClock(TalentCardApi api) : IAsyncDisposable
{
    private readonly string before = api.Clock.GetUtcNow().ToString("O");

    public void Advance(TimeSpan span) => api.Clock.Advance(span);

    public ValueTask DisposeAsync()
    {
        api.Clock.Set(before);
        return ValueTask.CompletedTask;
    }
}
