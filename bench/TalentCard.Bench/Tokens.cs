using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace TalentCard.Bench;

/// <summary>
/// Tokens a second of the released Api, by client credentials and by refreshing, beside npm oidc-provider and, where one is
/// given, an older Api. The servers take turns within a round, in which every connection rotates the refresh tokens of a new
/// grant of its own.
/// </summary>
internal static class Tokens
{
    private const int Connections = 8;
    private const int WarmUps = 4;
    private const int Rounds = 7;
    private const int Credentials = 4000;
    private const int Refreshes = 300;
    private static readonly string[] Scopes = ["openid", "profile", "offline_access", "audit"];

    /// <summary>Measures and prints.</summary>
    /// <param name="provider">The script that starts oidc-provider.</param>
    /// <param name="providersDatabase">Connection string of an empty database for it.</param>
    /// <param name="database">Connection string of an empty migrated database.</param>
    /// <param name="api">The Api's assembly.</param>
    /// <param name="before">The same two of an older Api; empty: none is measured.</param>
    public static async Task RunAsync(string provider, string providersDatabase, string database, string api, string[] before)
    {
        await using var ours = await StartAsync(api, database);
        await using var older = before is [var olderDatabase, var olderApi] ? await StartAsync(olderApi, olderDatabase) : null;
        await using var inMemory = await OidcProvider.StartAsync(provider);
        await using var onDisk = await OidcProvider.StartAsync(provider, await UrlOfNewAsync(providersDatabase));
        List<Issuer> issuers =
        [
            Issuer.Of("ours", ours),
            Issuer.Of("oidc-provider on PostgreSQL", onDisk),
            Issuer.Of("oidc-provider in memory", inMemory),
        ];
        if (older is not null)
            issuers.Add(Issuer.Of("before", older));
        // Until the compilers have seen enough to settle.
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
            foreach (var issuer in issuers)
                await issuer.MeasureAsync(keep: false);
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var issuer in issuers)
                await issuer.MeasureAsync(keep: true);
            Console.WriteLine(
                $"  round {round}: "
                    + string.Join(
                        ", ",
                        issuers.Select(issuer => $"{issuer.Name} {issuer.ByCredentials[^1]:N0}/s and {issuer.ByRefresh[^1]:N0}/s")
                    )
            );
        }
        Console.WriteLine();
        Console.WriteLine("| tokens | ours | beside | ratio | aim |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var other in issuers.Skip(1))
        {
            var aim = other.Name == "before" ? 1 : 3;
            Print(new Ratio($"by client credentials / {other.Name}", issuers[0].ByCredentials, other.ByCredentials, aim));
            Print(new Ratio($"by refreshing / {other.Name}", issuers[0].ByRefresh, other.ByRefresh, aim));
        }
    }

    // Creates the database, which is named and not there yet.
    private static async Task<string> UrlOfNewAsync(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        var name = database.Database;
        database.Database = "postgres";
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.ExecuteAsync($"create database {name}");
        return $"postgres://{database.Username}@{database.Host}:{database.Port}/{name}";
    }

    private static void Print(Ratio ratio) =>
        Console.WriteLine(
            $"| {ratio.Name} | {ratio.Ours.Median():N0}/s | {ratio.Bare.Median():N0}/s | {ratio.Value:N2} | {ratio.Aim:N1} |"
        );

    private static async Task<Server> StartAsync(string api, string database)
    {
        await using (var connection = new NpgsqlConnection(database))
        {
            await connection.ExecuteAsync(
                """
                insert into divisions values ('340403', '田家庵区', 'Tianjia''an', 'county');
                insert into service_point_kinds values ('hospital', '医院', 'Hospital');
                insert into partners (id, name, kind, division_code, created_at)
                values (@Partner, '第一人民医院', 'hospital', '340403', now());
                insert into users
                    (id, user_name, normalized_user_name, display_name, roles, password_hash, security_stamp, concurrency_stamp,
                     created_at)
                values (gen_random_uuid(), 'bench', 'BENCH', 'bench', '{auditor}', @password, gen_random_uuid()::text,
                        gen_random_uuid()::text, now());
                """,
                new { Fill.Partner, password = new PasswordHasher<object>().HashPassword(new object(), CodeFlow.Password) }
            );
        }
        return await Server.StartAsync(
            api,
            database,
            new Dictionary<string, string?>
            {
                ["FieldEncryption:Keys:1"] = Convert.ToBase64String(new byte[32]),
                ["FieldEncryption:LookupKey"] = Convert.ToBase64String(new byte[32]),
                ["Card:Issuer"] = "huainan",
                ["Logging:LogLevel:Default"] = "Warning",
                ["SignIn:RequestsPerMinute"] = "1000000",
                // The bench's auditor signs in by the password alone.
                ["SignIn:SecondFactorRoles:0"] = "admin",
                ["Connect:TokenRequestsPerMinute"] = "100000000",
                ["Connect:Clients:1:ClientId"] = CodeFlow.Client,
                ["Connect:Clients:1:Name"] = CodeFlow.Client,
                ["Connect:Clients:1:Secret"] = Server.Secret,
                ["Connect:Clients:1:GrantTypes:0"] = "authorization_code",
                ["Connect:Clients:1:GrantTypes:1"] = "refresh_token",
                ["Connect:Clients:1:RedirectUris:0"] = CodeFlow.RedirectUri,
                ["Connect:Clients:1:Scopes"] = string.Join(' ', Scopes),
            },
            withBareEndpoint: false
        );
    }

    /// <summary>One of the servers, and what it reached in each round.</summary>
    private sealed record Issuer(string Name, int Port, string TokenPath, string Secret, Func<Task<string>> GrantAsync)
    {
        private readonly Load load = new(Port, Connections);

        public List<double> ByCredentials { get; } = [];

        public List<double> ByRefresh { get; } = [];

        public static Issuer Of(string name, Server server)
        {
            var flow = new CodeFlow($"http://127.0.0.1:{server.Port}", string.Join(' ', Scopes));
            return new(name, server.Port, "/connect/token", Server.Secret, flow.GrantAsync);
        }

        public static Issuer Of(string name, OidcProvider provider) =>
            new(name, provider.Port, "/token", OidcProvider.Secret, provider.GrantAsync);

        public async Task MeasureAsync(bool keep)
        {
            var request = Load.Form(TokenPath, "bench", Secret, "grant_type=client_credentials&scope=verify%20redeem");
            var (answers, byCredentials) = await load.RunAsync([.. Enumerable.Repeat(request, Credentials)]);
            Check(answers, "access_token");
            var grants = new string[Connections];
            for (var i = 0; i < grants.Length; i++)
                grants[i] = await GrantAsync();
            (answers, var byRefresh) = await load.ChainAsync(
                grants,
                Refreshes,
                body =>
                    Load.Form(
                        TokenPath,
                        CodeFlow.Client,
                        Secret,
                        $"grant_type=refresh_token&refresh_token={RefreshTokenIn(body)}"
                    )
            );
            Check(answers, "access_token", "id_token", "refresh_token");
            if (!keep)
                return;
            ByCredentials.Add(byCredentials);
            ByRefresh.Add(byRefresh);
        }

        private static string RefreshTokenIn(string body)
        {
            using var answer = JsonDocument.Parse(body);
            return Uri.EscapeDataString(
                answer.RootElement.TryGetProperty("refresh_token", out var token)
                    ? token.GetString()!
                    : throw new InvalidOperationException($"No refresh token: {body}")
            );
        }

        private static void Check(Answer[] answers, params string[] members)
        {
            foreach (var answer in answers)
            {
                if (answer.Status != 200 || members.Any(name => !answer.Body.Contains($"\"{name}\"", StringComparison.Ordinal)))
                    throw new InvalidOperationException($"Not the tokens asked for: {answer.Status} {answer.Body}");
            }
        }
    }

    /// <summary>npm oidc-provider in a process of its own.</summary>
    private sealed class OidcProvider(Process process, int port) : IAsyncDisposable
    {
        public const string Secret = "the bench's secret of oidc-provider";

        public int Port { get; } = port;

        public static async Task<OidcProvider> StartAsync(string script, params string[] database)
        {
            var port = Server.FreePort();
            var start = new ProcessStartInfo("node", [script, $"{port}", Secret, .. database]) { RedirectStandardError = true };
            start.Environment["NODE_ENV"] = "production";
            var process = Process.Start(start)!;
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
            var provider = new OidcProvider(process, port);
            for (var tries = 0; ; tries++)
            {
                try
                {
                    await provider.GrantAsync();
                    return provider;
                }
                catch (HttpRequestException) when (tries < 60)
                {
                    await Task.Delay(500);
                }
            }
        }

        /// <summary>A new grant, as a body with its refresh token.</summary>
        public async Task<string> GrantAsync()
        {
            using var http = new HttpClient();
            return await http.GetStringAsync($"http://127.0.0.1:{Port}/bench/grant");
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
