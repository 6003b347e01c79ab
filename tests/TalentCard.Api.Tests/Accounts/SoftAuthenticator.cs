using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TalentCard.Api.Tests.Accounts;

/// <summary>
/// An authenticator that holds one passkey (P-256, no attestation), with the browser that speaks for it. What it says can be made
/// false, as that of an attacker.
/// </summary>
internal sealed class SoftAuthenticator : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] credentialId = RandomNumberGenerator.GetBytes(24);
    private string? userHandle;

    /// <summary>How many signatures it has made; the next one counts one more.</summary>
    public uint Count { get; set; }

    /// <summary>Whether it asks for finger or code.</summary>
    public bool VerifiesItsUser { get; set; } = true;

    /// <summary>The page that the browser believes to be on; null: the relying party's.</summary>
    public string? Origin { get; set; }

    /// <summary>Whom it signs for; null: who asked.</summary>
    public string? RelyingParty { get; set; }

    /// <summary>Whose passkey it says that it is; null: whose it was made for.</summary>
    public string? UserHandle { get; set; }

    /// <summary>Answers <c>navigator.credentials.create()</c>.</summary>
    /// <param name="options">What the server asks for.</param>
    /// <param name="origin">Where the page is.</param>
    public string Create(JsonElement options, string origin)
    {
        userHandle = options.GetProperty("user").GetProperty("id").GetString();
        var data = ClientData("webauthn.create", options, origin);
        byte[] length = [0, (byte)credentialId.Length];
        byte[] authenticatorData =
        [
            .. AuthenticatorData(options.GetProperty("rp").GetProperty("id").GetString()!, 0x40),
            .. new byte[16],
            .. length,
            .. credentialId,
            .. PublicKey(),
        ];
        var attestation = new CborWriter(CborConformanceMode.Ctap2Canonical);
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(authenticatorData);
        attestation.WriteEndMap();
        return Credential(
            new
            {
                clientDataJSON = Base64Url.EncodeToString(data),
                attestationObject = Base64Url.EncodeToString(attestation.Encode()),
                transports = new[] { "internal" },
            }
        );
    }

    /// <summary>Answers <c>navigator.credentials.get()</c>.</summary>
    /// <param name="options">What the server asks for.</param>
    /// <param name="origin">Where the page is.</param>
    public string Get(JsonElement options, string origin)
    {
        Count++;
        var data = ClientData("webauthn.get", options, origin);
        var authenticatorData = AuthenticatorData(options.GetProperty("rpId").GetString()!, 0);
        var signature = key.SignData(
            [.. authenticatorData, .. SHA256.HashData(data)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        return Credential(
            new
            {
                clientDataJSON = Base64Url.EncodeToString(data),
                authenticatorData = Base64Url.EncodeToString(authenticatorData),
                signature = Base64Url.EncodeToString(signature),
                userHandle = UserHandle ?? userHandle,
            }
        );
    }

    public void Dispose() => key.Dispose();

    private byte[] ClientData(string type, JsonElement options, string origin) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type,
                challenge = options.GetProperty("challenge").GetString(),
                origin = Origin ?? origin,
                crossOrigin = false,
            }
        );

    // Present, verified perhaps; what else the flags say comes along.
    private byte[] AuthenticatorData(string relyingParty, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return
        [
            .. SHA256.HashData(Encoding.UTF8.GetBytes(RelyingParty ?? relyingParty)),
            (byte)(flags | 1 | (VerifiesItsUser ? 4 : 0)),
            .. count,
        ];
    }

    // COSE_Key (RFC 9053, section 7.1): kty EC2, alg ES256, crv P-256, x, y.
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        var cose = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cose.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            cose.WriteInt32(label);
            cose.WriteInt32(value);
        }
        cose.WriteInt32(-2);
        cose.WriteByteString(point.X!);
        cose.WriteInt32(-3);
        cose.WriteByteString(point.Y!);
        cose.WriteEndMap();
        return cose.Encode();
    }

    private string Credential(object response) =>
        JsonSerializer.Serialize(
            new
            {
                id = Base64Url.EncodeToString(credentialId),
                rawId = Base64Url.EncodeToString(credentialId),
                type = "public-key",
                authenticatorAttachment = "platform",
                clientExtensionResults = new { },
                response,
            }
        );
}
