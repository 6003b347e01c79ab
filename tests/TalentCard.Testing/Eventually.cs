namespace TalentCard.Testing;

/// <summary>Waits for what a test is about.</summary>
public static class Eventually
{
    // Far away: a machine that is short of processors is no reason to fail.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Asks until the answer is not null or false.</summary>
    /// <exception cref="TimeoutException">It never came.</exception>
    public static async Task<T> ShouldComeAsync<T>(Func<Task<T?>> ask, string what)
    {
        var end = DateTimeOffset.UtcNow + Limit;
        while (DateTimeOffset.UtcNow < end)
        {
            if (await ask() is { } answer && !false.Equals(answer))
                return answer;
            await Task.Delay(20);
        }
        throw new TimeoutException($"never came: {what}");
    }

    /// <summary>Waits for an event, with the same limit.</summary>
    public static Task ShouldComeAsync(this Task what) => what.WaitAsync(Limit);
}
