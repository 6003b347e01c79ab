using System.Text.RegularExpressions;
using TalentCard.Contracts.Talents;

namespace TalentCard.Core.Talents;

/// <summary>What is wrong with an identity document.</summary>
public enum DocumentFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is no such kind.</summary>
    Kind,

    /// <summary>The number is of another kind than was said.</summary>
    OtherKind,

    /// <summary>An ID card's number is not 17 digits and a digit or X.</summary>
    IdCard,

    /// <summary>The number of an ID card of 15 digits, which ended on 1 January 2013 (身份证法, article 23).</summary>
    OldIdCard,

    /// <summary>A passport's number is not 5 to 12 letters and digits.</summary>
    Passport,

    /// <summary>A passport without the code of a country (ISO 3166-1, three letters).</summary>
    Country,

    /// <summary>Not the number of a foreigner's permanent residence card.</summary>
    PermanentResidence,

    /// <summary>Not the number of a permit of Hong Kong or Macao residents.</summary>
    HkMacaoPermit,

    /// <summary>Not the number of a permit of Taiwan residents.</summary>
    TaiwanPermit,

    /// <summary>The date of birth in the number does not exist, or lies before 1900 or in the future.</summary>
    BirthDate,

    /// <summary>The last character is not the check of the others.</summary>
    Checksum,
}

/// <summary>An identity document: all that tells one from another.</summary>
/// <param name="Kind">One of <see cref="DocumentKinds"/>.</param>
/// <param name="Number">Upper case, no spaces.</param>
/// <param name="Country">The passport's country, ISO 3166-1 alpha-3; null for other kinds.</param>
public sealed partial record IdentityDocument(string Kind, string Number, string? Country = null)
{
    private const int CitizenLength = 18;

    // Fewer do not tell a passport from a word or the number of something else.
    private const int LeastDigits = 6;

    /// <summary>
    /// What is hashed. Numbers of 18 digits are of one space whatever the kind (GB 11643-1999), and stand alone.
    /// </summary>
    public string Key => Number.Length == CitizenLength ? Number : $"{Kind}:{Country}:{Number}";

    /// <summary>The date of birth where the number holds it.</summary>
    public DateOnly? BirthDate => IdNumber.BirthDate(Number);

    /// <summary>The number in the form that it is kept in: narrow, upper case, without spaces.</summary>
    public static string Form(string text) => PlainText.Compact(text).ToUpperInvariant();

    /// <summary>Reads a document; the number in any form that people write.</summary>
    /// <param name="text">Its number.</param>
    /// <param name="kind">Its kind; null: what the number looks like.</param>
    /// <param name="country">The passport's country.</param>
    /// <param name="today">No one is born later.</param>
    /// <returns>The document, or what is wrong with it.</returns>
    public static (IdentityDocument? Document, DocumentFault Fault) Read(
        string text,
        string? kind,
        string? country,
        DateOnly today
    )
    {
        var number = Form(text);
        var fault = (kind ??= KindOf(number)) switch
        {
            DocumentKinds.IdCard => OldIdCardForm().IsMatch(number) ? DocumentFault.OldIdCard : Judge(number, kind, today),
            DocumentKinds.PermanentResidence when OldResidenceForm().IsMatch(number) => DocumentFault.None,
            DocumentKinds.HkMacaoPermit when HkMacaoForm().IsMatch(number) => DocumentFault.None,
            DocumentKinds.TaiwanPermit when TaiwanForm().IsMatch(number) => DocumentFault.None,
            DocumentKinds.PermanentResidence or DocumentKinds.HkMacaoPermit or DocumentKinds.TaiwanPermit => Judge(
                number,
                kind,
                today
            ),
            DocumentKinds.Passport when !PassportForm().IsMatch(number) => DocumentFault.Passport,
            DocumentKinds.Passport => Countries.Contains(Form(country ?? "")) ? DocumentFault.None : DocumentFault.Country,
            _ => DocumentFault.Kind,
        };
        if (fault != DocumentFault.None)
            return (null, fault);
        // The two digits after a permit's number count how often it was issued; the number stays a person's own.
        if (kind == DocumentKinds.HkMacaoPermit && number.Length == 11)
            number = number[..9];
        return (new IdentityDocument(kind, number, kind == DocumentKinds.Passport ? Form(country!) : null), DocumentFault.None);
    }

