using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TalentCard.Testing;

namespace TalentCard.Api.Tests;

/// <summary>
/// The whole Api on a database of its own, with a clock that the test moves. Use as a class fixture; ask for a client in
/// the words of the product: <c>api.As(Person.Office())</c>.
/// </summary>
public class TalentCardApi : WebApplicationFactory<Program>, IAsyncLifetime
{
    private const string Issuer = "https://issuer.test";
    private static readonly RsaSecurityKey SigningKey = new(System.Security.Cryptography.RSA.Create(2048)) { KeyId = "test" };
    private static readonly JsonWebTokenHandler Tokens = new();

    /// <summary>The database behind this Api.</summary>
    public TestDatabase Database { get; private set; } = null!;

    /// <summary>The Api's clock.</summary>
    public FakeTimeProvider Clock { get; } = FakeTimeProvider.At("2026-03-02T09:00+08:00");

    /// <summary>What the Api logged.</summary>
    public CapturedLog Log { get; } = new();

    public virtual async ValueTask InitializeAsync() => Database = await CreateDatabaseAsync();

    /// <summary>The database to run on: a migrated, empty one unless said otherwise.</summary>
    protected virtual Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.CreateAsync();

    /// <summary>A client that carries the person's access token.</summary>
    public HttpClient As(Person person)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenFor(person));
        return client;
    }

    /// <summary>A client that carries no token.</summary>
    public HttpClient AsNobody() => CreateClient();

    /// <summary>An access token (RFC 9068) for the person, as the authorization server would give.</summary>
    /// <param name="person">Who.</param>
    /// <param name="lifetime">How long it is good for; a negative one has expired.</param>
    public static string TokenFor(Person person, TimeSpan? lifetime = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = person.Id,
            ["name"] = person.Name,
            ["roles"] = person.Roles,
            ["scope"] = person.Scope,
            ["client_id"] = "talentcard-web",
        };
        if (person.PartnerId is { } partner)
            claims["partner_id"] = partner.ToString();
        if (person.ServicePointId is { } point)
            claims["service_point_id"] = point.ToString();
        if (person.TalentId is { } talent)
            claims["talent_id"] = talent.ToString();
        if (person.StationId is { } station)
            claims["station_id"] = station.ToString();
        if (person.DepartmentId is { } department)
            claims["department_id"] = department.ToString();
        if (person.Division is { } division)
            claims["division_code"] = division;
        var expires = DateTime.UtcNow + (lifetime ?? TimeSpan.FromMinutes(10));
        return Tokens.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = "talentcard-api",
                TokenType = "at+jwt",
                NotBefore = expires - TimeSpan.FromHours(1),
                IssuedAt = expires - TimeSpan.FromHours(1),
                Expires = expires,
                Claims = claims,
                SigningCredentials = new SigningCredentials(SigningKey, SecurityAlgorithms.RsaSha256),
            }
        );
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("ConnectionStrings:TalentCard", Database.ConnectionString);
        builder.UseSetting("FieldEncryption:Keys:1", Convert.ToBase64String(new byte[32]));
        builder.UseSetting("FieldEncryption:LookupKey", Convert.ToBase64String(new byte[32]));
        builder.UseSetting("Card:Issuer", "huainan");
        builder.UseSetting("SignIn:PasswordIterations", $"{TestData.PasswordIterations}");
        builder.UseSetting("Desk:RequestsPerSecond", "100000");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            TrustTokens(services);
        });
    }

    /// <summary>Lets the Api trust the tokens of <see cref="TokenFor"/> instead of those of an issuer.</summary>
    protected virtual void TrustTokens(IServiceCollection services) =>
        services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            options =>
            {
                options.Authority = null;
                options.ConfigurationManager = null;
                options.TokenValidationParameters.ValidIssuer = Issuer;
                options.TokenValidationParameters.IssuerSigningKey = SigningKey;
            }
        );
}
