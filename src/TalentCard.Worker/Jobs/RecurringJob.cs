using Cronos;
using TalentCard.Core;

namespace TalentCard.Worker.Jobs;

/// <summary>A job that runs by itself.</summary>
/// <param name="Key">Its stable key, by which its history, its pause and its failures are found.</param>
/// <param name="Sentence">What it does, in Chinese; the Web translates it.</param>
/// <param name="Cron">When, in Asia/Shanghai: minute, hour, day, month, weekday.</param>
/// <param name="Limit">How long one run may take.</param>
/// <param name="Run">What it does; safe to run twice.</param>
internal sealed record RecurringJob(
    string Key,
    string Sentence,
    string Cron,
    TimeSpan Limit,
    Func<IServiceProvider, CancellationToken, Task> Run
)
{
    public static RecurringJob Of<TService>(
        string key,
        string sentence,
        string cron,
        TimeSpan limit,
        Func<TService, CancellationToken, Task> run
    )
        where TService : notnull =>
        new(key, sentence, cron, limit, (services, cancel) => run(services.GetRequiredService<TService>(), cancel));

    /// <summary>When the clock runs it next; null for never.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset instant) =>
        CronExpression
            .Parse(Cron, Cron.Split(' ').Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard)
            .GetNextOccurrence(instant, LocalDate.Zone)
            ?.ToUniversalTime();
}
