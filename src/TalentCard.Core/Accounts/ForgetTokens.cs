namespace TalentCard.Core.Accounts;

/// <summary>
/// What sign-in by Connect and the Web's storage leave behind. Expired codes, tokens and grants stay for a while, so that their
/// reuse is still noticed. Connect itself is the Api's; its rows are forgotten by the Worker, which knows Core alone.
/// </summary>
internal sealed class ForgetTokens : IForget
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    /// <inheritdoc />
    public Task ForgetAsync(Session session, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            delete from revoked_access_tokens where expires_at < @now;
            delete from ended_tokens where ended_at < clock_timestamp() - interval '1 hour';
            delete from connect_tokens where expires_at < @Before;
            delete from used_challenges where expires_at < @now;
            delete from grants g where expires_at < @Before
                and not exists (select from connect_tokens t where t.grant_id = g.id);
            delete from sign_ins s where last_used_at < @Before
                and not exists (select from grants g where g.sign_in_id = s.id);
            delete from web.entries where expires_at < @now;
            """,
            new { now, Before = now - Keep }
        );
}
