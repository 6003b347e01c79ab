using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>Who is signed in on this browser, and since when.</summary>
/// <param name="User">The account, read afresh.</param>
/// <param name="AuthTime">When the user proved who they are.</param>
/// <param name="Session">The sign-in's own number, another for each.</param>
/// <param name="Methods">How; one of <see cref="SignInMethods"/>.</param>
internal sealed record SignedIn(User User, DateTimeOffset AuthTime, Guid Session, string[] Methods)
{
    /// <summary>Whether the user gave a second factor.</summary>
    public bool SecondFactor => SignInMethods.HaveSecondFactor(Methods);
}

/// <summary>
/// The browser's session with the authorization server: one encrypted cookie that names a sign-in, which is a row that can end. A
/// second cookie of a few minutes, with the user and the security stamp, stands between the password and the second factor.
/// </summary>
internal sealed class SignInSession(UserStore users, SignInStore signIns, IConfiguration configuration)
{
    /// <summary>The cookie scheme of a whole sign-in.</summary>
    public const string Scheme = "session";

    /// <summary>The cookie scheme after the password, before the second factor.</summary>
    public const string HalfwayScheme = "halfway";
    private const string StampClaim = "stamp";
    private const string SessionClaim = "sid";

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
        await IdAsync(context) is { } id
        && await signIns.UseAsync(id, context.RequestAborted) is { User: var user } signIn
        && user.IsUsable(IsDemo)
        && (user.TwoFactorEnabled || !MustHaveSecondFactor(user) || SignInMethods.HaveSecondFactor(signIn.Methods))
            ? new SignedIn(user, signIn.CreatedAt, signIn.Id, signIn.Methods)
            : null;

    /// <summary>Who has given the right password and still owes the second factor.</summary>
    public async Task<User?> HalfwayAsync(HttpContext context)
    {
        var ticket = await context.AuthenticateAsync(HalfwayScheme);
        if (!ticket.Succeeded || !Guid.TryParse(ticket.Principal.FindFirstValue("sub"), out var id))
            return null;
        var user = await users.FindAsync(id, context.RequestAborted);
        return user is not null && user.IsUsable(IsDemo) && user.SecurityStamp == ticket.Principal.FindFirstValue(StampClaim)
            ? user
            : null;
    }

    /// <summary>
    /// Starts a session, in the place of one that was there. An account that is disabled or changed in this moment gets none.
    /// </summary>
    public async Task SignInAsync(HttpContext context, User user, string[] methods)
    {
        await context.SignOutAsync(HalfwayScheme);
        var id = await signIns.BeginAsync(
            user,
            methods,
            context.Request.Headers.UserAgent.ToString(),
            context.Connection.RemoteIpAddress?.ToString(),
            await IdAsync(context),
            context.RequestAborted
        );
        if (id is not null)
            await context.SignInAsync(Scheme, PrincipalOf(Scheme, new Claim(SessionClaim, id.Value.ToString())));
    }

    /// <summary>Remembers that the password was right.</summary>
    public static Task SignInHalfwayAsync(HttpContext context, User user) =>
        context.SignInAsync(
            HalfwayScheme,
            PrincipalOf(HalfwayScheme, new Claim("sub", user.Id.ToString()), new Claim(StampClaim, user.SecurityStamp))
        );

    /// <summary>Ends the session on this browser, for whoever has copied its cookie too.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        if (await IdAsync(context) is { } id)
            await signIns.EndAsync(id, context.RequestAborted);
        await context.SignOutAsync(HalfwayScheme);
        await context.SignOutAsync(Scheme);
    }

    private static async Task<Guid?> IdAsync(HttpContext context) =>
        (await context.AuthenticateAsync(Scheme)).Principal?.FindFirstValue(SessionClaim) is { } text
        && Guid.TryParse(text, out var id)
            ? id
            : null;

    private static ClaimsPrincipal PrincipalOf(string scheme, params Claim[] claims) => new(new ClaimsIdentity(claims, scheme));
}
