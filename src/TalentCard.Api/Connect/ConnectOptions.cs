namespace TalentCard.Api.Connect;

/// <summary>The authorization server's settings, from the configuration's <c>Connect</c>.</summary>
internal sealed class ConnectOptions
{
    /// <summary>How long an access token is good for.</summary>
    public static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long an ID token is good for.</summary>
    public static readonly TimeSpan IdTokenLifetime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a pushed authorization request waits for its user to sign in (RFC 9126, section 2.2: ten minutes at the most).
    /// </summary>
    public static readonly TimeSpan PushedRequestLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long an authorization code waits to be redeemed.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(1);

    /// <summary>How long a refresh token may lie unused.</summary>
    public static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(14);

    /// <summary>When a talent has to sign in again at the latest: the card must open at once on the platform.</summary>
    public static readonly TimeSpan TalentGrantLifetime = TimeSpan.FromDays(60);

    /// <summary>When everybody else has to: once a working day.</summary>
    public static readonly TimeSpan GrantLifetime = TimeSpan.FromHours(12);

    /// <summary>The issuer identifier, as it stands in every token.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Clients that the start writes into the database.</summary>
    public IReadOnlyList<ClientSettings> Clients { get; set; } = [];

    /// <summary>The full address of one of the server's endpoints.</summary>
    public string AddressOf(string path) => Issuer.TrimEnd('/') + path;
}

/// <summary>A client as the configuration describes it.</summary>
internal sealed class ClientSettings
{
    /// <summary>Its <c>client_id</c>.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Name to show.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its secret; null or empty: a public client.</summary>
    public string? Secret { get; set; }

    /// <summary>Addresses that a code may be sent to, each exactly.</summary>
    public string[] RedirectUris { get; set; } = [];

    /// <summary>Addresses that a sign-out may lead to, each exactly.</summary>
    public string[] PostLogoutRedirectUris { get; set; } = [];

    /// <summary>Scopes that it may ask for, separated by spaces; <c>people</c>: whatever a person's role allows.</summary>
    public string Scopes { get; set; } = "";

    /// <summary><c>authorization_code</c>, <c>refresh_token</c>, <c>client_credentials</c>.</summary>
    public string[] GrantTypes { get; set; } = [];

    /// <summary>The partner whose system it is.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>Whether its users are asked before it learns of them; null: if it is a partner's.</summary>
    public bool? ThirdParty { get; set; }

    /// <summary>Whether it must send PKCE. False only for a confidential client that cannot.</summary>
    public bool RequiresPkce { get; set; } = true;

    /// <summary><see cref="Scopes"/> one by one.</summary>
    public string[] ScopeNames => Scopes == "people" ? [.. RoleCatalog.ScopesOfPeople] : Connect.Scopes.Parse(Scopes);
}
