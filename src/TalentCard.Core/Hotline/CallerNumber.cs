using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Hotline;

/// <summary>A caller's number: found by the same keyed hash as a talent's, kept encrypted, shown by its tail.</summary>
/// <param name="encryption">Encrypts it.</param>
public sealed class CallerNumber(IFieldEncryption encryption)
{
    /// <summary>Context of a caller's number, in a call and in a consultation.</summary>
    internal const string Context = "consultations.phone";

    /// <summary>A number in the form that it is found in, however it was written.</summary>
    /// <exception cref="RefusedException">It is none (<c>invalid_request</c>).</exception>
    public static string Read(string text, string field = "phone") =>
        PhoneNumber.Parse(text) ?? throw Refuse.Field(field, "not a telephone number");

    /// <summary>The keyed hash by which a number is found, the same as that of a talent's number.</summary>
    public byte[] Hash(string digits) => encryption.Hash(digits, PersonalFields.Phone);

    /// <summary>Encrypts a number.</summary>
    /// <param name="digits">The number.</param>
    /// <param name="row">The call or consultation.</param>
    public byte[] Encrypt(string digits, Guid row) => encryption.EncryptText(digits, Context, row);

    /// <summary>A number as its row keeps it; null throughout where it is withheld.</summary>
    /// <param name="digits">The number.</param>
    /// <param name="row">The call or consultation.</param>
    internal KeptNumber Keep(string? digits, Guid row) =>
        digits is null ? new(null, null, null) : new(Encrypt(digits, row), Hash(digits), PhoneNumber.Tail(digits));

    internal string Decrypt(byte[] cipher, Guid row) => encryption.DecryptText(cipher, Context, row);

    /// <summary>The digits of a talent's own number.</summary>
    internal string OfTalent(byte[] cipher, Guid talent) => encryption.DecryptText(cipher, PersonalFields.Phone, talent);
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
