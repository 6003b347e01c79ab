using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>Who is signed in on this browser, and since when.</summary>
/// <param name="User">The account, read afresh.</param>
/// <param name="AuthTime">When the user proved who they are.</param>
/// <param name="Session">The sign-in's own number, another for each.</param>
/// <param name="SecondFactor">Whether the user gave a second factor.</param>
internal sealed record SignedIn(User User, DateTimeOffset AuthTime, Guid Session, bool SecondFactor);

/// <summary>
/// The browser's session with the authorization server: one encrypted cookie that names the user and the security stamp
/// it was made under. A second cookie of a few minutes stands between the password and the second factor.
/// </summary>
internal sealed class SignInSession(UserStore users, IConfiguration configuration)
{
    /// <summary>The cookie scheme of a whole sign-in.</summary>
    public const string Scheme = "session";

    /// <summary>The cookie scheme after the password, before the second factor.</summary>
    public const string HalfwayScheme = "halfway";
    private const string StampClaim = "stamp";
    private const string SessionClaim = "sid";
    private const string FactorClaim = "second_factor";

    /// <summary>Whether this is the demo.</summary>
    public bool IsDemo { get; } = configuration.GetValue("Demo:Enabled", false);

    // The demo's people sign in by the password that its README tells.
    private readonly string[] secondFactorRoles = configuration.GetValue("Demo:Enabled", false)
        ? []
        : configuration.GetSection("SignIn:SecondFactorRoles").Get<string[]>()
            ?? [.. RoleCatalog.All.Where(role => role.SecondFactor).Select(role => role.Name)];

    /// <summary>
    /// Whether the user must have a second factor: by <c>SignIn:SecondFactorRoles</c>, or else by <see cref="RoleCatalog"/>.
    /// </summary>
    public bool MustHaveSecondFactor(User user) => user.Roles.Intersect(secondFactorRoles).Any();

    /// <summary>Who is signed in; null: nobody, or somebody who no longer may or has still to choose a password.</summary>
    public async Task<SignedIn?> CurrentAsync(HttpContext context) =>
        await ProvedAsync(context) is { User.PasswordTemporaryUntil: null } who ? who : null;

    /// <summary>The same, also with a temporary password: for the page on which another is chosen.</summary>
    public async Task<SignedIn?> ProvedAsync(HttpContext context) =>
        await ReadAsync(context, Scheme) is { } who && (who.User.TwoFactorEnabled || !MustHaveSecondFactor(who.User))
            ? who
            : null;

    /// <summary>Who has given the right password and still owes the second factor.</summary>
    public async Task<User?> HalfwayAsync(HttpContext context) => (await ReadAsync(context, HalfwayScheme))?.User;

    /// <summary>Starts a session, in the place of one that was there.</summary>
    public static async Task SignInAsync(HttpContext context, User user, bool secondFactor)
    {
        await context.SignOutAsync(HalfwayScheme);
        await context.SignInAsync(Scheme, PrincipalOf(user, Scheme, secondFactor));
    }

    /// <summary>Remembers that the password was right.</summary>
    public static Task SignInHalfwayAsync(HttpContext context, User user) =>
        context.SignInAsync(HalfwayScheme, PrincipalOf(user, HalfwayScheme));

    /// <summary>Ends the session on this browser.</summary>
    public static async Task SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(HalfwayScheme);
        await context.SignOutAsync(Scheme);
    }

    private async Task<SignedIn?> ReadAsync(HttpContext context, string scheme)
    {
        var ticket = await context.AuthenticateAsync(scheme);
        if (!ticket.Succeeded || !Guid.TryParse(ticket.Principal.FindFirstValue("sub"), out var id))
            return null;
        var user = await users.FindAsync(id, context.RequestAborted);
        return user is not null && user.IsUsable(IsDemo) && user.SecurityStamp == ticket.Principal.FindFirstValue(StampClaim)
            ? new SignedIn(
                user,
                ticket.Properties.IssuedUtc!.Value,
                Guid.TryParse(ticket.Principal.FindFirstValue(SessionClaim), out var session) ? session : Guid.Empty,
                ticket.Principal.HasClaim(FactorClaim, bool.TrueString)
            )
            : null;
    }

    private static ClaimsPrincipal PrincipalOf(User user, string scheme, bool secondFactor = false) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim("sub", user.Id.ToString()),
                    new Claim(StampClaim, user.SecurityStamp),
                    new Claim(SessionClaim, Guid.NewGuid().ToString()),
                    new Claim(FactorClaim, secondFactor.ToString()),
                ],
                scheme
            )
        );
}
