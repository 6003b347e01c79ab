using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Database;

/// <summary>Registers the one data source of a host.</summary>
public static class DatabaseServices
{
    /// <summary>
    /// Adds the <see cref="NpgsqlDataSource"/> of <c>ConnectionStrings:TalentCard</c> and sets Dapper up for this
    /// schema: snake_case columns, <c>timestamptz</c> as <see cref="DateTimeOffset"/>, arrays.
    /// </summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        TypeHandlers.Register();
        services.AddSingleton<MonthPartitions>();
        services.AddSingleton<ExpiredRows>();
        services.AddSingleton<ConstraintRefusals>().AddSingleton<Db>();
        return services.AddSingleton(provider =>
        {
            var settings = ConnectionOf(provider.GetRequiredService<IConfiguration>());
            // The few statements of the main job are planned once a connection, unless the operator says otherwise.
            if (!settings.ShouldSerialize("Max Auto Prepare"))
                settings.MaxAutoPrepare = 50;
            return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        });
    }

    /// <summary>How a host connects: as <c>ConnectionStrings:TalentCard</c> says, and else as suits us.</summary>
    /// <exception cref="InvalidOperationException">It is not set.</exception>
    public static NpgsqlConnectionStringBuilder ConnectionOf(IConfiguration configuration)
    {
        var settings = new NpgsqlConnectionStringBuilder(
            configuration.GetConnectionString("TalentCard")
                ?? throw new InvalidOperationException("ConnectionStrings:TalentCard is not set.")
        );
        // No statement here leaves anything behind in its session (a `set`, a session lock), and whoever listens keeps the
        // connection; wiping the session each time costs an eighth of a redemption.
        if (!settings.ShouldSerialize("No Reset On Close"))
            settings.NoResetOnClose = true;
        // A server that is gone without a word is missed within twice as many seconds: by whoever listens, who would wait for
        // ever, and by the pool before the next request takes a dead connection (docs/adr/0070).
        if (!settings.ShouldSerialize("Keepalive"))
            settings.KeepAlive = 10;
        return settings;
    }
}
