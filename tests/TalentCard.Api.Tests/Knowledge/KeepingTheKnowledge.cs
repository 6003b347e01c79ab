using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using TalentCard.Api.Tests.Hotline;
using TalentCard.Contracts;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.Knowledge;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Knowledge;

public sealed class KeepingTheKnowledge(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly ArticleReview Review = new("内容准确，同意发布");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private HttpClient Writer => api.As(Person.Agent());
    private HttpClient Reviewer => api.As(Person.Office());

    [Fact]
    public async Task What_one_writes_another_publishes_and_talents_may_read_what_is_public()
    {
        var talent = (await Line.OpenAsync(api)).Talent;
        var draft = await CreateAsync("貔貅园区租金减免办法", true);
        var id = draft.Article.Id;
        (draft.Article.State, draft.Article.InForce, draft.Mine, draft.Article.StaleOn).ShouldBe(
            ("draft", false, true, new DateOnly(2027, 1, 1))
        );
        await StepAsync(Reviewer, id, "approve", Review).ShouldRefuseAsync(HttpStatusCode.Conflict, "article_wrong_state");
        await StepAsync(Writer, id, "submit").ShouldGiveAsync<ArticleDetail>();
        await StepAsync(Writer, id, "approve", Review).ShouldRefuseAsync(HttpStatusCode.Forbidden, "article_second_person");
        await talent.GetAsync($"/api/v1/me/knowledge/{id}", Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        var published = await StepAsync(Reviewer, id, "approve", Review).ShouldGiveAsync<ArticleDetail>();
        (published.Article.State, published.Article.InForce, published.ReviewedBy).ShouldBe(("published", true, "office1"));
        (await talent.GetAsync($"/api/v1/me/knowledge/{id}", Cancel).ShouldGiveAsync<PublicArticle>()).Title.ShouldBe(
            "貔貅园区租金减免办法"
        );
        (
            await talent
                .GetAsync($"/api/v1/me/knowledge?q={Uri.EscapeDataString("貔貅")}", Cancel)
                .ShouldGiveAsync<Page<PublicArticle>>()
        )
            .Items.Single()
            .Id.ShouldBe(id);
        (
            await Writer
                .GetAsync($"/api/v1/knowledge?q={Uri.EscapeDataString("租金 貔貅")}", Cancel)
                .ShouldGiveAsync<Page<ArticleSummary>>()
        )
            .Items.Single()
            .Id.ShouldBe(id);
        await StepAsync(Writer, id, "withdraw", Review).ShouldGiveAsync<ArticleDetail>();
        await talent.GetAsync($"/api/v1/me/knowledge/{id}", Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task The_old_version_holds_until_the_next_is_published_and_its_day_has_come()
    {
        var id = (await PublishAsync("购房补贴办法")).Article.Id;
        var next = await EditAsync(id, 3, Text("购房补贴办法（修订）") with { ValidFrom = new DateOnly(2026, 3, 10) })
            .ShouldGiveAsync<ArticleDetail>();
        (next.Article.Version, next.Article.State).ShouldBe((2, "draft"));
        await EditAsync(id, 9, Text("另一稿")).ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
        await Writer
            .PutAsJsonAsync($"/api/v1/knowledge/{id}", Text("无版本"), Cancel)
            .ShouldRefuseAsync((HttpStatusCode)428, "precondition_required");
        await StepAsync(Writer, id, "submit").ShouldGiveAsync<ArticleDetail>();
        await EditAsync(id, 2, Text("审核中")).ShouldRefuseAsync(HttpStatusCode.Conflict, "article_version_open");
        await StepAsync(Reviewer, id, "reject", Review).ShouldGiveAsync<ArticleDetail>();
        await EditAsync(id, 3, Text("购房补贴办法（再修订）") with { ValidFrom = new DateOnly(2026, 3, 10) })
            .ShouldGiveAsync<ArticleDetail>();
        await StepAsync(Writer, id, "submit").ShouldGiveAsync<ArticleDetail>();
        await StepAsync(Reviewer, id, "approve", Review).ShouldGiveAsync<ArticleDetail>();
        (await ReadAsync(id)).Article.Title.ShouldBe("购房补贴办法");
        api.Clock.Set("2026-03-10T09:00+08:00");
        var now = await ReadAsync(id);
        (now.Article.Title, now.Article.Version, now.Versions.Count).ShouldBe(("购房补贴办法（再修订）", 2, 2));
        (await ReadAsync(id, 1)).Article.Title.ShouldBe("购房补贴办法");
    }

    [Fact]
    public async Task An_answer_that_rests_on_an_article_counts_and_a_stale_one_says_so()
    {
        var line = await Line.OpenAsync(api);
        var id = (await PublishAsync("麒麟计划申报口径", Text("麒麟计划申报口径") with { StaleOn = new DateOnly(2026, 3, 1) }))
            .Article
            .Id;
        var ticket = await line.CallAsync(
            Line.Matter(title: "麒麟计划怎么申报") with
            {
                Answer = new TicketAnswer("按口径答复", [id]),
            }
        );
        ticket.Articles.Single().Title.ShouldBe("麒麟计划申报口径");
        var article = (
            await Writer.GetAsync("/api/v1/knowledge?stale=true", Cancel).ShouldGiveAsync<Page<ArticleSummary>>()
        ).Items.Single(row => row.Id == id);
        (article.UsedCount, article.Stale).ShouldBe((1, true));
        foreach (var client in new[] { line.Agent, line.Handler })
            (
                await client
                    .PostAsJsonAsync("/api/v1/hotline/similar", new SimilarRequest("麒麟计划"), Cancel)
                    .ShouldGiveAsync<Similar>()
            )
                .Articles[0]
                .Id.ShouldBe(id);
        await line.Handler.PostAsync("/api/v1/knowledge", Text("x稿")).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task The_policy_document_is_a_pdf_by_its_content_and_opens_through_its_article()
    {
        var talent = (await Line.OpenAsync(api)).Talent;
        var id = (await CreateAsync("附件办法", false)).Article.Id;
        await AttachAsync(id, "办法.pdf", TestDocuments.Png)
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "article_document_not_pdf");
        await AttachAsync(id, "办法.pdf", "<script>"u8.ToArray())
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "document_type");
        (await AttachAsync(id, "办法.PDF", TestDocuments.Pdf).ShouldGiveAsync<ArticleDetail>()).DocumentName.ShouldBe("办法.pdf");
        await StepAsync(Writer, id, "submit").ShouldGiveAsync<ArticleDetail>();
        await AttachAsync(id, "办法.pdf", TestDocuments.Pdf).ShouldRefuseAsync(HttpStatusCode.Conflict, "article_wrong_state");
        await StepAsync(Reviewer, id, "approve", Review).ShouldGiveAsync<ArticleDetail>();
        (await Writer.GetByteArrayAsync($"/api/v1/knowledge/{id}/document", Cancel)).ShouldBe(TestDocuments.Pdf);
        await talent
            .GetAsync($"/api/v1/me/knowledge/{id}/document", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Days_that_do_not_fit_each_other_are_named()
    {
        foreach (
            var bad in new[]
            {
                Text("办法") with
                {
                    ValidTo = new DateOnly(2025, 1, 1),
                },
                Text("办法") with
                {
                    StaleOn = new DateOnly(2025, 1, 1),
                },
                Text("办法") with
                {
                    ValidFrom = new DateOnly(1, 1, 1),
                },
                Text("x"),
            }
        )
            await Writer.PostAsync("/api/v1/knowledge", bad).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    private static ArticleRequest Text(string title) =>
        new(title, "policy_question", $"{title}的具体口径与办理流程。", false, new DateOnly(2026, 1, 1));

    private Task<ArticleDetail> CreateAsync(string title, bool isPublic) =>
        Writer
            .PostAsync("/api/v1/knowledge", Text(title) with { Public = isPublic })
            .ShouldGiveAsync<ArticleDetail>(HttpStatusCode.Created);

    private async Task<ArticleDetail> PublishAsync(string title, ArticleRequest? text = null)
    {
        var draft = await Writer
            .PostAsync("/api/v1/knowledge", text ?? Text(title))
            .ShouldGiveAsync<ArticleDetail>(HttpStatusCode.Created);
        await StepAsync(Writer, draft.Article.Id, "submit").ShouldGiveAsync<ArticleDetail>();
        return await StepAsync(Reviewer, draft.Article.Id, "approve", Review).ShouldGiveAsync<ArticleDetail>();
    }

    private Task<ArticleDetail> ReadAsync(Guid id, int? version = null) =>
        Writer
            .GetAsync($"/api/v1/knowledge/{id}{(version is null ? "" : $"?version={version}")}", Cancel)
            .ShouldGiveAsync<ArticleDetail>();

    private static Task<HttpResponseMessage> StepAsync(HttpClient client, Guid id, string step, ArticleReview? review = null) =>
        client.PostAsync($"/api/v1/knowledge/{id}/{step}", review is null ? null : JsonContent.Create(review), Cancel);

    private Task<HttpResponseMessage> EditAsync(Guid id, int rowVersion, ArticleRequest text)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/knowledge/{id}") { Content = JsonContent.Create(text) };
        request.Headers.Add("If-Match", $"\"{rowVersion}\"");
        return Writer.SendAsync(request, Cancel);
    }

    private Task<HttpResponseMessage> AttachAsync(Guid id, string name, byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        return Writer.PostAsync(
            $"/api/v1/knowledge/{id}/document",
            new MultipartFormDataContent { { file, "file", name } },
            Cancel
        );
    }
}
