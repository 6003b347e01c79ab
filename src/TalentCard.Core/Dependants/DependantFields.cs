using TalentCard.Contracts.Dependants;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Dependants;

/// <summary>The fields of a dependant: what they must be, and the contexts of those that are encrypted.</summary>
/// <param name="Name">The name, as it is kept.</param>
/// <param name="Number">The document's number: upper case, without spaces.</param>
/// <param name="BirthDate">The date of birth.</param>
/// <param name="Proof">The proof's number.</param>
internal sealed record DependantFields(string Name, string Number, DateOnly BirthDate, string Proof)
{
    /// <summary>Context of the document's number.</summary>
    public const string Document = "dependants.document";

    /// <summary>Context of the proof's number.</summary>
    public const string ProofNumber = "dependants.proof";

    private const int LeastNumber = 5;
    private const int MostNumber = 20;
    private const int MostYears = 130;

    /// <summary>Reads what was filed.</summary>
    /// <exception cref="RefusedException">A field that cannot be.</exception>
    public static DependantFields Of(NewDependant filed, DateOnly today)
    {
        var (name, proof) = (PlainText.Normal(filed.Name), PlainText.Compact(PlainText.Visible(filed.ProofNumber)));
        var number = PlainText.Compact(PlainText.Visible(filed.DocumentNumber)).ToUpperInvariant();
        if (name.Length == 0 || !PlainText.IsClean(name))
            throw Refuse.Field("name", "a name");
        if (proof.Length == 0)
            throw Refuse.Field("proofNumber", "the number on the proof");
        return new DependantFields(name, number, BirthDateOf(filed, number, today), proof);
    }

    /// <summary>The hash by which the person is found; an ID card's is the one that a talent of that number has.</summary>
    public static byte[] HashOf(IFieldEncryption encryption, string kind, string number) =>
        kind == "id_card" ? encryption.Hash(number, PersonalFields.IdNumber) : encryption.Hash($"{kind} {number}", Document);

    private static DateOnly BirthDateOf(NewDependant filed, string number, DateOnly today)
    {
        if (filed.DocumentKind == "id_card")
        {
            if (IdNumber.Check(number, today) != IdNumberFault.None || IdNumber.BirthDate(number) is not { } born)
                throw Refuse.Field("documentNumber", "18 characters of an ID card, with the right check character");
            return filed.BirthDate is null || filed.BirthDate == born
                ? born
                : throw Refuse.Field("birthDate", "as the ID card's number says");
        }
        if (number.Length is < LeastNumber or > MostNumber || !number.All(char.IsAsciiLetterOrDigit))
            throw Refuse.Field("documentNumber", $"{LeastNumber} to {MostNumber} letters and digits");
        return filed.BirthDate is { } birth && birth <= today && birth >= today.AddYears(-MostYears)
            ? birth
            : throw Refuse.Field("birthDate", $"today or before, at most {MostYears} years ago");
    }
}
