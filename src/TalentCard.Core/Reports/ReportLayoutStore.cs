using TalentCard.Contracts.Reports;

namespace TalentCard.Core.Reports;

/// <summary>How reports are headed and whom they are sent to: one row a kind.</summary>
public sealed class ReportLayoutStore(Db db, TimeProvider time, AuditTrail audit)
{
    private const string Select = """
        select l.kind, l.masthead, l.issuer, l.copies, l.recipient_roles,
               (select count(*)::int from users u where u.roles && l.recipient_roles and u.disabled_at is null) recipients,
               l.changed_by_name changed_by, l.changed_at, l.version
        from report_layouts l
        """;

    /// <summary>All kinds, from the week to the year.</summary>
    public async Task<IReadOnlyList<ReportLayout>> ListAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<ReportLayout>(
            $"{Select} order by array_position(@Kinds, l.kind)",
            new { ReportPeriod.Kinds }
        );
    }

    /// <summary>One kind.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>.</exception>
    public async Task<ReportLayout> ReadAsync(string kind, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.FindAsync<ReportLayout>($"{Select} where l.kind = @kind", new { kind })
            ?? throw new RefusedException(CommonProblems.NotFound);
    }

    /// <summary>
    /// Writes it anew. Drafts of its kind look different then, so that an approval of what was read before is refused.
    /// </summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c> or <c>invalid_request</c>.</exception>
    public async Task ChangeAsync(string kind, int version, ReportLayoutChange change, Actor actor, CancellationToken cancel)
    {
        var roles = change.RecipientRoles.Distinct().ToArray();
        if (roles.Except(ReportLayout.Readers).Any())
            throw Refuse.Field("recipientRoles", string.Join(", ", ReportLayout.Readers));
        await db.ChangeAsync(
            async session =>
            {
                var present =
                    await session.FindAsync<int?>(
                        "select version from report_layouts where kind = @kind for update",
                        new { kind }
                    ) ?? throw new RefusedException(CommonProblems.NotFound);
                if (present != version)
                    throw new RefusedException(CommonProblems.Stale);
                await session.ExecuteAsync(
                    """
                    update report_layouts set masthead = @Masthead, issuer = @Issuer, copies = @Copies, recipient_roles = @roles,
                        version = version + 1, changed_by_name = @Me, changed_at = @Now
                    where kind = @kind;
                    update reports set version = version + 1 where kind = @kind and state = 'draft';
                    """,
                    new
                    {
                        kind,
                        Masthead = change.Masthead.Trim(),
                        Issuer = change.Issuer.Trim(),
                        Copies = change.Copies.Trim(),
                        roles,
                        Me = actor.Name,
                        Now = time.GetUtcNow(),
                    }
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(
                        "report_layout.edit",
                        "report_layout",
                        kind,
                        Details: new { masthead = change.Masthead.Trim(), recipientRoles = roles }
                    )
                );
            },
            cancel
        );
    }
}
