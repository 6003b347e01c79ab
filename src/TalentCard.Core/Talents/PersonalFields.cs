using System.Text;
using TalentCard.Core.Privacy;

namespace TalentCard.Core.Talents;

/// <summary>
/// The encrypted fields of a talent: the context of each for <see cref="IFieldEncryption"/>, and how each is masked.
/// </summary>
public static class PersonalFields
{
    /// <summary>Context of the ID number: upper case, no spaces.</summary>
    public const string IdNumber = "talents.id_number";

    /// <summary>Context of the phone number: digits only.</summary>
    public const string Phone = "talents.phone";

    /// <summary>Context of the e-mail address: lower case.</summary>
    public const string Email = "talents.email";

    /// <summary>Context of the checked rows of a list.</summary>
    public const string ImportedRows = "talent_imports.rows";

    /// <summary>Encrypts the text of a row's field.</summary>
    public static byte[] EncryptText(this IFieldEncryption encryption, string plain, string context, Guid row) =>
        encryption.Encrypt(Encoding.UTF8.GetBytes(plain), context, row.ToString());

    /// <summary>Decrypts the text of a row's field.</summary>
    public static string DecryptText(this IFieldEncryption encryption, byte[] cipher, string context, Guid row) =>
        Encoding.UTF8.GetString(encryption.Decrypt(cipher, context, row.ToString()));

    /// <summary>The last four characters, which a list may show.</summary>
    public static string Tail(string value) => value[^4..];

    /// <summary>An ID number of which only the tail shows.</summary>
    public static string MaskedIdNumber(string tail) => "**************" + tail;

    /// <summary>A phone number of which only the tail shows.</summary>
    public static string MaskedPhone(string tail) => "*******" + tail;

    /// <summary>An e-mail address of which only the first letter and the domain show.</summary>
    public static string MaskedEmail(string email) => $"{email[..1]}***{email[email.IndexOf('@')..]}";
}
