using Refit;
using TalentCard.Contracts.Knowledge;

namespace TalentCard.Client.Knowledge;

/// <summary>The knowledge base.</summary>
public interface IKnowledgeApi
{
    /// <summary>Lists or searches articles, the last changed first.</summary>
    [Get("/api/v1/knowledge")]
    Task<Page<ArticleSummary>> ListArticlesAsync([Query] ArticleQuery query, CancellationToken cancel);

    /// <summary>Shows an article in the version in force, or in another.</summary>
    [Get("/api/v1/knowledge/{id}")]
    Task<ArticleDetail> GetArticleAsync(Guid id, int? version, CancellationToken cancel);

    /// <summary>Gives an article's policy document.</summary>
    [Get("/api/v1/knowledge/{id}/document")]
    Task<HttpResponseMessage> GetArticleDocumentAsync(Guid id, int? version, CancellationToken cancel);

    /// <summary>Drafts an article.</summary>
    [Post("/api/v1/knowledge")]
    Task<ArticleDetail> CreateArticleAsync(
        [Body] ArticleRequest article,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Edits the draft, or begins the next version of what is published.</summary>
    [Put("/api/v1/knowledge/{id}")]
    Task<ArticleDetail> EditArticleAsync(
        Guid id,
        [Body] ArticleRequest article,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Attaches the policy document, a PDF, to the draft.</summary>
    [Multipart]
    [Post("/api/v1/knowledge/{id}/document")]
    Task<ArticleDetail> AttachArticleDocumentAsync(Guid id, StreamPart file, CancellationToken cancel);

    /// <summary>Hands the draft in for review.</summary>
    [Post("/api/v1/knowledge/{id}/submit")]
    Task<ArticleDetail> SubmitArticleAsync(Guid id, CancellationToken cancel);

    /// <summary>Publishes a version that another person wrote.</summary>
    [Post("/api/v1/knowledge/{id}/approve")]
    Task<ArticleDetail> ApproveArticleAsync(Guid id, [Body] ArticleReview review, CancellationToken cancel);

    /// <summary>Rejects a version that another person wrote.</summary>
    [Post("/api/v1/knowledge/{id}/reject")]
    Task<ArticleDetail> RejectArticleAsync(Guid id, [Body] ArticleReview review, CancellationToken cancel);

    /// <summary>Takes an article back from use.</summary>
    [Post("/api/v1/knowledge/{id}/withdraw")]
    Task<ArticleDetail> WithdrawArticleAsync(Guid id, [Body] ArticleReview review, CancellationToken cancel);

    /// <summary>Lists or searches the articles that talents may read.</summary>
    [Get("/api/v1/me/knowledge")]
    Task<Page<PublicArticle>> ListPublicArticlesAsync([Query] PublicArticleQuery query, CancellationToken cancel);

    /// <summary>Shows an article that talents may read.</summary>
    [Get("/api/v1/me/knowledge/{id}")]
    Task<PublicArticle> GetPublicArticleAsync(Guid id, CancellationToken cancel);

    /// <summary>Gives the policy document of an article that talents may read.</summary>
    [Get("/api/v1/me/knowledge/{id}/document")]
    Task<HttpResponseMessage> GetPublicArticleDocumentAsync(Guid id, CancellationToken cancel);
}
