using System.Globalization;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using TalentCard.Api.Accounts;
using TalentCard.Api.Accounts.Pages;
using TalentCard.Core.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace TalentCard.Api.Connect;

/// <summary>
/// <c>/connect/authorize</c> (OpenID Connect Core, section 3.1.2): OpenIddict has judged client, address and parameters; what is
/// left is who signs in, whether they let the client know, and which scopes their roles allow.
/// </summary>
internal sealed class AuthorizeEndpoint(
    IOpenIddictApplicationManager clients,
    GrantStore grants,
    SignInSession session,
    FreshSignIn fresh,
    IAntiforgery antiforgery,
    TimeProvider time
)
{
    private const string Consent = "consent";

    // OpenID Connect Core Error Code unmet_authentication_requirements 1.0.
    private const string UnmetRequirements = "unmet_authentication_requirements";
    private const int LongestNonce = 512;

    /// <summary>Answers an authorization request.</summary>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var hint = (await context.AuthenticateAsync(Refusals.Scheme)).Principal?.GetClaim(Claims.Subject);
        if (Problem(request, hint) is { } problem)
            return Refusals.Refuse(Errors.InvalidRequest, problem);
        var sent = await SentAsync(context);
        var who = await session.CurrentAsync(context);
        if (who is null || IsToSignInAgain(request, who) && !fresh.Is(who, context.Request.Query[FreshSignIn.Parameter], sent))
        {
            if (request.HasPromptValue(PromptValues.None))
                return Refusals.Refuse(Errors.LoginRequired, "nobody is signed in, or not as asked for");
            var back = QueryString.Create(sent!).Add(FreshSignIn.Parameter, fresh.Note(who, sent));
            return Results.LocalRedirect(SignInEndpoints.SignInUrl(ConnectEndpoints.Authorize + back, request.UiLocales));
        }
        if (hint is not null && hint != who.User.Id.ToString())
            return Refusals.Refuse(Errors.LoginRequired, "somebody else is signed in than id_token_hint names");
        if (WantsSecondFactor(request) && !who.SecondFactor)
            return Refusals.Refuse(UnmetRequirements, "the account has no second factor, which acr_values asks for");

        var client = (Client)(await clients.FindByClientIdAsync(request.ClientId!, context.RequestAborted))!;
        var scopes = Scopes.AllowedFor(who.User, request.GetScopes());
        return await RefusedConsentAsync(context, request, who, client, scopes, sent)
            ?? await GrantAsync(context, who, client, scopes);
    }

    private async Task<IResult> GrantAsync(HttpContext context, SignedIn who, Client client, string[] scopes)
    {
        var now = time.GetUtcNow();
        var grant = new Grant(
            Guid.CreateVersion7(now),
            client.ClientId,
            who.User.Id,
            scopes,
            who.User.SecurityStamp,
            who.AuthTime,
            now,
            now + LifetimeFor(who.User),
            Live: true,
            LastUsedAt: now
        );
        if (!await grants.CreateAsync(grant, who.Session, context.RequestAborted))
            return Refusals.Refuse(Errors.LoginRequired, "the sign-in has just ended");
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.SignIn(Identities.Of(who.User, grant, scopes, who.Methods), authenticationScheme: Refusals.Scheme);
    }

    /// <summary>The question whether the client may learn what it asks for, or the answer no; null: it may.</summary>
    private async Task<IResult?> RefusedConsentAsync(
        HttpContext context,
        OpenIddictRequest request,
        SignedIn who,
        Client client,
        string[] scopes,
        Dictionary<string, string> sent
    )
    {
        if (!client.IsThirdParty)
            return null;
        var form = request[Consent] is null ? null : await PageResults.ReadFormAsync(context, antiforgery);
        var answer = form?[Consent].ToString();
        if (answer == "yes")
            return null;
        if (answer == "no")
            return Refusals.Refuse(Errors.AccessDenied, "the user said no");
        if (
            !request.HasPromptValue(PromptValues.Consent)
            && await grants.WasConsentedAsync(who.User.Id, client.ClientId, scopes, context.RequestAborted)
        )
            return null;
        if (request.HasPromptValue(PromptValues.None))
            return Refusals.Refuse(Errors.ConsentRequired, "the user has to be asked");
        var note = context.Request.Query[FreshSignIn.Parameter].ToString();
        return PageResults.Form<ConsentPage>(
            context,
            antiforgery,
            new()
            {
                [nameof(ConsentPage.Client)] = client.Name,
                [nameof(ConsentPage.UserName)] = who.User.DisplayName,
                [nameof(ConsentPage.Scopes)] = scopes,
                [nameof(ConsentPage.Request)] = sent,
                [nameof(ConsentPage.Action)] =
                    ConnectEndpoints.Authorize
                    + QueryString.Create(FreshSignIn.Parameter, note).Add(Parameters.UiLocales, request.UiLocales ?? ""),
            }
        );
    }

    private bool IsToSignInAgain(OpenIddictRequest request, SignedIn who) =>
        request.HasPromptValue(PromptValues.Login)
        || request.HasPromptValue(PromptValues.SelectAccount)
        || request.MaxAge is { } age && (age == 0 || time.GetUtcNow() - who.AuthTime > TimeSpan.FromSeconds(age));

    // A client that would be content with less gets less.
    private static bool WantsSecondFactor(OpenIddictRequest request) =>
        request.HasAcrValue(Identities.MultiFactor) && !request.HasAcrValue(Identities.SingleFactor);

    private static string? Problem(OpenIddictRequest request, string? hint) =>
        request.GetParameter(Parameters.MaxAge) is { } age
        && !int.TryParse((string?)age, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? "max_age is not a number of seconds"
        : request.Nonce is { } nonce && (nonce.Length > LongestNonce || nonce.Any(char.IsControl))
            ? "nonce is too long or holds control characters"
        : request.CodeChallenge is { Length: not 43 } ? "code_challenge is not a SHA-256 in base64url"
        : request.IdTokenHint is not null && hint is null ? "id_token_hint is not a token of this server"
        : null;

    // The request as the browser brought it: of a pushed one no more than its address.
    private static async Task<Dictionary<string, string>> SentAsync(HttpContext context)
    {
        var sent = HttpMethods.IsPost(context.Request.Method)
            ? (await context.Request.ReadFormAsync(context.RequestAborted)).AsEnumerable()
            : context.Request.Query;
        return sent.Where(pair => pair.Key is not (FreshSignIn.Parameter or Consent or "antiforgery"))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
    }

    // The talent's phone stays signed in for long; whoever works with other people's data signs in every day.
    private static TimeSpan LifetimeFor(User user) =>
        user.Roles is [Roles.Talent] ? ConnectOptions.TalentGrantLifetime : ConnectOptions.GrantLifetime;
}