    /// <summary>
    /// The <see cref="Key"/> of all that a number may be that somebody looks for, a passport's of whatever country; none where the
    /// text is no number.
    /// </summary>
    /// <param name="text">The number in any form.</param>
    public static IReadOnlyList<string> KeysOf(string text)
    {
        var number = Form(text).Replace("-", "", StringComparison.Ordinal);
        if (IsCitizenForm(number))
            return [number];
        var documents = DocumentKinds
            .All.Select(kind => Read(number, kind, null, DateOnly.MaxValue).Document)
            .OfType<IdentityDocument>();
        if (PassportForm().IsMatch(number) && number.Count(char.IsAsciiDigit) >= LeastDigits)
            documents = documents.Concat(
                Countries.Select(country => new IdentityDocument(DocumentKinds.Passport, number, country))
            );
        return [.. documents.Select(document => document.Key)];
    }

    // A number of eight digits alone may be many things.
    private static string KindOf(string number) =>
        IsCitizenForm(number) ? CitizenKind(number)
        : OldResidenceForm().IsMatch(number) ? DocumentKinds.PermanentResidence
        : HkMacaoForm().IsMatch(number) ? DocumentKinds.HkMacaoPermit
        : PassportForm().IsMatch(number) && number.Any(char.IsAsciiLetter) ? DocumentKinds.Passport
        : DocumentKinds.IdCard;

    private static bool IsCitizenForm(string number) =>
        number.Length == CitizenLength && !number.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9');

    private static string CitizenKind(string number) =>
        number[0] == '9' ? DocumentKinds.PermanentResidence
        : number.StartsWith("81", StringComparison.Ordinal) || number.StartsWith("82", StringComparison.Ordinal)
            ? DocumentKinds.HkMacaoPermit
        : number.StartsWith("83", StringComparison.Ordinal) ? DocumentKinds.TaiwanPermit
        : DocumentKinds.IdCard;

    private static DocumentFault Judge(string number, string kind, DateOnly today) =>
        IdNumber.Check(number, today) switch
        {
            IdNumberFault.Format => kind switch
            {
                DocumentKinds.PermanentResidence => DocumentFault.PermanentResidence,
                DocumentKinds.HkMacaoPermit => DocumentFault.HkMacaoPermit,
                DocumentKinds.TaiwanPermit => DocumentFault.TaiwanPermit,
                _ => DocumentFault.IdCard,
            },
            _ when CitizenKind(number) != kind => DocumentFault.OtherKind,
            IdNumberFault.BirthDate => DocumentFault.BirthDate,
            IdNumberFault.Checksum => DocumentFault.Checksum,
            _ => DocumentFault.None,
        };

    [GeneratedRegex(@"^[0-9]{15}$", RegexOptions.CultureInvariant)]
    private static partial Regex OldIdCardForm();

    [GeneratedRegex(@"^[A-Z0-9]{5,12}$", RegexOptions.CultureInvariant)]
    private static partial Regex PassportForm();

    [GeneratedRegex(@"^[A-Z]{3}[0-9]{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex OldResidenceForm();

    [GeneratedRegex(@"^[HM][0-9]{8}([0-9]{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex HkMacaoForm();

    [GeneratedRegex(@"^[0-9]{8}$", RegexOptions.CultureInvariant)]
    private static partial Regex TaiwanForm();

    // ISO 3166-1 alpha-3, as passports bear them (ICAO 9303-3).
    private static readonly HashSet<string> Countries =
    [
        .. (
            "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV "
            + "KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ "
            + "ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI VAT HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM "
            + "JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX "
            + "FSM MDA MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PSE PAN PNG PRY PER PHL POL "
            + "PRT QAT ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE "
            + "CHE SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB ZWE"
        ).Split(' '),
    ];
}
