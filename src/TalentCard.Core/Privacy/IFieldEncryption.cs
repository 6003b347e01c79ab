namespace TalentCard.Core.Privacy;

/// <summary>
/// Encrypts single fields at rest and finds them again by a keyed hash. One interface, so that SM4 and SM3 can stand in
/// its place.
/// </summary>
public interface IFieldEncryption
{
    /// <summary>Encrypts <paramref name="plain"/> under the newest key. The same text gives another result each time.</summary>
    /// <param name="plain">The field's bytes.</param>
    /// <param name="context">What the field is, e.g. <c>talents.phone</c>.</param>
    /// <param name="row">Id of its row: a value moved to another field or row does not decrypt.</param>
    byte[] Encrypt(ReadOnlySpan<byte> plain, string context, string row);

    /// <summary>Decrypts what <see cref="Encrypt"/> gave for the same context and row, under the key that it names.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Altered, of another context or row, or its key is
    /// gone.</exception>
    byte[] Decrypt(ReadOnlySpan<byte> cipher, string context, string row);

    /// <summary>The numbers of the keys that decrypt; the newest, which encrypts, is the last.</summary>
    IReadOnlyList<int> Keys { get; }

    /// <summary>Whether what it encrypts is bound to its row; false while hosts of the release before run on.</summary>
    bool BindsRows { get; }

    /// <summary>The keyed hash (32 bytes) by which a field's value is found.</summary>
    byte[] Hash(string value, string context);
}
