using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>Registers sign-in: Identity over the accounts' store, the session's cookies, and what the pages need.</summary>
internal static class SignInServices
{
    /// <summary>Rate limit of the sign-in pages, for each address.</summary>
    public const string RateLimit = "sign-in";

    /// <summary>Rate limit of the token endpoint, for each address.</summary>
    public const string TokenRateLimit = "token";

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddSingleton<PasswordCheck>();
        // PBKDF2 with HMAC-SHA-512, at the OWASP Password Storage Cheat Sheet's figure; tests take less.
        services.Configure<PasswordHasherOptions>(options =>
            options.IterationCount = configuration.GetValue("SignIn:PasswordIterations", 210_000)
        );
        services
            .AddIdentityCore<User>(options =>
            {
                // At least ten characters of all four kinds, which are Identity's defaults for the kinds.
                options.Password.RequiredLength = 10;
                options.Tokens.AuthenticatorTokenProvider = nameof(TotpProvider);
            })
            .AddUserStore<IdentityStore>()
            .AddPasswordValidator<CommonPasswords>()
            .AddTokenProvider<TotpProvider>(nameof(TotpProvider));
        services.AddSingleton<SignInSession>();
        services.AddSingleton<KnownDevices>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<SignOutTarget>();
        services.AddSingleton<FlashMessages>();
        services.AddScoped<SignInCompletion>();
        services.AddScoped<OwnAccount>();
        services.AddPasskeys(configuration["Connect:Issuer"]);
        services.AddScoped<PasswordSignIn>();
        services.AddSessionCookies(
            secure: configuration["Connect:Issuer"]?.StartsWith("https:", StringComparison.Ordinal) ?? true
        );
        services.AddKeyRing();
        services.AddRazorComponents();
        // A whole hospital may stand behind one address; the account's own lockout is the guard against guessing.
        services.LimitRequests(RateLimit, configuration.GetValue("SignIn:RequestsPerMinute", 300));
        // The Web renews everybody's session from one address; a client's secret is too long to be guessed at this pace.
        services.LimitRequests(TokenRateLimit, configuration.GetValue("Connect:TokenRequestsPerMinute", 3000));
        return services;
    }

    // The relying party is the public address, and only its own pages may ask for a passkey.
    private static void AddPasskeys(this IServiceCollection services, string? address)
    {
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.AddScoped<OwnPasskeys>();
        services.AddScoped<PasskeySignIn>();
        services.AddSingleton<PasskeyChallenges>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ResidentKeyRequirement = "required";
            options.UserVerificationRequirement = "required";
            if (address is null)
                return;
            var uri = new Uri(address);
            var origin = uri.GetLeftPart(UriPartial.Authority);
            options.ServerDomain = uri.IdnHost;
            options.ValidateOrigin = asked => ValueTask.FromResult(asked.Origin == origin && !asked.CrossOrigin);
        });
    }

    private static void LimitRequests(this IServiceCollection services, string policy, int perMinute) =>
        services.Configure<RateLimiterOptions>(options =>
            options.AddPolicy(
                policy,
                context =>
                    RateLimitPartition.GetFixedWindowLimiter(
                        context.Connection.RemoteIpAddress,
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }
                    )
            )
        );

    private static void AddSessionCookies(this IServiceCollection services, bool secure)
    {
        services
            .AddAuthentication()
            .AddCookie(SignInSession.Scheme, options => Cookie(options, "talentcard-session", SignInStore.Lifetime))
            .AddCookie(SignInSession.HalfwayScheme, options => Cookie(options, "talentcard-halfway", TimeSpan.FromMinutes(10)));
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = "antiforgery";
            // The pages set their own frame rule, a stricter one.
            options.SuppressXFrameOptionsHeader = true;
            Secure(options.Cookie, "talentcard-form", secure);
        });

        void Cookie(CookieAuthenticationOptions options, string name, TimeSpan lifetime)
        {
            options.ExpireTimeSpan = lifetime;
            options.SlidingExpiration = false;
            Secure(options.Cookie, name, secure);
        }
    }

    // `__Host-` binds a cookie to this host, to https and to the whole path; browsers refuse it on plain http.
    private static void Secure(CookieBuilder cookie, string name, bool secure)
    {
        cookie.Name = secure ? $"__Host-{name}" : name;
        cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.HttpOnly = true;
        cookie.Path = "/";
    }

    private static void AddKeyRing(this IServiceCollection services)
    {
        services
            .AddDataProtection()
            .SetApplicationName("TalentCard.Api")
            .UseCryptographicAlgorithms(
                new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM }
            );
        services.AddSingleton<KeyRingRepository>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = provider.GetRequiredService<KeyRingRepository>()
        ));
        // It warns that keys are stored unencrypted; the repository encrypts them.
        services.AddLogging(logging =>
            logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error)
        );
    }
}
