using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentCard.Core.Database;
using TalentCard.Core.Privacy;
using TalentCard.Demo;

if (args is ["samples", var folder])
{
    Samples.Write(folder);
    return 0;
}
if (args is not [])
{
    Console.Error.WriteLine("usage: TalentCard.Demo            loads the demo data into ConnectionStrings:TalentCard");
    Console.Error.WriteLine("       TalentCard.Demo samples DIR  writes the sample lists");
    return 2;
}

await using var services = new ServiceCollection()
    .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables().Build())
    .AddDatabase()
    .AddFieldEncryption()
    .BuildServiceProvider();
try
{
    var loading = await DemoData.LoadAsync(services.GetRequiredService<NpgsqlDataSource>(),
        services.GetRequiredService<IFieldEncryption>(), TimeProvider.System, CancellationToken.None);
    Console.WriteLine(loading switch
    {
        DemoLoading.Loaded => "The demo data is loaded.",
        DemoLoading.AlreadyLoaded => "The demo data was loaded before; nothing was changed.",
        _ => "The database holds other data, so the demo data was not loaded.",
    });
    return loading == DemoLoading.HasOtherData ? 1 : 0;
}
catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
{
    Console.Error.WriteLine("The database is not migrated; run db/migrate first.");
}
catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
{
    Console.Error.WriteLine($"The demo data was not loaded: {e.Message}");
}
return 1;
