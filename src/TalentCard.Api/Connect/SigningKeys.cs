using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using TalentCard.Core.Keys;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace TalentCard.Api.Connect;

/// <summary>
/// Signs, verifies and publishes with the database's key ring, whose keys change while the server runs, in place of OpenIddict's.
/// </summary>
internal sealed class SigningKeys(SigningKeyRing ring) :
    IOpenIddictServerHandler<GenerateTokenContext>, IOpenIddictServerHandler<ValidateTokenContext>,
    IOpenIddictServerHandler<HandleJsonWebKeySetRequestContext>
{
    public async ValueTask HandleAsync(GenerateTokenContext context) =>
        context.SigningCredentials = new SigningCredentials(
            ToSecurityKey(await ring.CurrentAsync(KeyPurpose.Tokens, context.CancellationToken)), SecurityAlgorithms.RsaSha256);

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        var parameters = context.TokenValidationParameters!;
        var keys = await ring.VerifyingAsync(KeyPurpose.Tokens, context.CancellationToken);
        parameters.IssuerSigningKeys = [.. keys.Select(ToSecurityKey)];
        parameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256];
    }

    public async ValueTask HandleAsync(HandleJsonWebKeySetRequestContext context)
    {
        foreach (var key in await ring.VerifyingAsync(KeyPurpose.Tokens, context.CancellationToken))
        {
            var parameters = ((RSA)key.Key).ExportParameters(includePrivateParameters: false);
            context.Keys.Add(new JsonWebKey
            {
                Kty = JsonWebAlgorithmsKeyTypes.RSA,
                Use = JsonWebKeyUseNames.Sig,
                Alg = SecurityAlgorithms.RsaSha256,
                Kid = key.Kid,
                N = Base64UrlEncoder.Encode(parameters.Modulus),
                E = Base64UrlEncoder.Encode(parameters.Exponent),
            });
        }
    }

    private static RsaSecurityKey ToSecurityKey(SigningKey key) => new((RSA)key.Key)
    {
        KeyId = key.Kid,
        // The ring owns the key and may drop it; a cached provider would go on using it.
        CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
    };
}
