using System.Text.RegularExpressions;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Hotline;

/// <summary>A caller's number: found by the same keyed hash as a talent's, kept encrypted, shown by its tail.</summary>
/// <param name="encryption">Encrypts it.</param>
public sealed partial class CallerNumber(IFieldEncryption encryption)
{
    /// <summary>Context of a caller's number, in a call and in a consultation.</summary>
    internal const string Context = "consultations.phone";

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
    /// <param name="digits">The number.</param>
    /// <param name="row">The call or consultation.</param>
    public byte[] Encrypt(string digits, Guid row) => encryption.EncryptText(digits, Context, row);

    internal string Decrypt(byte[] cipher, Guid row) => encryption.DecryptText(cipher, Context, row);

    /// <summary>The digits of a talent's own number.</summary>
    internal string OfTalent(byte[] cipher, Guid talent) => encryption.DecryptText(cipher, PersonalFields.Phone, talent);

    [GeneratedRegex("[-()]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex("^[0-9]{5,15}$", RegexOptions.CultureInvariant)]
    private static partial Regex Landline();
}
