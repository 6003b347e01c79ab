using System.Text.RegularExpressions;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Hotline;

/// <summary>A caller's number: found by the same keyed hash as a talent's, kept encrypted, shown by its tail.</summary>
/// <param name="encryption">Encrypts it.</param>
public sealed partial class CallerNumber(IFieldEncryption encryption)
{
    private const string Context = "consultations.phone";

    /// <summary>A mobile number, or a landline number of 5 to 15 digits, in digits.</summary>
    /// <exception cref="RefusedException">It is neither (<c>invalid_request</c>).</exception>
    public static string Digits(string text, string field = "phone")
    {
        if (TalentFields.Phone(text) is { } mobile)
            return mobile;
        var digits = Separators().Replace(PlainText.Compact(text), "");
        return Landline().IsMatch(digits) ? digits : throw Refuse.Field(field, "not a telephone number");
    }

    /// <summary>The keyed hash by which a number is found, the same as that of a talent's number.</summary>
    public byte[] Hash(string digits) => encryption.Hash(digits, PersonalFields.Phone);

    /// <summary>Encrypts a number.</summary>
    public byte[] Encrypt(string digits) => encryption.EncryptText(digits, Context);

    /// <summary>A number as its row keeps it; null throughout where it is withheld.</summary>
    internal KeptNumber Keep(string? digits) =>
        digits is null ? new(null, null, null) : new(Encrypt(digits), Hash(digits), digits[^4..]);

    internal string Decrypt(byte[] cipher) => encryption.DecryptText(cipher, Context);

    /// <summary>The digits of a talent's own number.</summary>
    internal string OfTalent(byte[] cipher) => encryption.DecryptText(cipher, PersonalFields.Phone);

    [GeneratedRegex("[-()]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex("^[0-9]{5,15}$", RegexOptions.CultureInvariant)]
    private static partial Regex Landline();
}

/// <summary>A caller's number as its row keeps it: whole, or withheld and null throughout.</summary>
/// <param name="Cipher">Encrypted.</param>
/// <param name="Hash">The keyed hash by which it is found.</param>
/// <param name="Tail">Its last four digits.</param>
internal sealed record KeptNumber(byte[]? Cipher, byte[]? Hash, string? Tail)
{
    /// <summary>A number of which its tail is shown.</summary>
    public static string? Masked(string? tail) => tail is null ? null : "*******" + tail;
}
