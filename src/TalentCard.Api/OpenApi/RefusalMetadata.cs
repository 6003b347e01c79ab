namespace TalentCard.Api.OpenApi;

/// <summary>The refusals that an endpoint can give beyond those that every endpoint can; they stand in its description.</summary>
internal sealed record RefusalMetadata(IReadOnlyList<ProblemCode> Problems);

/// <summary>Declares refusals on an endpoint or a group.</summary>
internal static class RefusalMetadataExtensions
{
    /// <summary>Says that the endpoint can answer with each of <paramref name="problems"/>.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder builder, params ProblemCode[] problems)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RefusalMetadata(problems));
}
