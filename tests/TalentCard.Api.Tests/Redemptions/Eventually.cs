using System.Diagnostics;

namespace TalentCard.Api.Tests.Redemptions;

/// <summary>Waits for what happens behind an answer.</summary>
internal static class Eventually
{
    /// <summary>Asks again until the answer is not null.</summary>
    public static async Task<T> Async<T>(Func<Task<T?>> ask)
        where T : class
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(20))
        {
            if (await ask() is { } answer) return answer;
            await Task.Yield();
        }
        throw new TimeoutException("It never happened.");
    }
}
