using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Knowledge;

/// <summary>Registers the knowledge base.</summary>
public static class KnowledgeServices
{
    /// <summary>
    /// Adds <see cref="ArticleStore"/> and <see cref="WriteArticle"/>; needs documents, the trail and idempotency.
    /// </summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services) =>
        services.AddSingleton<ArticleStore>().AddSingleton<WriteArticle>();
}
