using System.Security.Claims;
using TalentCard.Contracts.Reference;
using TalentCard.Web.Reference;

namespace TalentCard.Web.Tests.Reference;

/// <summary>Which counties a page offers to whom.</summary>
public sealed class ChoosingACounty
{
    private static readonly ReferenceData Data = new(
        [new("340403", "田家庵区", "Tianjia'an", "county"), new("340421", "凤台县", "Fengtai", "county")],
        [],
        []
    );

    [Fact]
    public void The_citys_office_chooses_among_all() => Offered([]).ShouldBe(["340403", "340421"]);

    [Fact]
    public void A_countys_office_is_offered_its_own_alone() =>
        Offered([new Claim("division_code", "340421")]).ShouldBe(["340421"]);

    private static IEnumerable<string> Offered(Claim[] claims) =>
        Data.Divisions(new ClaimsPrincipal(new ClaimsIdentity(claims))).Select(one => one.Value);
}
