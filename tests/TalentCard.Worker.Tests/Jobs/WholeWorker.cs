using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests.Jobs;

/// <summary>The whole Worker in the test's own process, with a key of its own for access tokens.</summary>
public sealed class WholeWorker : WebApplicationFactory<Program>, IAsyncLifetime
{
    private const string Issuer = "https://issuer.test";
    private static readonly RsaSecurityKey SigningKey = new(RSA.Create(2048)) { KeyId = "test" };

    public TestDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync();

    /// <summary>A client that carries an access token.</summary>
    public HttpClient As(string name, string role, string scope, string type = "at+jwt")
    {
        var client = CreateClient(new() { AllowAutoRedirect = false });
        var token = new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = "talentcard-api",
                TokenType = type,
                Expires = DateTime.UtcNow.AddMinutes(10),
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = name,
                    ["name"] = name,
                    ["roles"] = new[] { role },
                    ["scope"] = scope,
                },
                SigningCredentials = new SigningCredentials(SigningKey, SecurityAlgorithms.RsaSha256),
            }
        );
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("ConnectionStrings:TalentCard", Database.ConnectionString);
        builder.UseSetting("FieldEncryption:Keys:1", Convert.ToBase64String(new byte[32]));
        builder.UseSetting("FieldEncryption:LookupKey", Convert.ToBase64String(new byte[32]));
        builder.UseSetting("Jobs:Poll", "00:00:01");
        builder.UseSetting("Jobs:Retries", "0");
        builder.ConfigureTestServices(services =>
        {
            // As in TrialWorker: it must not be gone before the other hosts of this process.
            services.AddSingleton(TrialWorker.Logging);
            services.PostConfigure<JwtBearerOptions>(
                JwtBearerDefaults.AuthenticationScheme,
                options =>
                {
                    options.TokenValidationParameters.ValidIssuer = Issuer;
                    options.TokenValidationParameters.IssuerSigningKey = SigningKey;
                }
            );
        });
    }
}
