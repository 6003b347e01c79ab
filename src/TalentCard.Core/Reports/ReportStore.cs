using System.Text.Json;
using TalentCard.Contracts.Reports;
using TalentCard.Core.Notifications;

namespace TalentCard.Core.Reports;

/// <summary>Reads reports, and takes them from draft to sent. Nobody is named in them but who approved.</summary>
public sealed class ReportStore(Db db, TimeProvider time, AuditTrail audit)
{
    private const string Columns =
        "r.id, r.kind, r.first_day, r.last_day, r.year, r.number, r.state, r.made_at, r.approved_by_name approved_by, r.approved_at, r.sent_at, r.version";

    // A county's office sees its part of a report that was sent.
    private static readonly RowOwner PartOwner = new() { Division = "x.division_code" };
    private const string Part = "report_divisions x where x.report_id = r.id and r.state = 'sent'";

    /// <summary>The reports that the actor sees, the last drafted first.</summary>
    public async Task<Page<ReportSummary>> ListAsync(ReportQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, PartOwner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<ReportSummary>(
            $"""
            select {Columns} from reports r
            where {scope.Exists(Part)} and (@Kind::text is null or r.kind = @Kind) and (@State::text is null or r.state = @State)
              and (@At::timestamptz is null or (r.made_at, r.id) < (@At, @Id))
            order by r.made_at desc, r.id desc limit @Limit
            """,
            scope.With(
                new
                {
                    query.Kind,
                    query.State,
                    position?.At,
                    position?.Id,
                    Limit = query.Limit + 1,
                }
            )
        );
        return Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.MadeAt, row.Id));
    }

    /// <summary>
    /// One report: any for the city's office, its part of a sent one for a county's, a sent one for whomever it was sent to.
    /// </summary>
    /// <exception cref="RefusedException"><c>not_found</c>.</exception>
    public async Task<Report> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, PartOwner);
        // To a county's office it is sent for its part alone.
        var readers = actor.Roles.Where(role => RoleCatalog.Find(role)?.Rows != RowLimit.Division).ToArray();
        await using var session = await db.OpenAsync(cancel);
        var summary =
            await session.FindAsync<ReportSummary>(
                $"select {Columns} from reports r where r.id = @id and ({scope.Exists(Part)} or r.recipient_roles && @readers)",
                scope.With(new { id, readers })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        var text = await session.SingleAsync<Texts>(
            $"""
            select coalesce(r.masthead, l.masthead) masthead, coalesce(r.issuer, l.issuer) issuer,
                   coalesce(r.copies, l.copies) copies, r.remark, r.remark_by_name, r.remark_by,
                   coalesce(x.figures, r.figures)::text figures, d.name division
            from reports r join report_layouts l on l.kind = r.kind
            left join report_divisions x on x.report_id = r.id and not @IsAll
                and not coalesce(r.recipient_roles && @readers, false) and {scope}
            left join divisions d on d.code = x.division_code
            where r.id = @id
            """,
            scope.With(
                new
                {
                    id,
                    readers,
                    scope.IsAll,
                }
            )
        );
        return new Report(
            summary,
            text.Masthead,
            text.Issuer,
            text.Copies,
            text.Remark,
            text.RemarkByName,
            summary.State == "draft" && text.RemarkBy != actor.Id,
            JsonSerializer.Deserialize<ReportFigures>(text.Figures, JsonSerializerOptions.Web)!,
            text.Division
        );
    }

    /// <summary>Writes the office's words into a draft.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c> or <c>report_not_draft</c>.</exception>
    public Task RemarkAsync(Guid id, int version, string remark, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            actor,
            id,
            version,
            ReportAction.Remark,
            "remark = @remark, remark_by = @Me, remark_by_name = @MyName",
            new { remark },
            cancel
        );

    /// <summary>Approves a draft.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, <c>report_not_draft</c> or
    /// <c>report_second_person_required</c>.</exception>
    public Task ApproveAsync(Guid id, int version, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            actor,
            id,
            version,
            ReportAction.Approve,
            """
            approved_by = @Me, approved_by_name = @MyName, approved_at = @Now,
            (masthead, issuer, copies) = (select l.masthead, l.issuer, l.copies from report_layouts l where l.kind = reports.kind)
            """,
            null,
            cancel
        );

    /// <summary>
    /// Sends an approved report to every account of the roles that its kind goes to: in the app and by e-mail, each once.
    /// </summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c> or <c>report_not_approved</c>.</exception>
    public Task SendAsync(Guid id, int version, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            actor,
            id,
            version,
            ReportAction.Send,
            "sent_at = @Now, recipient_roles = (select l.recipient_roles from report_layouts l where l.kind = reports.kind)",
            null,
            cancel,
            EnqueueAsync
        );

    private async Task EnqueueAsync(Session session, Guid id)
    {
        var recipients = await session.ListAsync<(Guid User, string Masthead, string Number, string NumberEn)>(
            """
            select u.id, r.masthead, '〔' || r.year || '〕第' || r.number || '期', 'no. ' || r.number || ' of ' || r.year
            from reports r join users u on u.roles && r.recipient_roles and u.disabled_at is null
            where r.id = @id
            """,
            new { id }
        );
        await Outbox.EnqueueAsync(
            session,
            time.GetUtcNow(),
            [
                .. recipients.Select(one => new NewMessage(
                    "report_sent",
                    one.User,
                    $"report-sent:{id}",
                    new Dictionary<string, string>
                    {
                        ["report"] = id.ToString(),
                        ["masthead"] = one.Masthead,
                        ["number"] = one.Number,
                        ["number_en"] = one.NumberEn,
                    }
                )),
            ]
        );
    }

    private Task ChangeAsync(
        Actor actor,
        Guid id,
        int version,
        ReportAction action,
        string set,
        object? more,
        CancellationToken cancel,
        Func<Session, Guid, Task>? also = null
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var (state, present) = await session.FindAsync<(string?, int)>(
                    "select state, version from reports where id = @id for update",
                    new { id }
                );
                if (state is null)
                    throw new RefusedException(CommonProblems.NotFound);
                var next = ReportStates.Changes.After(Words.Parse<ReportState>(state), action);
                if (present != version)
                    throw new RefusedException(CommonProblems.Stale);
                var values = new DynamicParameters(
                    new
                    {
                        id,
                        Next = next.Word(),
                        Me = actor.Id,
                        MyName = actor.Name,
                        Now = time.GetUtcNow(),
                    }
                );
                values.AddDynamicParams(more);
                await session.ExecuteAsync(
                    $"update reports set state = @Next, version = version + 1, {set} where id = @id",
                    values
                );
                if (also is not null)
                    await also(session, id);
                await audit.WriteAsync(session, actor, new AuditEvent($"report.{action.Word()}", "report", id.ToString()));
            },
            cancel
        );

    private sealed record Texts(
        string Masthead,
        string Issuer,
        string Copies,
        string Remark,
        string? RemarkByName,
        string? RemarkBy,
        string Figures,
        string? Division
    );
}
