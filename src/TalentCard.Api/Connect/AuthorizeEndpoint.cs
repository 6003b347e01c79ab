using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using TalentCard.Api.Accounts;
using TalentCard.Api.Accounts.Pages;
using TalentCard.Core.Accounts;
using TalentCard.Core.Audit;

namespace TalentCard.Api.Connect;

/// <summary>
/// <c>/connect/authorize</c>: sends the browser back to the client with a code (RFC 6749 section 4.1, OpenID Connect Core
/// section 3.1.2), by way of the sign-in page where nobody is signed in. PKCE with S256 alone (RFC 7636).
/// </summary>
internal sealed class AuthorizeEndpoint(
    ClientStore clients, GrantStore grants, TokenReader tokens, SignInSession session, IOptions<ConnectOptions> options, TimeProvider time)
{
    private const string Path = "/connect/authorize";
    private const int LongestValue = 512;

    /// <summary>Answers an authorization request.</summary>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var parameters = await ConnectParameters.ReadAsync(context);
        // Until client and address are known to belong together, nothing may be sent anywhere.
        var client = await clients.FindAsync(parameters["client_id"], context.RequestAborted);
        if (client is null) return ErrorPage(context, "unknown_client");
        if (parameters["redirect_uri"] is not { } redirectUri || !client.RedirectUris.Contains(redirectUri, StringComparer.Ordinal))
            return ErrorPage(context, "unknown_redirect_uri");
        try
        {
            return await AuthorizeAsync(context, client, redirectUri, parameters);
        }
        catch (ConnectException refusal)
        {
            return Return(context, redirectUri, parameters["state"], new()
            {
                ["error"] = refusal.Error,
                ["error_description"] = refusal.Description,
            });
        }
    }

    private async Task<IResult> AuthorizeAsync(HttpContext context, Client client, string redirectUri, ConnectParameters parameters)
    {
        var scopes = Check(client, parameters);
        var prompts = Scopes.Parse(parameters["prompt"]);
        if (prompts.Contains("none") && prompts.Length > 1) throw new ConnectException("invalid_request", "prompt none stands alone");
        var maxAge = MaxAge(parameters["max_age"]);
        var who = await session.CurrentAsync(context);
        // A forced sign-in ends the session first, so that what comes back is a new one and needs no forcing again.
        var again = prompts.Contains("login") || prompts.Contains("select_account") || maxAge == 0
            || who is not null && maxAge is { } age && time.GetUtcNow() - who.AuthTime > TimeSpan.FromSeconds(age)
            || who is not null && !await IsHintedAsync(parameters["id_token_hint"], who.User, context.RequestAborted);
        if (who is null || again)
        {
            if (prompts.Contains("none")) throw new ConnectException("login_required", "nobody is signed in, or not as asked for");
            if (again) await SignInSession.SignOutAsync(context);
            return Results.LocalRedirect(SignInEndpoints.SignInUrl(WithoutForce(parameters), parameters["ui_locales"]));
        }

        var granted = Scopes.AllowedFor(who.User, scopes);
        var now = time.GetUtcNow();
        var grant = new Grant(Guid.CreateVersion7(now), client.ClientId, who.User.Id, granted, who.User.SecurityStamp, who.AuthTime,
            now + LifetimeFor(who.User));
        var code = await grants.OpenAsync(grant, redirectUri, parameters["code_challenge"]!, parameters["nonce"], context.RequestAborted);
        return Return(context, redirectUri, parameters["state"], new() { ["code"] = code });
    }

    private static string[] Check(Client client, ConnectParameters parameters)
    {
        if (parameters.Repeated is not null) throw new ConnectException("invalid_request", "a parameter was sent twice");
        if (parameters["request"] is not null) throw new ConnectException("request_not_supported", "request objects are not supported");
        if (parameters["request_uri"] is not null) throw new ConnectException("request_uri_not_supported", "request_uri is not supported");
        if (parameters.Required("response_type") != "code")
            throw new ConnectException("unsupported_response_type", "response_type must be code");
        if (!client.GrantTypes.Contains("authorization_code"))
            throw new ConnectException("unauthorized_client", "the client may not use this flow");
        if (parameters["response_mode"] is not (null or "query"))
            throw new ConnectException("invalid_request", "response_mode must be query");
        var challenge = parameters.Required("code_challenge");
        if (parameters["code_challenge_method"] != "S256")
            throw new ConnectException("invalid_request", "code_challenge_method must be S256");
        if (challenge.Length != 43 || !challenge.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ConnectException("invalid_request", "code_challenge is not a SHA-256 in base64url");
        if (parameters["nonce"] is { } nonce && (nonce.Length > LongestValue || nonce.Any(char.IsControl)))
            throw new ConnectException("invalid_request", "nonce is too long or holds control characters");
        var scopes = Scopes.Parse(parameters.Required("scope"));
        return scopes.All(client.Scopes.Contains)
            ? scopes
            : throw new ConnectException("invalid_scope", "the client may not ask for one of the scopes");
    }

    private static int? MaxAge(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : throw new ConnectException("invalid_request", "max_age is not a number of seconds");

    private async Task<bool> IsHintedAsync(string? hint, User user, CancellationToken cancellationToken)
    {
        if (hint is null) return true;
        var token = await tokens.ReadIdTokenAsync(hint, cancellationToken)
            ?? throw new ConnectException("invalid_request", "id_token_hint is not a token of this server");
        return token.Subject == user.Id.ToString();
    }

    // The talent's phone stays signed in for long; whoever works with other people's data signs in every day.
    private static TimeSpan LifetimeFor(User user) =>
        user.Roles is [Roles.Talent] ? ConnectOptions.TalentGrantLifetime : ConnectOptions.GrantLifetime;

    private static string WithoutForce(ConnectParameters parameters) => Path + QueryString.Create(
        parameters.All.Where(pair => pair.Key is not ("prompt" or "max_age" or "id_token_hint"))
            .Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)));

    private IResult Return(HttpContext context, string redirectUri, string? state, Dictionary<string, string?> answer)
    {
        answer["state"] = state;
        // RFC 9207: a client that knows several servers sees which of them answers.
        answer["iss"] = options.Value.Issuer;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Redirect(QueryHelpers.AddQueryString(redirectUri, answer));
    }

    private static RazorComponentResult<MessagePage> ErrorPage(HttpContext context, string code)
    {
        var texts = PageTexts.For(context.Request);
        return PageResults.Message(context, texts.CannotSignIn, texts.CannotSignInHint, code, StatusCodes.Status400BadRequest);
    }
}
