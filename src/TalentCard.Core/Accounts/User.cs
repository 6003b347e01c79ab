namespace TalentCard.Core.Accounts;

/// <summary>An account of a person. Partner systems are clients of the authorization server, not users.</summary>
public sealed class User
{
    /// <summary>Id; the <c>sub</c> of the user's tokens.</summary>
    public Guid Id { get; init; }

    /// <summary>Name to sign in with: ASCII letters, digits and <c>-._@+</c>.</summary>
    public string UserName { get; set; } = "";

    /// <summary><see cref="UserName"/> in upper case, by which it is unique.</summary>
    public string NormalizedUserName { get; set; } = "";

    /// <summary>Name to show.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Names of roles in <see cref="RoleCatalog"/>.</summary>
    public string[] Roles { get; set; } = [];

    /// <summary>ASP.NET Core Identity's password hash; null: cannot sign in.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Until when a password that somebody else made is good; null: the user has chosen it.</summary>
    public DateTimeOffset? PasswordTemporaryUntil { get; set; }

    /// <summary>Id of who proposed its roles, while another administrator has still to approve them.</summary>
    public string? RolesProposedBy { get; init; }

    /// <summary>Changes with the password and the second factor; every session and grant of an older stamp is dead.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>Changes with every edit; the ETag of the account.</summary>
    public string ConcurrencyStamp { get; set; } = "";

    /// <summary>Whether a second factor is enrolled.</summary>
    public bool TwoFactorEnabled { get; set; }

    /// <summary>The TOTP key, encrypted; set before <see cref="TwoFactorEnabled"/> while the user enrols.</summary>
    public byte[]? AuthenticatorKeyCipher { get; set; }

    /// <summary>The partner that the user works for.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>The service point where a verifier stands.</summary>
    public Guid? ServicePointId { get; set; }

    /// <summary>The department whose tickets a handler answers.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>The postdoc station that the user manages.</summary>
    public Guid? StationId { get; set; }

    /// <summary>Code of the county or park that the user's office looks after.</summary>
    public string? DivisionCode { get; set; }

    /// <summary>The talent that the user is.</summary>
    public Guid? TalentId { get; set; }

    /// <summary>Made by the demo data; refused outside the demo.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Since when the account may not sign in.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the account may sign in and keep its tokens.</summary>
    /// <param name="demo">Whether this is the demo (<c>Demo:Enabled</c>).</param>
    public bool IsUsable(bool demo) => DisabledAt is null && RolesProposedBy is null && (demo || !IsDemo);

    /// <summary>The user as the one who acts.</summary>
    /// <param name="address">IP address that the request came from.</param>
    public Actor ToActor(string? address) =>
        new(Id.ToString(), DisplayName, Roles, PartnerId, ServicePointId, TalentId, address, Division: DivisionCode);
}
