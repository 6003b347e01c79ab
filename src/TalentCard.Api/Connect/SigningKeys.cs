using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using TalentCard.Core.Keys;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace TalentCard.Api.Connect;

/// <summary>
/// Signs, verifies and publishes with the database's key ring, whose keys change while the server runs, in place of OpenIddict's.
/// </summary>
internal sealed class SigningKeys(SigningKeyRing ring)
    : IOpenIddictServerHandler<GenerateTokenContext>,
        IOpenIddictServerHandler<ValidateTokenContext>,
        IOpenIddictServerHandler<HandleJsonWebKeySetRequestContext>
{
    // Made once for each of the ring's keys, and forgotten with it: looking at a private key anew costs as much as signing.
    private readonly ConditionalWeakTable<AsymmetricAlgorithm, SigningCredentials> credentials = [];

    public async ValueTask HandleAsync(GenerateTokenContext context)
    {
        var purpose = context.TokenType == TokenTypeIdentifiers.AccessToken ? KeyPurpose.AccessTokens : KeyPurpose.Tokens;
        context.SigningCredentials = CredentialsOf(await ring.CurrentAsync(purpose, context.CancellationToken));
    }

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        var parameters = context.TokenValidationParameters!;
        var keys = await VerifyingAsync(context.CancellationToken);
        parameters.IssuerSigningKeys = [.. keys.Select(key => key.Key)];
        parameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256];
    }

    public async ValueTask HandleAsync(HandleJsonWebKeySetRequestContext context)
    {
        foreach (var key in await VerifyingAsync(context.CancellationToken))
            context.Keys.Add(PublicPartOf(key));
    }

    private async Task<IEnumerable<SigningCredentials>> VerifyingAsync(CancellationToken cancel) =>
        (await ring.VerifyingAsync(KeyPurpose.Tokens, cancel))
            .Concat(await ring.VerifyingAsync(KeyPurpose.AccessTokens, cancel))
            .Select(CredentialsOf);

    private SigningCredentials CredentialsOf(SigningKey key) =>
        credentials.GetValue(
            key.Key,
            _ =>
            {
                SecurityKey of = key.Key is ECDsa ecdsa ? new ECDsaSecurityKey(ecdsa) : new RsaSecurityKey((RSA)key.Key);
                of.KeyId = key.Kid;
                // A factory of its own: the one that all share would go on using a key that the ring has dropped.
                of.CryptoProviderFactory = new CryptoProviderFactory();
                return new SigningCredentials(
                    of,
                    of is ECDsaSecurityKey ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.RsaSha256
                );
            }
        );

    private static JsonWebKey PublicPartOf(SigningCredentials key)
    {
        var jwk = key.Key switch
        {
            ECDsaSecurityKey ec => JsonWebKeyConverter.ConvertFromECDsaSecurityKey(
                new ECDsaSecurityKey(ECDsa.Create(ec.ECDsa.ExportParameters(includePrivateParameters: false)))
            ),
            RsaSecurityKey rsa => JsonWebKeyConverter.ConvertFromRSASecurityKey(
                new RsaSecurityKey(rsa.Rsa.ExportParameters(includePrivateParameters: false))
            ),
            _ => throw new InvalidOperationException("A key of the ring is RSA or ECDSA."),
        };
        jwk.Kid = key.Kid;
        jwk.Use = JsonWebKeyUseNames.Sig;
        jwk.Alg = key.Algorithm;
        return jwk;
    }
}
