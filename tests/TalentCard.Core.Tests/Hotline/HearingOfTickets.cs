using TalentCard.Contracts.Access;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Access;
using TalentCard.Core.Hotline;

namespace TalentCard.Core.Tests.Hotline;

/// <summary>Who hears of what happens at the hotline: of a call the desk alone, of a ticket those whose it is.</summary>
public sealed class HearingOfTickets
{
    private static readonly Guid Department = Guid.NewGuid();

    [Theory]
    [InlineData(Roles.Agent, null, true, true)]
    [InlineData(Roles.Office, null, true, true)]
    [InlineData(Roles.CountyOffice, "340403", false, true)]
    [InlineData(Roles.CountyOffice, "340421", false, false)]
    [InlineData(Roles.CountyOffice, null, false, false)]
    public void Is_for_the_desk_and_the_office_of_the_county(string role, string? division, bool calls, bool tickets)
    {
        var actor = new Actor("1", "某人", [role], Division: division);
        HotlineNotices.IsFor(actor, new HotlineEvent("call")).ShouldBe(calls);
        HotlineNotices.IsFor(actor, new HotlineEvent("ticket", Division: "340403")).ShouldBe(tickets);
    }

    [Fact]
    public void Is_for_the_departments_of_the_ticket()
    {
        var handler = new Actor("1", "某人", [Roles.Handler], DepartmentId: Department);
        HotlineNotices.IsFor(handler, new HotlineEvent("ticket", DepartmentId: Department)).ShouldBeTrue();
        HotlineNotices.IsFor(handler, new HotlineEvent("ticket", CoDepartmentIds: [Department])).ShouldBeTrue();
        HotlineNotices
            .IsFor(handler, new HotlineEvent("ticket", DepartmentId: Guid.NewGuid(), Division: "340403"))
            .ShouldBeFalse();
        HotlineNotices.IsFor(handler, new HotlineEvent("call")).ShouldBeFalse();
    }
}
