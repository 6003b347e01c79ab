using TalentCard.Contracts.Accounts;

namespace TalentCard.Web.Accounts;

/// <summary>Places that accounts belong to, as choices.</summary>
internal static class WorkplaceNames
{
    /// <summary>Id and name of each.</summary>
    public static IEnumerable<(string Value, string Text)> Named(this IEnumerable<Workplace> places) =>
        places.Select(place => (place.Id.ToString(), ReferenceNames.Either(place.Name, place.NameEn)));

    /// <summary>Id and name of each service point, its partner's first.</summary>
    public static IEnumerable<(string Value, string Text)> NamedPoints(this Workplaces places) =>
        from point in places.ServicePoints
        join partner in places.Partners on point.PartnerId equals partner.Id
        orderby partner.Name, point.Name
        select (
            point.Id.ToString(),
            $"{ReferenceNames.Either(partner.Name, partner.NameEn)} · {ReferenceNames.Either(point.Name, point.NameEn)}"
        );

    /// <summary>The name of the place, where there is one.</summary>
    public static string? NameOf(this IEnumerable<Workplace> places, Guid? id) =>
        id is null ? null : places.Named().FirstOrDefault(place => place.Value == id.ToString()).Text;
}
