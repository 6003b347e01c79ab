using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Core.Privacy;

namespace TalentCard.Demo;

/// <summary>Loads the demo data into <c>ConnectionStrings:TalentCard</c>, or writes the sample lists.</summary>
internal static class Program
{
    private const string Usage = """
        usage: TalentCard.Demo              loads the demo data into ConnectionStrings:TalentCard
               TalentCard.Demo samples DIR  writes the sample lists
        """;

    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case []:
                return await LoadAsync();
            case ["samples", var folder]:
                Samples.Write(folder);
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static async Task<int> LoadAsync()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables().Build())
            .AddDatabase()
            .AddFieldEncryption()
            .BuildServiceProvider();
        try
        {
            var loading = await DemoData.LoadAsync(
                services.GetRequiredService<Db>(),
                services.GetRequiredService<IFieldEncryption>(),
                TimeProvider.System,
                CancellationToken.None
            );
            Console.WriteLine(
                loading switch
                {
                    DemoLoading.Loaded => "The demo data is loaded.",
                    DemoLoading.AlreadyLoaded => "The demo data was loaded before; nothing was changed.",
                    _ => "The database holds other data, so the demo data was not loaded.",
                }
            );
            return loading == DemoLoading.HasOtherData ? 1 : 0;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            await Console.Error.WriteLineAsync("The database is not migrated; run db/migrate first.");
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"The demo data was not loaded: {e.Message}");
        }
        return 1;
    }
}
