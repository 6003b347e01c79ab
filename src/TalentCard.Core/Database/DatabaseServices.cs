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
            var connectionString =
                provider.GetRequiredService<IConfiguration>().GetConnectionString("TalentCard")
                ?? throw new InvalidOperationException("ConnectionStrings:TalentCard is not set.");
            var builder = new NpgsqlDataSourceBuilder(connectionString);
            // The few statements of the main job are planned once a connection, unless the operator says otherwise.
            if (!builder.ConnectionStringBuilder.ShouldSerialize("Max Auto Prepare"))
                builder.ConnectionStringBuilder.MaxAutoPrepare = 50;
            // No statement here leaves anything behind in its session (a `set`, a session lock), and whoever listens keeps the
            // connection; wiping the session each time costs an eighth of a redemption.
            if (!builder.ConnectionStringBuilder.ShouldSerialize("No Reset On Close"))
                builder.ConnectionStringBuilder.NoResetOnClose = true;
            return builder.Build();
        });
    }
}
