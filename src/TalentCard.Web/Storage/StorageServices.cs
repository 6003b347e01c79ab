using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace TalentCard.Web.Storage;

/// <summary>Registers what all hosts of the Web share: its storage, and the keys that seal what lies there.</summary>
internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => Connect(configuration, "talentcard-web"));
        services.AddSingleton<WebStore>().AddSingleton<Turns>();
        var protection = services.AddDataProtection().SetApplicationName("TalentCard.Web");
        if (configuration["DataProtection:Folder"] is { Length: > 0 } folder)
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        return services;
    }

    /// <summary>Connections to the Web's own schema, by the role that sees no other.</summary>
    /// <exception cref="InvalidOperationException"><c>ConnectionStrings:Web</c> is not set.</exception>
    public static NpgsqlDataSource Connect(IConfiguration configuration, string name)
    {
        var settings = new NpgsqlConnectionStringBuilder(
            configuration.GetConnectionString("Web") ?? throw new InvalidOperationException("ConnectionStrings:Web is not set.")
        )
        {
            ApplicationName = name,
        };
        // As Api and Worker do: a server that is gone without a word is missed soon (docs/adr/0070).
        if (!settings.ShouldSerialize("Keepalive"))
            settings.KeepAlive = 10;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
