using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Documents;

/// <summary>Registers attached files.</summary>
public static class DocumentServices
{
    /// <summary>Adds <see cref="DocumentStore"/>; needs the audit trail.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services.AddSingleton<DocumentStore>();
}
