using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Core.Database;
using TalentCard.Core.Notifications;
using TalentCard.Core.Privacy;
using TalentCard.Testing;
using TalentCard.Worker.Notifications;

namespace TalentCard.Worker.Tests.Notifications;

/// <summary>A Worker's relay with the Worker's own registration, against a real mail server and a real gateway.</summary>
internal sealed class TrialRelay : IDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public TrialRelay(
        TestDatabase database,
        FakeTimeProvider clock,
        TestMailServer mail,
        TestGateway gateway,
        params (string Name, string Value)[] settings
    )
    {
        var key = Convert.ToBase64String(new byte[32]);
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:TalentCard"] = database.ConnectionString,
                ["FieldEncryption:Keys:1"] = key,
                ["FieldEncryption:LookupKey"] = key,
                ["Notifications:WebAddress"] = "https://card.example",
                ["Notifications:Smtp:Host"] = "127.0.0.1",
                ["Notifications:Smtp:Port"] = $"{mail.Port}",
                ["Notifications:Smtp:Tls"] = "false",
                ["Notifications:Smtp:From"] = "优才卡 <card@talentcard.example>",
                ["Notifications:Sms:Address"] = gateway.Address,
                ["Notifications:Sms:KeyId"] = "test",
                ["Notifications:Sms:Secret"] = TestGateway.Secret,
                ["Notifications:SmsSignature"] = "人才办",
            }
        );
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create($"Notifications:{setting.Name}", (string?)setting.Value))
        );
        builder.Services.AddSingleton<TimeProvider>(clock).AddDatabase().AddFieldEncryption();
        builder.Services.AddRelay(builder.Configuration);
        Host = builder.Build();
    }

    public IHost Host { get; }

    /// <summary>Plans and sends all that is due now.</summary>
    public async Task RunAsync()
    {
        var relay = Host.Services.GetRequiredService<Relay>();
        while (await relay.PassAsync(Cancel)) { }
    }

    public void Dispose() => Host.Dispose();

    /// <summary>Tells somebody something, committed at once.</summary>
    public static async Task TellAsync(
        TestDatabase database,
        FakeTimeProvider clock,
        string kind,
        Guid to,
        string fact,
        params (string Name, string Value)[] arguments
    )
    {
        await using var session = await database.Db.OpenAsync(Cancel);
        await Outbox.EnqueueAsync(
            session,
            clock.GetUtcNow(),
            [new NewMessage(kind, to, fact, arguments.ToDictionary(argument => argument.Name, argument => argument.Value))]
        );
    }

    /// <summary>State, attempts and error of the person's deliveries, by channel.</summary>
    public static async Task<IReadOnlyList<Delivery>> DeliveriesAsync(TestDatabase database, Guid to)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        return (
            await connection.QueryAsync<Delivery>(
                "select id, channel, state, attempts, last_error error, last_status status, next_attempt_at next from deliveries where recipient_id = @to order by channel, created_at, id",
                new { to }
            )
        ).AsList();
    }
}

/// <summary>Where a delivery stands.</summary>
internal sealed record Delivery(
    Guid Id,
    string Channel,
    string State,
    int Attempts,
    string? Error,
    int? Status,
    DateTimeOffset Next
);
