namespace TalentCard.Core.Database;

/// <summary>Forgets what nothing asks for any more, feature by feature.</summary>
public sealed class ExpiredRows(Db db, TimeProvider time, IEnumerable<IForget> features)
{
    /// <summary>Lets every feature forget; one that cannot does not keep the others from it.</summary>
    /// <exception cref="AggregateException">What those that could not have met.</exception>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        List<Exception> met = [];
        foreach (var feature in features)
        {
            try
            {
                await using var session = await db.OpenAsync(cancel);
                await feature.ForgetAsync(session, time.GetUtcNow());
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                met.Add(exception);
            }
        }
        if (met.Count > 0)
            throw new AggregateException(met);
    }
}
