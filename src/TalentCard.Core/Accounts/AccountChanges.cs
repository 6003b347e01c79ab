using TalentCard.Contracts.Accounts;

namespace TalentCard.Core.Accounts;

/// <summary>What the administrator's use cases share: how an account is read, and a change with its row in the trail.</summary>
public sealed class AccountChanges(Db db, AuditTrail audit)
{
    /// <summary>What an <see cref="Account"/> is read from, of <c>users</c>; needs <c>@Now</c>.</summary>
    public const string Columns = """
        id, user_name, display_name, roles, partner_id, service_point_id, department_id, station_id, division_code division,
        talent_id, two_factor_enabled second_factor, is_demo, disabled_at,
        (select max(a.until) from attempts a
         where a.subject = users.id::text and a.misses >= a.most and a.until > @Now) locked_until,
        roles_proposed_by, created_at, concurrency_stamp as version,
        (select count(*)::int from passkeys p where p.user_id = users.id) passkeys,
        coalesce(
            (select sp.name from service_points sp where sp.id = users.service_point_id),
            (select pa.name from partners pa where pa.id = users.partner_id),
            (select de.name from departments de where de.id = users.department_id),
            (select st.name from stations st where st.id = users.station_id),
            (select di.name from divisions di where di.code = users.division_code)) workplace
        """;

    /// <summary>Makes a change that gives the account, and writes its row.</summary>
    /// <param name="entry">The row.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="change">Changes it; null: there is no such account.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="RefusedException"><c>not_found</c>, or <c>invalid_request</c> for a point of another partner.</exception>
    public Task<Account> ChangeAsync(
        AuditEvent entry,
        Actor actor,
        Func<Session, Task<Account?>> change,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var account = await change(session) ?? throw new RefusedException(CommonProblems.NotFound);
                await CheckServicePointAsync(account, session);
                await audit.WriteAsync(session, actor, entry);
                return account;
            },
            cancel
        );

    private static async Task CheckServicePointAsync(Account account, Session session)
    {
        if (account.ServicePointId is null)
            return;
        var fits = await session.ScalarAsync<bool>(
            "select exists (select from service_points where id = @ServicePointId and partner_id = @PartnerId)",
            account
        );
        if (!fits)
            throw Refuse.Field("servicePointId", "it is not a service point of this partner");
    }

    /// <summary>A row of the trail about an account.</summary>
    public static AuditEvent EventOf(string verb, Guid id, string? reason = null, object? details = null) =>
        new($"user.{verb}", "user", id.ToString(), Reason: reason, Details: details);

    /// <summary>Whether an account is the actor's own.</summary>
    public static bool IsOwn(Guid id, Actor actor) => actor.Id == id.ToString();

    /// <summary>A stamp that no account has had.</summary>
    public static string NewStamp() => Guid.NewGuid().ToString("N");
}
