using System.Globalization;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Core.Tests.WorkingTime;

/// <summary>The State Council's notices as they were published, against the days that the program carries.</summary>
public sealed class ReadingTheYearlyNotice
{
    internal const string Of2026 = """
        国务院办公厅关于2026年
        部分节假日安排的通知
        国办发明电〔2025〕7号

        各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
        经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
        一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
        二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
        三、清明节：4月4日（周六）至6日（周一）放假，共3天。
        四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
        五、端午节：6月19日（周五）至21日（周日）放假，共3天。
        六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
        节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发事件，要按规定及时报告并妥善处置。
        """;

    [Fact]
    public void It_gives_the_days_that_the_program_carries()
    {
        var read = HolidayNotice.Read(Of2026);
        read.Findings.ShouldBeEmpty();
        read.LeftOut.ShouldBeEmpty();
        read.Year.ShouldBe(2026);
        read.Days.ShouldBe(PublicHolidays.Days.Where(day => day.Day.Year == 2026));
    }

    [Fact]
    public void Other_brackets_spaces_and_words_for_weekdays_are_the_same()
    {
        var typed = Of2026
            .Replace("（周", " (星期", StringComparison.Ordinal)
            .Replace("）", ") ", StringComparison.Ordinal)
            .Replace('至', '-');
        HolidayNotice.Read(typed).Days.ShouldBe(HolidayNotice.Read(Of2026).Days);
    }

    [Fact]
    public void Two_feasts_in_one_and_a_year_that_begins_in_the_one_before()
    {
        // As in the notices for 2023 and 2025.
        var read = HolidayNotice.Read(
            """
            国务院办公厅关于2023年部分节假日安排的通知
            一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
            二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
            三、清明节：4月5日放假，共1天。
            四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
            五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
            六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
            """
        );
        read.Findings.ShouldBeEmpty();
        read.Days.Select(day => (day.Day, day.Working))
            .ShouldBe(
                PublicHolidays
                    .Days.Where(day => day.Day.Year == 2023 || day.Day == new DateOnly(2022, 12, 31))
                    .Select(day => (day.Day, day.Working))
            );
        read.Days.Single(day => day.Day == new DateOnly(2023, 10, 1)).NameEn.ShouldBe("Mid-autumn Festival, National Day");
    }

    [Theory]
    [InlineData("1月1日（周四）", "1月1日（周五）", "weekday")]
    [InlineData("共9天", "共8天", "count")]
    [InlineData("5月9日（周六）上班", "5月8日（周五）上班", "work_on_weekday")]
    [InlineData("三、清明节：4月4日（周六）至6日（周一）放假，共3天。", "", "missing")]
    [InlineData("6月19日（周五）至21日", "6月19日（周五）至31日", "date")]
    [InlineData("9月20日（周日）、", "9月27日（周日）、", "twice")]
    [InlineData("关于2026年", "关于明年", "year")]
    public void What_contradicts_itself_the_week_or_the_law_is_said(string right, string wrong, string finding)
    {
        var text = Of2026.Replace(right, wrong, StringComparison.Ordinal);
        if (finding == "year")
            text = text.Replace("2026年元旦", "明年元旦", StringComparison.Ordinal);
        HolidayNotice.Read(text).Findings.Select(one => one.Code).ShouldContain(finding);
    }

    [Fact]
    public void A_wish_is_no_day_off_and_is_shown()
    {
        var read = HolidayNotice.Read(
            Of2026.Replace(
                "2月28日（周六）上班。",
                "2月28日（周六）上班。鼓励各单位安排职工在2月14日休息。",
                StringComparison.Ordinal
            )
        );
        read.LeftOut.ShouldHaveSingleItem().ShouldStartWith("鼓励");
        read.Days.ShouldBe(HolidayNotice.Read(Of2026).Days);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026年元旦：99月99日至0日放假，共99天。日日日上班")]
    [InlineData("关于2099年部分节假日安排的通知一、元旦：至至放假上班1日")]
    public void Any_text_is_answered(string text) => HolidayNotice.Read(text).Findings.ShouldNotBeEmpty();

    [Theory]
    [InlineData(2027, "2027-02-05 2027-02-08", "2027-04-05", "2027-06-09", "2027-09-15")]
    [InlineData(2028, "2028-01-25 2028-01-28", "2028-04-04", "2028-05-28", "2028-10-03")]
    [InlineData(2033, "2033-01-30 2033-02-02", "2033-04-04", "2033-06-01", "2033-09-08")]
    public void A_year_without_its_notice_keeps_what_the_law_fixes(
        int year,
        string spring,
        string qingming,
        string dragonBoat,
        string midAutumn
    )
    {
        var days = LegalHolidays.Of(year);
        string[] Of(string name) =>
            [.. days.Where(day => day.Name == name).Select(day => day.Day.ToString("O", CultureInfo.InvariantCulture))];
        var feast = Of("春节");
        $"{feast[0]} {feast[^1]}".ShouldBe(spring);
        feast.Length.ShouldBe(4);
        Of("清明").ShouldBe([qingming]);
        Of("端午").ShouldBe([dragonBoat]);
        Of("中秋").ShouldBe([midAutumn]);
        Of("国庆节").Length.ShouldBe(year == 2028 ? 2 : 3);
        days.ShouldAllBe(day => !day.Working && day.Source == "law");
    }

    [Fact]
    public void Every_published_year_has_its_legal_days_off()
    {
        var published = PublicHolidays.Days.ToDictionary(day => day.Day, day => day.Working);
        // Of the law as it stands since 2025.
        foreach (var day in PublicHolidays.Years.Where(year => year >= 2025).SelectMany(LegalHolidays.Of))
            published.GetValueOrDefault(day.Day, true).ShouldBeFalse($"{day.Day:O}");
    }

    [Fact]
    public void Qingming_is_the_day_on_which_the_sun_stands_at_15_degrees()
    {
        for (var year = 2001; year <= LegalHolidays.LastYear; year++)
        {
            var day = LegalHolidays.Qingming(year);
            SunAt(day.ToDateTime(TimeOnly.MinValue)).ShouldBeLessThan(15, $"{day:O}");
            SunAt(day.AddDays(1).ToDateTime(TimeOnly.MinValue)).ShouldBeGreaterThanOrEqualTo(15, $"{day:O}");
        }
    }

    // The sun's apparent longitude in degrees (Meeus, Astronomical Algorithms, chapter 25), good to a hundredth.
    private static double SunAt(DateTime inChina)
    {
        var t = ((inChina - new DateTime(2000, 1, 1, 12, 0, 0)).TotalDays - 8 / 24.0 + 70 / 86400.0) / 36525;
        var mean = double.DegreesToRadians(357.52911 + 35999.05029 * t);
        var centre = (1.914602 - 0.004817 * t) * Math.Sin(mean) + 0.019993 * Math.Sin(2 * mean) + 0.000289 * Math.Sin(3 * mean);
        var node = double.DegreesToRadians(125.04 - 1934.136 * t);
        return (280.46646 + 36000.76983 * t + centre - 0.00569 - 0.00478 * Math.Sin(node)) % 360;
    }
}
