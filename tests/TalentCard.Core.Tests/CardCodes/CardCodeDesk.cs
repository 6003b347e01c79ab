using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Core.Audit;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Keys;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.CardCodes;

/// <summary>A maker and a reader of codes on a database of their own. Use as a class fixture.</summary>
public sealed class CardCodeDesk : IAsyncLifetime
{
    internal FakeTimeProvider Clock { get; } = FakeTimeProvider.At("2026-03-02T09:00+08:00");

    internal TestDatabase Database { get; private set; } = null!;

    internal CardCodeMinter Minter { get; private set; } = null!;

    internal CardCodeReader Reader { get; private set; } = null!;

    internal SigningKeyRing Ring { get; private set; } = null!;

    internal static byte[] Handle { get; } = [1, 2, 3, 4, 5, 6, 7, 8];

    internal static byte[] Cti { get; } = [8, 7, 6, 5, 4, 3, 2, 1];

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder().AddInMemoryCollection([new("Card:Issuer", "huainan")]).Build()
            )
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(Database.Db)
            .AddSingleton(TestData.Encryption)
            .AddAudit()
            .AddKeys()
            .AddCardCodes()
            .BuildServiceProvider();
        Minter = services.GetRequiredService<CardCodeMinter>();
        Reader = services.GetRequiredService<CardCodeReader>();
        Ring = services.GetRequiredService<SigningKeyRing>();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
