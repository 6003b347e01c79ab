using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Core.Audit;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Database;
using TalentCard.Core.Keys;
using TalentCard.Core.Privacy;

namespace TalentCard.Bench;

/// <summary>The product's own parts, as far as the bench itself needs them: to fill a database and to mint codes.</summary>
internal static class BenchServices
{
    /// <summary>What the bench and the hosts that it starts are told.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Settings = new Dictionary<string, string?>
    {
        ["FieldEncryption:Keys:1"] = Convert.ToBase64String(new byte[32]),
        ["FieldEncryption:LookupKey"] = Convert.ToBase64String(new byte[32]),
        ["Card:Issuer"] = "huainan",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    /// <summary>The parts on a database. Dispose of them.</summary>
    public static ServiceProvider On(string database) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(Settings)
                    .AddInMemoryCollection([new("ConnectionStrings:TalentCard", database)])
                    .Build()
            )
            .AddSingleton(TimeProvider.System)
            .AddDatabase()
            .AddFieldEncryption()
            .AddAudit()
            .AddKeys()
            .AddCardCodes()
            .BuildServiceProvider();
}
