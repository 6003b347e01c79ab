using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Partners;
using TalentCard.Web.Benefits;

namespace TalentCard.Web.Card;

/// <summary>Dates, distances and states as the talent's language writes them.</summary>
internal static class CardWords
{
    private static bool Chinese => BenefitWords.Chinese;

    /// <summary>The text in the reader's language.</summary>
    public static string Either(string zh, string en) => Chinese || en.Length == 0 ? zh : en;

    /// <summary>2026年3月2日, 2 March 2026.</summary>
    public static string Long(DateOnly day) => day.ToString(Chinese ? "yyyy年M月d日" : "d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>3月2日 周一, Mon 2 Mar.</summary>
    public static string Short(DateOnly day) => day.ToString(Chinese ? "M月d日 ddd" : "ddd d MMM", CultureInfo.CurrentCulture);

    /// <summary>2026年3月2日 09:30, 2 March 2026, 09:30.</summary>
    public static string Long(DateTimeOffset at) => Long(Display.DayOf(at)) + (Chinese ? " " : ", ") + Display.Clock(at);

    /// <summary>2026年3月, March 2026.</summary>
    public static string Month(DateOnly day) => day.ToString(Chinese ? "yyyy年M月" : "MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>09:30, the same in both.</summary>
    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>约 3.2 公里; null where the distance is unknown.</summary>
    public static string? Distance(this IStringLocalizer t, double? kilometres) =>
        kilometres is not { } km
            ? null
            : t["约 {0} 公里", km.ToString(km < 10 ? "0.0" : "0", CultureInfo.InvariantCulture)].Value;

    /// <summary>Why nobody is at a service point on a day.</summary>
    public static string Shut(this IStringLocalizer t, PointDay day) =>
        day.Shut switch
        {
            "closure" => t["停止服务（{0}）", Either(day.Reason ?? "", day.ReasonEn ?? "")],
            "holiday" => t["放假（{0}）", Either(day.Reason ?? "", day.ReasonEn ?? "")],
            "over" => t["今天的开放时间已过"],
            _ => t["每周这一天不开放"],
        };

    /// <summary>A booking's state and how it looks.</summary>
    public static (string Text, string Kind) State(this IStringLocalizer t, string state) =>
        state switch
        {
            "held" => (t["已预约"], "good"),
            "used" => (t["已办理"], "over"),
            "cancelled" => (t["已取消"], "over"),
            _ => (t["已过期"], "waiting"),
        };

    /// <summary>非常满意 for 5, and so on.</summary>
    public static string Score(this IStringLocalizer t, int score) =>
        score switch
        {
            5 => t["非常满意"],
            4 => t["满意"],
            3 => t["一般"],
            2 => t["不满意"],
            _ => t["很不满意"],
        };
}
