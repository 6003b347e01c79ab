using Microsoft.AspNetCore.Http.HttpResults;

namespace TalentCard.Api;

/// <summary>Answers a change with what there is now.</summary>
internal static class ThenRead
{
    /// <summary>Waits for <paramref name="change"/>, then answers with what is read.</summary>
    public static async Task<Ok<T>> ThenReadAsync<T>(this Task change, Func<Task<T>> read)
    {
        await change;
        return TypedResults.Ok(await read());
    }
}
