using TalentCard.Core.ThinkTank;

namespace TalentCard.Core.PersonalData;

/// <summary>
/// Takes the person out of what is kept on postdocs and experts whose time is over, some at once: days, states and results
/// stay. The reasons of decisions, which are an append-only history, stay too: they name a ground and not a person.
/// </summary>
internal static class EraseRecords
{
    /// <summary>Postdocs who left, or never entered, before the period; their documents go with them.</summary>
    /// <returns>Whom; none when all are done.</returns>
    public static Task<List<Guid>> PostdocsAsync(Session session, DateOnly today, DateTimeOffset now) =>
        session.ListAsync<Guid>(
            """
            with due as (
                select id from postdocs
                where erased_at is null and state in ('completed', 'withdrawn', 'rejected')
                  and coalesce(left_on, created_at::date)
                      < @today - (select months * interval '1 month' from retention_periods where kind = 'postdocs')
                order by id limit 200 for no key update skip locked),
            erased as (
                -- One name and one day of entry are one postdoc of a station.
                update postdocs p
                set name = @Erased || right(p.id::text, 12), university = @Erased, agreement_number = @Erased,
                    proposal_title = case when proposal_title is not null then @Erased end,
                    proposal_late_reason = case when proposal_late_reason is not null then @Erased end,
                    midterm_late_reason = case when midterm_late_reason is not null then @Erased end,
                    destination_note = case when destination_note is not null then @Erased end,
                    version = version + 1, erased_at = @now
                from due where p.id = due.id returning p.id),
            requests as (
                update postdoc_requests r
                set reason = @Erased, destination_note = case when destination_note is not null then @Erased end,
                    decision_reason = case when decision_reason is not null then @Erased end
                from erased where r.postdoc_id = erased.id),
            papers as (
                update documents d set name = @Erased, content = null, removed_by_name = @Erased, removed_at = @now
                from erased where d.subject_kind = 'postdoc' and d.subject_id = erased.id and d.removed_at is null)
            select id from erased
            """,
            new
            {
                today,
                now,
                EraseTalent.Erased,
            }
        );

    /// <summary>Experts who served last before the period, with their account and the photos of their visits.</summary>
    /// <returns>Whom; none when all are done.</returns>
    public static Task<List<Guid>> ExpertsAsync(Session session, DateOnly today, DateTimeOffset now) =>
        session.ListAsync<Guid>(
            """
            with due as (
                select e.id from experts e
                where e.erased_at is null and not e.active
                  and greatest(e.created_at::date, (select max(p.ends_on) from pairings p where p.expert_id = e.id),
                          (select max(s.visited_on) from service_logs s where s.expert_id = e.id))
                      < @today - (select months * interval '1 month' from retention_periods where kind = 'experts')
                order by e.id limit 200 for no key update of e skip locked),
            erased as (
                update experts e
                set name = @Erased, title = @Erased, employer = @Erased, dialect = '', latitude = round(e.latitude),
                    longitude = round(e.longitude), version = e.version + 1, erased_at = @now
                from due where e.id = due.id returning e.id, e.user_id),
            accounts as (
                update users u
                set user_name = 'erased-' || u.id, normalized_user_name = 'ERASED-' || u.id, display_name = @Erased,
                    password_hash = null, two_factor_enabled = false, authenticator_key_cipher = null,
                    security_stamp = gen_random_uuid()::text, disabled_at = coalesce(u.disabled_at, @now)
                from erased where u.id = erased.user_id and u.roles = array[@Expert]),
            visits as (
                update service_logs s set latitude = null, longitude = null, version = s.version + 1
                from erased where s.expert_id = erased.id and s.latitude is not null),
            photos as (
                update documents d set name = @Erased, content = null, removed_by_name = @Erased, removed_at = @now
                from service_logs s join erased on erased.id = s.expert_id
                where d.subject_kind = @Photos and d.subject_id = s.id and d.removed_at is null)
            select id from erased
            """,
            new
            {
                today,
                now,
                EraseTalent.Erased,
                Roles.Expert,
                Photos = LogVisit.DocumentKind,
            }
        );
}
