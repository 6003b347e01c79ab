using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Database;

/// <summary>
/// What the refusals of constraints are called to people: a problem of its own, or a field of the request that is wrong. Each
/// feature registers its own; a constraint that has no name here is a fault of ours.
/// </summary>
public sealed class ConstraintRefusals
{
    private readonly FrozenDictionary<string, ConstraintRefusal> byConstraint;

    /// <summary>All of the features' together.</summary>
    public ConstraintRefusals(IEnumerable<ConstraintRefusal> refusals) =>
        byConstraint = refusals.ToFrozenDictionary(refusal => refusal.Constraint, StringComparer.Ordinal);

    /// <summary>None: every refusal stays a <see cref="PostgresException"/>.</summary>
    public static ConstraintRefusals None { get; } = new([]);

    internal RefusedException? Of(PostgresException exception) =>
        exception.ConstraintName is { } name && byConstraint.TryGetValue(name, out var refusal) ? refusal.ToException() : null;
}

/// <summary>What one constraint's refusal is called.</summary>
public sealed class ConstraintRefusal
{
    private readonly Func<RefusedException> refusal;

    /// <summary>A problem of its own.</summary>
    /// <param name="constraint">Its name in the schema.</param>
    /// <param name="problem">The problem.</param>
    public ConstraintRefusal(string constraint, ProblemCode problem) => (Constraint, refusal) = (constraint, () => new(problem));

    /// <summary>A field of the request that is wrong.</summary>
    /// <param name="constraint">Its name in the schema.</param>
    /// <param name="field">The field's name in the request.</param>
    /// <param name="why">Why it is wrong, in English.</param>
    public ConstraintRefusal(string constraint, string field, string why = "unknown") =>
        (Constraint, refusal) = (constraint, () => Refuse.Field(field, why));

    /// <summary>The constraint's name in the schema.</summary>
    public string Constraint { get; }

    internal RefusedException ToException() => refusal();
}

/// <summary>Registers what constraints are called.</summary>
internal static class ConstraintRefusalServices
{
    public static IServiceCollection NameConstraints(this IServiceCollection services, params ConstraintRefusal[] refusals)
    {
        foreach (var refusal in refusals)
            services.AddSingleton(refusal);
        return services;
    }
}
