using System.Net;
using System.Net.Http.Json;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Api.Tests.WorkingTime;

public sealed class LoadingANotice(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    // Invented, as that of 2030 is not out; its Spring Festival is on 3 February.
    private const string Of2030 = """
        国务院办公厅关于2030年部分节假日安排的通知
        一、元旦：1月1日（周二）放假1天，不调休。
        二、春节：2月2日（周六）至8日（周五）放假调休，共7天。2月9日（周六）、2月10日（周日）上班。
        三、清明节：4月5日（周五）放假，共1天。
        四、劳动节：5月1日（周三）至5日（周日）放假调休，共5天。4月28日（周日）上班。
        五、端午节：6月5日（周三）放假，共1天。
        六、中秋节：9月12日（周四）放假，共1天。
        七、国庆节：10月1日（周二）至7日（周一）放假调休，共7天。9月29日（周日）上班。
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task Its_days_are_seen_first_and_then_hold_instead_of_the_laws()
    {
        var before = await YearAsync(2030);
        before.Published.ShouldBeFalse();
        before.Days.Count.ShouldBe(13);
        before.Days.ShouldAllBe(day => day.Source == "law");

        var preview = await Office
            .PostAsJsonAsync("/api/v1/holiday-notices/preview", new NoticeText(Of2030), Cancel)
            .ShouldGiveAsync<NoticePreview>();
        (preview.Year, preview.Days.Count, preview.Findings.Count, preview.LeftOut.Count).ShouldBe((2030, 27, 0, 0));
        (await YearAsync(2030)).Published.ShouldBeFalse();

        await Office
            .PutAsJsonAsync("/api/v1/holiday-notices/2031", new NoticeText(Of2030), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        // Twice is once.
        for (var times = 0; times < 2; times++)
        {
            var loaded = await Office
                .PutAsJsonAsync("/api/v1/holiday-notices/2030", new NoticeText(Of2030), Cancel)
                .ShouldGiveAsync<WorkingYear>();
            loaded.Published.ShouldBeTrue();
            loaded.Days.ShouldBe(preview.Days);
        }
        (await YearAsync(2031)).Published.ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_contradicts_itself_and_one_of_a_year_that_is_over_are_refused()
    {
        await Office
            .PutAsJsonAsync("/api/v1/holiday-notices/2030", new NoticeText(Of2030.Replace("共7天", "共8天")), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "holiday_notice_unclear");
        await Office
            .PutAsJsonAsync("/api/v1/holiday-notices/2030", new NoticeText("放假"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "holiday_notice_unclear");
        await api.As(Person.Agent())
            .PutAsJsonAsync("/api/v1/holiday-notices/2030", new NoticeText(Of2030), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private Task<WorkingYear> YearAsync(int year) =>
        Office.GetAsync($"/api/v1/working-days?year={year}", Cancel).ShouldGiveAsync<WorkingYear>();
}
