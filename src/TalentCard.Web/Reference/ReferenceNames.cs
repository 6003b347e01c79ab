using System.Globalization;
using System.Security.Claims;
using TalentCard.Contracts.Reference;

namespace TalentCard.Web.Reference;

/// <summary>Names of what the office keeps as data, in the reader's language.</summary>
internal static class ReferenceNames
{
    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>Of a text that data holds in both languages, the reader's.</summary>
    public static string Either(string zh, string en) => Chinese || en.Length == 0 ? zh : en;

    public static string DivisionName(this ReferenceData reference, string code) => Name(reference.Divisions(), code);

    public static string TierName(this ReferenceData reference, string code) => Name(reference.Tiers(), code);

    public static string KindName(this ReferenceData reference, string code) => Name(reference.Kinds(), code);

    /// <summary>Code and name of every county and park.</summary>
    public static IEnumerable<(string Value, string Text)> Divisions(this ReferenceData reference) =>
        reference.Divisions.Select(one => (one.Code, Either(one.Name, one.NameEn)));

    /// <summary>Code and name of the counties and parks that a person can choose: a county's office its own alone.</summary>
    public static IEnumerable<(string Value, string Text)> Divisions(this ReferenceData reference, ClaimsPrincipal user) =>
        reference.Divisions().Where(one => user.FindFirst("division_code") is not { Value: var own } || one.Value == own);

    /// <summary>Code and name of every tier.</summary>
    public static IEnumerable<(string Value, string Text)> Tiers(this ReferenceData reference) =>
        reference.Tiers.Select(one => (one.Code, Either(one.Name, one.NameEn)));

    /// <summary>Code and name of every kind of service point.</summary>
    public static IEnumerable<(string Value, string Text)> Kinds(this ReferenceData reference) =>
        reference.ServicePointKinds.Select(one => (one.Code, Either(one.Name, one.NameEn)));

    /// <summary>Code and colour of every tier.</summary>
    public static IEnumerable<(string Code, string Colour)> Colours(this ReferenceData reference) =>
        reference.Tiers.Select(tier => (tier.Code, tier.Color));

    private static string Name(IEnumerable<(string Value, string Text)> all, string code) =>
        all.FirstOrDefault(one => one.Value == code).Text ?? code;
}
