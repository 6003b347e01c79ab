using System.Runtime.CompilerServices;
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
    // Made once for each of the ring's keys, and forgotten with it: looking at a private key anew costs as much as signing.
    private readonly ConditionalWeakTable<AsymmetricAlgorithm, SigningCredentials> credentials = [];

    public async ValueTask HandleAsync(GenerateTokenContext context) =>
        context.SigningCredentials = CredentialsOf(await ring.CurrentAsync(KeyPurpose.Tokens, context.CancellationToken));

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        var parameters = context.TokenValidationParameters!;
        var keys = await ring.VerifyingAsync(KeyPurpose.Tokens, context.CancellationToken);
        parameters.IssuerSigningKeys = [.. keys.Select(key => CredentialsOf(key).Key)];
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

    private SigningCredentials CredentialsOf(SigningKey key) => credentials.GetValue(key.Key, _ => new SigningCredentials(
        // A factory of its own: the one that all share would go on using a key that the ring has dropped.
        new RsaSecurityKey((RSA)key.Key) { KeyId = key.Kid, CryptoProviderFactory = new CryptoProviderFactory() },
        SecurityAlgorithms.RsaSha256));
}
