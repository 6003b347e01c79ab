namespace TalentCard.Contracts.CardCodes;

/// <summary>A JWK Set (RFC 7517) of every key that can verify a live card code.</summary>
/// <param name="Keys">The keys, oldest first; the coming one is already among them.</param>
public sealed record CardKeySet(IReadOnlyList<CardKey> Keys);

/// <summary>A public P-256 key as a JWK (RFC 7518, section 6.2).</summary>
/// <param name="Kty">Always <c>EC</c>.</param>
/// <param name="Crv">Always <c>P-256</c>.</param>
/// <param name="X">base64url of the point's x coordinate, 32 bytes.</param>
/// <param name="Y">base64url of the point's y coordinate, 32 bytes.</param>
/// <param name="Kid">base64url of the 8 bytes that a code names its key by.</param>
/// <param name="Alg">Always <c>ES256</c>.</param>
/// <param name="Use">Always <c>sig</c>.</param>
public sealed record CardKey(string Kty, string Crv, string X, string Y, string Kid, string Alg, string Use);
