using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Hotline;

/// <summary>A caller's number: found by the same keyed hash as a talent's, kept encrypted, shown by its tail.</summary>
/// <param name="encryption">Encrypts it.</param>
public sealed class CallerNumber(IFieldEncryption encryption)
{
    private const string Context = "consultations.phone";

    /// <summary>A number in the form that it is found in, however it was written.</summary>
    /// <exception cref="RefusedException">It is none (<c>invalid_request</c>).</exception>
    public static string Read(string text, string field = "phone") =>
        PhoneNumber.Parse(text) ?? throw Refuse.Field(field, "not a telephone number");

    /// <summary>The keyed hash by which a number is found, the same as that of a talent's number.</summary>
    public byte[] Hash(string digits) => encryption.Hash(digits, PersonalFields.Phone);

    /// <summary>Encrypts a number.</summary>
    public byte[] Encrypt(string digits) => encryption.EncryptText(digits, Context);

    internal string Decrypt(byte[] cipher) => encryption.DecryptText(cipher, Context);

    /// <summary>The digits of a talent's own number.</summary>
    internal string OfTalent(byte[] cipher) => encryption.DecryptText(cipher, PersonalFields.Phone);
}
