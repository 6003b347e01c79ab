using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Server.AspNetCore;
using TalentCard.Api.Accounts;
using TalentCard.Api.Accounts.Pages;

namespace TalentCard.Api.Connect;

/// <summary>What our part of an endpoint answers where it says no; OpenIddict puts it into the protocol's words.</summary>
internal static class Refusals
{
    /// <summary>The scheme of OpenIddict's server.</summary>
    public const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>An error of the protocol.</summary>
    public static IResult Refuse(string error, string description) => Results.Forbid(Error(error, description), [Scheme]);

    /// <summary>An error of a resource that wants a token (RFC 6750, section 3).</summary>
    public static IResult Challenge(string error, string description) => Results.Challenge(Error(error, description), [Scheme]);

    /// <summary>A page for whoever can be sent nowhere.</summary>
    public static RazorComponentResult<MessagePage> Page(
        HttpContext context,
        string code,
        int status = StatusCodes.Status400BadRequest
    )
    {
        var texts = PageTexts.For(context.Request);
        return PageResults.Message(context, texts.CannotSignIn, texts.CannotSignInHint, code, status);
    }

    private static AuthenticationProperties Error(string error, string description) =>
        new(
            new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
                [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
            }
        );
}
