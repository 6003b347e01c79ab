using TalentCard.Contracts.Partners;
using TalentCard.Web.Partners;

namespace TalentCard.Web.Tests.Partners;

public sealed class TypingOpeningHours
{
    [Theory]
    [InlineData("08:30-12:00 14:00-17:30")]
    [InlineData("8:30–12:00、14:00–17:30")]
    [InlineData("08：30至12：00，14：00至17：30")]
    [InlineData("8:30 ~ 12:00; 14:00 — 17:30")]
    public void A_day_is_read_however_it_is_typed(string typed) =>
        WeekWords
            .Read(typed, 2)
            .ShouldBe([
                new OpeningSpan(2, new TimeOnly(8, 30), new TimeOnly(12, 0)),
                new OpeningSpan(2, new TimeOnly(14, 0), new TimeOnly(17, 30)),
            ]);

    [Fact]
    public void What_stands_in_the_field_is_read_as_it_was()
    {
        OpeningSpan[] night = [new(6, new TimeOnly(0, 0), new TimeOnly(1, 30)), new(6, new TimeOnly(20, 0), TimeOnly.MinValue)];
        WeekWords.Typed(night, 6).ShouldBe("00:00-01:30 20:00-24:00");
        WeekWords.Read(WeekWords.Typed(night, 6), 6).ShouldBe(night);
        WeekWords.Read(WeekWords.Typed(night, 5), 5).ShouldBe([]);
    }

    [Theory]
    [InlineData("上午")]
    [InlineData("08:30")]
    [InlineData("08:30-25:00")]
    [InlineData("08:30-12:00 下午开放")]
    public void What_nobody_can_tell_is_no_day(string typed) => WeekWords.Read(typed, 1).ShouldBeNull();
}
