using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.WorkingTime;

/// <summary>Time limits by kind and urgency of a consultation, each from a day on.</summary>
/// <param name="db">The database.</param>
/// <param name="time">The clock.</param>
/// <param name="audit">The audit trail.</param>
/// <param name="name">Of the table before <c>_rules</c>, and in the trail.</param>
/// <typeparam name="TRule">A limit as it is read.</typeparam>
public abstract class TimeLimitStore<TRule>(Db db, TimeProvider time, AuditTrail audit, string name)
    : DatedRuleStore<TRule>(db, time, audit)
{
    /// <inheritdoc />
    private protected override DatedRuleTable Table { get; } =
        new($"{name}_rules", ["amount", "unit"], WorkingTimeProblems.InForce, key: ["kind", "urgency"]);

    /// <summary>Sets a limit.</summary>
    private protected Task<TRule> SetAsync(
        Actor actor,
        string kind,
        string urgency,
        DateOnly validFrom,
        int amount,
        string unit,
        object request,
        CancellationToken cancel
    ) =>
        SetAsync(
            actor,
            validFrom,
            new
            {
                Kind = kind,
                Urgency = urgency,
                Amount = amount,
                Unit = unit,
            },
            new AuditEvent($"working_time.set_{name}", $"{name}_rule", $"{kind} {urgency}", Details: new { validFrom, request }),
            cancel
        );
}

/// <summary>Within what time consultations are answered.</summary>
public sealed class DeadlineRuleStore(Db db, TimeProvider time, AuditTrail audit)
    : TimeLimitStore<DeadlineRule>(db, time, audit, "deadline")
{
    /// <summary>Sets the deadline that consultations get from a day on, tomorrow at the earliest.</summary>
    /// <exception cref="RefusedException">The day has begun.</exception>
    public Task<DeadlineRule> SetAsync(
        string kind,
        string urgency,
        DateOnly validFrom,
        DeadlineRuleRequest request,
        Actor actor,
        CancellationToken cancel
    ) => SetAsync(actor, kind, urgency, validFrom, request.Amount, request.Unit, request, cancel);

    /// <summary>The deadline that a consultation received on the day gets.</summary>
    internal static Task<DeadlineRule> OfAsync(Session session, string kind, string urgency, DateOnly day) =>
        session.SingleAsync<DeadlineRule>(
            """
            select kind, urgency, valid_from, amount, unit, created_by_name, created_at
            from deadline_rules where kind = @kind and urgency = @urgency and valid_from <= @day
            order by valid_from desc limit 1
            """,
            new
            {
                kind,
                urgency,
                day,
            }
        );
}

/// <summary>How long after their deadline unanswered tickets are escalated.</summary>
public sealed class EscalationRuleStore(Db db, TimeProvider time, AuditTrail audit)
    : TimeLimitStore<EscalationRule>(db, time, audit, "escalation")
{
    /// <summary>
    /// Sets when unanswered tickets whose deadline is on a day or later are escalated, tomorrow at the earliest.
    /// </summary>
    /// <exception cref="RefusedException">The day has begun.</exception>
    public Task<EscalationRule> SetAsync(
        string kind,
        string urgency,
        DateOnly validFrom,
        EscalationRuleRequest request,
        Actor actor,
        CancellationToken cancel
    ) => SetAsync(actor, kind, urgency, validFrom, request.Amount, request.Unit, request, cancel);
}
