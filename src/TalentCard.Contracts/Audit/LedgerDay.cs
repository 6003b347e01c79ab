namespace TalentCard.Contracts.Audit;

/// <summary>A closed day of the ledgers.</summary>
/// <param name="Day">The day, in Asia/Shanghai.</param>
/// <param name="Digest">SHA-256 of its statement, in lower-case hex.</param>
/// <param name="Kid">The key that signed it.</param>
/// <param name="ClosedAt">When it was closed.</param>
public sealed record LedgerDay(DateOnly Day, string Digest, string Kid, DateTimeOffset ClosedAt);

/// <summary>A closed day of the ledgers with what was signed.</summary>
/// <param name="Day">The day, in Asia/Shanghai.</param>
/// <param name="Digest">SHA-256 of its statement, in lower-case hex.</param>
/// <param name="Kid">The key that signed it.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Statement">The signed text: what each ledger held, and the digest of the statement before.</param>
/// <param name="Signature">ECDSA P-256 over its SHA-256, DER, in base64.</param>
/// <param name="PublicKey">The key that verifies it, PEM (SubjectPublicKeyInfo); empty where the key is gone.</param>
public sealed record LedgerDayStatement(
    DateOnly Day,
    string Digest,
    string Kid,
    DateTimeOffset ClosedAt,
    string Statement,
    string Signature,
    string PublicKey
);
