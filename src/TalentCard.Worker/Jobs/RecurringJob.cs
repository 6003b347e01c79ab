using Quartz;

namespace TalentCard.Worker.Jobs;

/// <summary>A job that runs by itself.</summary>
/// <param name="Key">Its stable key, by which its history, its pause and its failures are found.</param>
/// <param name="Sentence">What it does, in Chinese; the Web translates it.</param>
/// <param name="Cron">When, in Asia/Shanghai.</param>
/// <param name="Limit">How long one run may take.</param>
/// <param name="Type">The <see cref="IJob"/>.</param>
internal sealed record RecurringJob(string Key, string Sentence, string Cron, TimeSpan Limit, Type Type)
{
    public static RecurringJob Of<TJob>(string key, string sentence, string cron, TimeSpan limit) where TJob : IJob =>
        new(key, sentence, cron, limit, typeof(TJob));
}
