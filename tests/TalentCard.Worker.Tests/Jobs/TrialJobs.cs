using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Worker.Jobs;

namespace TalentCard.Worker.Tests.Jobs;

/// <summary>What the trial jobs of one test do, and what they saw. Shared by the Workers of that test.</summary>
internal sealed class Trial
{
    /// <summary>Never by itself: on the 31st of February.</summary>
    public const string Never = "0 0 31 2 *";

    /// <summary>When runs began, and on which Worker.</summary>
    public ConcurrentQueue<(DateTimeOffset At, string Worker)> Runs { get; } = new();

    /// <summary>What a run does.</summary>
    public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

    public static RecurringJob Job(string cron = Never, TimeSpan? limit = null) => Named("trial", "试验", cron, limit);

    public static RecurringJob Another() => Named("another-trial", "另一试验", Never);

    private static RecurringJob Named(string key, string sentence, string cron, TimeSpan? limit = null) =>
        new(
            key,
            sentence,
            cron,
            limit ?? TimeSpan.FromMinutes(1),
            async (services, cancel) =>
            {
                var trial = services.GetRequiredService<Trial>();
                trial.Runs.Enqueue((DateTimeOffset.UtcNow, services.GetRequiredService<TrialName>().Value));
                await trial.Work(cancel);
            }
        );
}

/// <summary>What one of the Workers of a test is called.</summary>
internal sealed record TrialName(string Value);
