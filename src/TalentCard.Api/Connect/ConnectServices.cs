namespace TalentCard.Api.Connect;

/// <summary>Registers the authorization server.</summary>
internal static class ConnectServices
{
    public static IServiceCollection AddConnect(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<ConnectOptions>(configuration.GetSection("Connect"))
        .AddSingleton<ClientStore>()
        .AddSingleton<GrantStore>()
        .AddSingleton<ClientAuthentication>()
        .AddSingleton<TokenIssuer>()
        .AddSingleton<TokenReader>()
        .AddSingleton<AuthorizeEndpoint>()
        .AddSingleton<TokenEndpoint>()
        .AddSingleton<UserInfoEndpoint>()
        .AddSingleton<IntrospectionEndpoint>()
        .AddSingleton<EndSessionEndpoint>()
        .AddHostedService<ClientSync>();
}
