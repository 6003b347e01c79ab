using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Benefits;
using TalentCard.Contracts.Overview;

namespace TalentCard.Web.Overview;

/// <summary>The columns of the list of a day's bookings.</summary>
internal static class BookingColumns
{
    public static IReadOnlyList<ListColumn<OfficeBooking>> Of(IStringLocalizer t, IReadOnlyList<Benefit> benefits)
    {
        var names = benefits.ToDictionary(one => one.Code, one => ReferenceNames.Either(one.Name, one.NameEn));
        return
        [
            new("日期", "day", row => row.Day) { Off = true, Class = "digits text-nowrap" },
            new("持卡人", "holder", row => row.Name) { Always = true },
            new("人才类别", "tier", row => row.Tier) { Off = true },
            new("服务事项", "benefit", row => names.GetValueOrDefault(row.Benefit, row.Benefit)),
            new("合作单位", "partner", row => row.PartnerName) { Off = true },
            new("服务点", "point", row => row.ServicePointName),
            new("陪同人数", "companions", row => row.Companions) { Class = "text-md-end digits" },
            new("预约时间", "made", row => row.CreatedAt) { Class = "digits text-nowrap" },
            new("状态", "state", row => t[CodeWords.BookingStates.Of(row.State)]) { Look = row => CodeWords.Look(row.State) },
        ];
    }
}
