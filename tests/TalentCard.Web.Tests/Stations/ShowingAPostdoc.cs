using TalentCard.Contracts.Stations;
using TalentCard.Web.Stations;

namespace TalentCard.Web.Tests.Stations;

public sealed class ShowingAPostdoc
{
    [Theory]
    [InlineData("proposed", "2026-03-01", "待审批")]
    [InlineData("resident", "2026-03-01", "在站")]
    [InlineData("resident", "2026-03-02", "在站")]
    [InlineData("resident", "2026-03-03", "待进站")]
    [InlineData("completed", "2023-03-03", "已出站")]
    public void Who_may_enter_on_a_day_to_come_is_not_there_yet(string state, string enteredOn, string words)
    {
        var day = DateOnly.Parse(enteredOn, System.Globalization.CultureInfo.InvariantCulture);
        var postdoc = new Postdoc(
            Guid.Empty,
            Guid.Empty,
            "站点",
            "陈知行",
            "0819",
            "某大学",
            "导师",
            null,
            "XY-1",
            day,
            day.AddYears(3),
            state,
            null,
            day.AddMonths(3),
            null,
            day.AddMonths(15),
            null,
            null,
            null,
            null,
            0,
            1,
            default
        );
        StationWords.States[postdoc.StateOn(new DateOnly(2026, 3, 2))].ShouldBe(words);
    }
}
