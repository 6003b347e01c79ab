using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Documents;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.Knowledge;
using TalentCard.Core.Knowledge;

namespace TalentCard.Api.Knowledge;

/// <summary>知识库: articles that answers rest on, for staff, and those made public for talents.</summary>
internal static class KnowledgeEndpoints
{
    public static void MapKnowledge(this IEndpointRouteBuilder routes)
    {
        var articles = routes.MapGroup("/api/v1/knowledge").RequireAuthorization(Policies.Hotline).WithTags("Knowledge");
        articles
            .MapGet("/", ListAsync)
            .WithName("listArticles")
            .WithSummary("Lists or searches articles, the last changed first.");
        articles
            .MapGet("/{id:guid}", ReadAsync)
            .WithName("getArticle")
            .WithSummary("Shows an article in the version in force, or in another.");
        articles
            .MapGet("/{id:guid}/document", ReadDocumentAsync)
            .WithName("getArticleDocument")
            .WithSummary("Gives an article's policy document.")
            .GivesDocument();

        var desk = routes.MapGroup("/api/v1/knowledge").RequireAuthorization(Policies.HotlineDesk).WithTags("Knowledge");
        desk.MapPost("/", CreateAsync).WithName("createArticle").WithSummary("Drafts an article.");
        desk.MapPut("/{id:guid}", EditAsync)
            .WithName("editArticle")
            .WithSummary("Edits the draft, or begins the next version of what is published.")
            .Refuses(KnowledgeProblems.VersionOpen);
        desk.MapPost("/{id:guid}/document", AttachAsync)
            .TakesDocument()
            .WithName("attachArticleDocument")
            .WithSummary("Attaches the policy document, a PDF, to the draft.")
            .Refuses(KnowledgeProblems.WrongState, KnowledgeProblems.NotPdf);
        desk.MapPost("/{id:guid}/submit", SubmitAsync)
            .WithName("submitArticle")
            .WithSummary("Hands the draft in for review.")
            .Refuses(KnowledgeProblems.WrongState);
        desk.MapPost("/{id:guid}/approve", ApproveAsync)
            .WithName("approveArticle")
            .WithSummary("Publishes a version that another person wrote.")
            .Refuses(KnowledgeProblems.WrongState, KnowledgeProblems.SecondPersonRequired);
        desk.MapPost("/{id:guid}/reject", RejectAsync)
            .WithName("rejectArticle")
            .WithSummary("Rejects a version that another person wrote.")
            .Refuses(KnowledgeProblems.WrongState, KnowledgeProblems.SecondPersonRequired);
        desk.MapPost("/{id:guid}/withdraw", WithdrawAsync)
            .WithName("withdrawArticle")
            .WithSummary("Takes an article back from use.")
            .Refuses(KnowledgeProblems.WrongState);

        var own = routes.MapGroup("/api/v1/me/knowledge").RequireAuthorization(Policies.Talent).WithTags("My consultations");
        own.MapGet("/", ListPublicAsync)
            .WithName("listPublicArticles")
            .WithSummary("Lists or searches the articles that talents may read.");
        own.MapGet("/{id:guid}", ReadPublicAsync)
            .WithName("getPublicArticle")
            .WithSummary("Shows an article that talents may read.");
        own.MapGet("/{id:guid}/document", ReadPublicDocumentAsync)
            .WithName("getPublicArticleDocument")
            .WithSummary("Gives the policy document of an article that talents may read.")
            .GivesDocument();
    }

    private static async Task<Ok<Page<ArticleSummary>>> ListAsync(
        [AsParameters] ArticleQuery query,
        ArticleStore articles,
        CancellationToken cancel
    ) => TypedResults.Ok(await articles.ListAsync(query, cancel));

    private static async Task<Ok<ArticleDetail>> ReadAsync(
        Guid id,
        ArticleStore articles,
        Actor actor,
        CancellationToken cancel,
        [Range(1, int.MaxValue)] int? version = null
    ) => TypedResults.Ok(await articles.ReadAsync(id, version, actor, cancel));

    private static async Task<FileContentHttpResult> ReadDocumentAsync(
        Guid id,
        ArticleStore articles,
        Actor actor,
        HttpContext context,
        CancellationToken cancel,
        [Range(1, int.MaxValue)] int? version = null
    ) => DocumentTransfer.Send(context, await articles.ReadDocumentAsync(id, version, false, actor, cancel));

    private static async Task<Created<ArticleDetail>> CreateAsync(
        ArticleRequest article,
        IdempotencyKey key,
        WriteArticle write,
        Actor actor,
        CancellationToken cancel
    )
    {
        var created = await write.CreateAsync(article, key.Value, RequestHash.Of("createArticle", article), actor, cancel);
        return TypedResults.Created($"/api/v1/knowledge/{created.Article.Id}", created);
    }

    private static async Task<Ok<ArticleDetail>> EditAsync(
        Guid id,
        ArticleRequest article,
        IfMatch ifMatch,
        WriteArticle write,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await write.EditAsync(id, ifMatch.Version, article, actor, cancel));

    private static async Task<Ok<ArticleDetail>> AttachAsync(
        Guid id,
        IFormFile file,
        WriteArticle write,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await write.AttachAsync(id, await DocumentTransfer.ReadAsync(file, cancel), actor, cancel));

    private static async Task<Ok<ArticleDetail>> SubmitAsync(
        Guid id,
        WriteArticle write,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await write.SubmitAsync(id, actor, cancel));

    private static async Task<Ok<ArticleDetail>> ApproveAsync(
        Guid id,
        ArticleReview review,
        WriteArticle write,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await write.ReviewAsync(id, true, review.Text, actor, cancel));

    private static async Task<Ok<ArticleDetail>> RejectAsync(
        Guid id,
        ArticleReview review,
        WriteArticle write,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await write.ReviewAsync(id, false, review.Text, actor, cancel));

    private static async Task<Ok<ArticleDetail>> WithdrawAsync(
        Guid id,
        ArticleReview review,
        WriteArticle write,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await write.WithdrawAsync(id, review.Text, actor, cancel));

    private static async Task<Ok<Page<PublicArticle>>> ListPublicAsync(
        [AsParameters] PublicArticleQuery query,
        ArticleStore articles,
        CancellationToken cancel
    ) => TypedResults.Ok(await articles.ListPublicAsync(query, cancel));

    private static async Task<Ok<PublicArticle>> ReadPublicAsync(Guid id, ArticleStore articles, CancellationToken cancel) =>
        TypedResults.Ok(await articles.ReadPublicAsync(id, cancel));

    private static async Task<FileContentHttpResult> ReadPublicDocumentAsync(
        Guid id,
        ArticleStore articles,
        Actor actor,
        HttpContext context,
        CancellationToken cancel
    ) => DocumentTransfer.Send(context, await articles.ReadDocumentAsync(id, null, true, actor, cancel));
}
