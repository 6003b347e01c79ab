using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Core.Keys;
using TalentCard.Core.Privacy;
using TalentCard.Testing;

namespace TalentCard.Core.Tests;

public sealed class KeepingSigningKeys : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = FakeTimeProvider.At("2026-03-02T09:00+08:00");
    private TestDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData(KeyPurpose.Tokens, 2048)]
    [InlineData(KeyPurpose.AccessTokens, 256)]
    [InlineData(KeyPurpose.Cards, 256)]
    public async Task The_first_key_comes_when_it_is_asked_for(KeyPurpose purpose, int size)
    {
        var key = await Process().CurrentAsync(purpose, Cancel);

        key.Key.KeySize.ShouldBe(size);
        key.Kid.Length.ShouldBe(11);
        (await Process().CurrentAsync(purpose, Cancel)).Kid.ShouldBe(key.Kid);
    }

    [Fact]
    public async Task Processes_that_start_at_once_agree_on_one_key()
    {
        var keys = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Task.Run(() => Process().CurrentAsync(KeyPurpose.Cards, Cancel).AsTask(), Cancel))
        );

        keys.Select(key => key.Kid).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Processes_that_rotate_at_once_publish_one_successor()
    {
        await Process().CurrentAsync(KeyPurpose.Cards, Cancel);
        clock.Advance(TimeSpan.FromDays(89));

        await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Task.Run(() => Process().RotateAsync(KeyPurpose.Cards, Cancel), Cancel))
        );

        (await Process().VerifyingAsync(KeyPurpose.Cards, Cancel)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_far_from_its_end_is_rotated_only_early()
    {
        var ring = Process();
        await ring.CurrentAsync(KeyPurpose.Tokens, Cancel);

        await ring.RotateAsync(KeyPurpose.Tokens, Cancel);
        (await ring.VerifyingAsync(KeyPurpose.Tokens, Cancel)).Count.ShouldBe(1);
        await ring.RotateAsync(KeyPurpose.Tokens, Cancel, early: true);
        await ring.RotateAsync(KeyPurpose.Tokens, Cancel, early: true);
        (await ring.VerifyingAsync(KeyPurpose.Tokens, Cancel)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_key_is_published_a_day_before_it_signs_and_the_old_one_verifies_what_it_signed()
    {
        var ring = Process();
        var old = await ring.CurrentAsync(KeyPurpose.Tokens, Cancel);
        await ring.RotateAsync(KeyPurpose.Tokens, Cancel, early: true);

        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        (await ring.CurrentAsync(KeyPurpose.Tokens, Cancel)).Kid.ShouldBe(old.Kid);
        var lastSigned = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromSeconds(1));
        var next = await ring.CurrentAsync(KeyPurpose.Tokens, Cancel);
        next.Kid.ShouldNotBe(old.Kid);

        clock.Advance(lastSigned + TimeSpan.FromDays(1) - clock.GetUtcNow());
        (await ring.FindAsync(KeyPurpose.Tokens, old.Kid, Cancel)).ShouldNotBeNull();
        clock.Advance(TimeSpan.FromSeconds(1));
        (await ring.FindAsync(KeyPurpose.Tokens, old.Kid, Cancel)).ShouldBeNull();
        (await ring.VerifyingAsync(KeyPurpose.Tokens, Cancel)).ShouldHaveSingleItem().Kid.ShouldBe(next.Kid);
    }

    [Fact]
    public async Task Every_process_verifies_what_any_other_signs_through_a_year_of_rotations()
    {
        SigningKeyRing[] rings = [Process(), Process()];
        for (var hour = 0; hour < 365 * 24; hour += 12)
        {
            var signer = rings[hour / 12 % 2];
            await signer.RotateAsync(KeyPurpose.Tokens, Cancel);
            var key = await signer.CurrentAsync(KeyPurpose.Tokens, Cancel);
            (await rings[(hour / 12 + 1) % 2].FindAsync(KeyPurpose.Tokens, key.Kid, Cancel)).ShouldNotBeNull();
            clock.Advance(TimeSpan.FromHours(12));
        }

        (await CountAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task A_key_that_nobody_replaced_in_time_gets_a_successor_at_once()
    {
        var ring = Process();
        var old = await ring.CurrentAsync(KeyPurpose.Cards, Cancel);
        clock.Advance(TimeSpan.FromDays(100));

        (await ring.CurrentAsync(KeyPurpose.Cards, Cancel)).Kid.ShouldNotBe(old.Kid);
    }

    [Fact]
    public async Task The_private_key_stands_encrypted()
    {
        var current = await Process().CurrentAsync(KeyPurpose.Cards, Cancel);
        var key = (ECDsa)current.Key;

        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        var stored = await connection.QuerySingleAsync<byte[]>(
            "select private_key_cipher from signing_keys where purpose = 'cards'"
        );
        stored.AsSpan().IndexOf(key.ExportParameters(true).D).ShouldBe(-1);
        Should.Throw<CryptographicException>(() => Encryption().Decrypt(stored, "signing_keys.tokens", current.Kid));
        var signature = key.SignData(Encoding.UTF8.GetBytes("x"), HashAlgorithmName.SHA256);
        using var decrypted = ECDsa.Create();
        decrypted.ImportPkcs8PrivateKey(Encryption().Decrypt(stored, "signing_keys.cards", current.Kid), out _);
        decrypted.VerifyData(Encoding.UTF8.GetBytes("x"), signature, HashAlgorithmName.SHA256).ShouldBeTrue();
    }

    [Fact]
    public void Lifetimes_that_would_refuse_a_live_code_are_refused_at_start() =>
        Should.Throw<InvalidOperationException>(() => Process(("Keys:Cards:PublishAhead", "00:00:30")));

    private static IConfiguration Configuration(params (string Key, string Value)[] more) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(more.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
                {
                    ["FieldEncryption:Keys:1"] = Convert.ToBase64String(new byte[32]),
                    ["FieldEncryption:LookupKey"] = Convert.ToBase64String(new byte[32]),
                }
            )
            .Build();

    private static AesFieldEncryption Encryption() => new(Configuration());

    // A ring with a cache of its own, as every process has.
    private SigningKeyRing Process(params (string Key, string Value)[] configuration) =>
        new ServiceCollection()
            .AddSingleton(Configuration(configuration))
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(database.Db)
            .AddFieldEncryption()
            .AddKeys()
            .BuildServiceProvider()
            .GetRequiredService<SigningKeyRing>();

    private async Task<int> CountAsync()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<int>("select count(*)::int from signing_keys");
    }
}
