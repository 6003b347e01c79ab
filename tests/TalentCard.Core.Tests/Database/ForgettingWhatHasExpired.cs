using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Core.Accounts;
using TalentCard.Core.Database;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Talents;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Database;

public sealed class ForgettingWhatHasExpired
{
    [Fact]
    public async Task An_idempotency_key_is_kept_for_a_week()
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = FakeTimeProvider.At("2026-03-10T09:00+08:00");
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            insert into idempotency_keys (actor_id, key, request_hash, subject_id, created_at)
            values ('a', 'old', '', gen_random_uuid(), @now - interval '7 days 1 second'), ('a', 'young', '', gen_random_uuid(),
                @now - interval '7 days')
            """,
            new { now = clock.GetUtcNow() }
        );

        await ForgetAsync(database, clock, new ForgetKeys());

        (await connection.QueryAsync<string>("select key from idempotency_keys")).ShouldBe(["young"]);
    }

    [Fact]
    public async Task A_list_that_nobody_commits_loses_its_people_after_a_week()
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = FakeTimeProvider.At("2026-03-10T09:00+08:00");
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            insert into talent_imports (id, file_name, file_hash, state, row_count, bad_row_count, problems, rows_cipher,
                created_by, created_at)
            select gen_random_uuid(), name, '', 'preview', 1, 0, '[]', 'x', gen_random_uuid(), at
            from (values ('old', @now - interval '7 days 1 second'), ('young', @now - interval '7 days')) list (name, at)
            """,
            new { now = clock.GetUtcNow() }
        );

        await ForgetAsync(database, clock, new TalentImportTable(TestData.Encryption));

        (
            await connection.QueryAsync<string>(
                "select file_name || ' ' || state || ' ' || (rows_cipher is null) from talent_imports order by 1"
            )
        ).ShouldBe(["old discarded true", "young preview false"]);
    }

    [Fact]
    public async Task A_grant_goes_with_its_last_token_a_month_after_it_ended()
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = FakeTimeProvider.At("2026-03-10T09:00+08:00");
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            insert into users (id, user_name, normalized_user_name, display_name, roles, security_stamp, concurrency_stamp,
                created_at)
            values ('00000000-0000-7000-8000-000000000001', 'u', 'U', 'u', '{office}', '', '', @now);
            insert into clients (client_id, name, grant_types, scopes, created_at) values ('c', 'c', '{}', '{}', @now);
            insert into grants (id, client_id, user_id, security_stamp, scopes, auth_time, created_at, expires_at)
            select id, 'c', '00000000-0000-7000-8000-000000000001', '', '{}', @now, @now, ends
            from (values ('00000000-0000-7000-8000-00000000000a'::uuid, @now - interval '31 days'),
                         ('00000000-0000-7000-8000-00000000000b', @now - interval '29 days')) g (id, ends);
            insert into connect_tokens (id, type, client_id, grant_id, reference_hash, payload, created_at, expires_at)
            select id, 'refresh_token', client_id, id, id::text, '', @now, expires_at from grants;
            """,
            new { now = clock.GetUtcNow() }
        );

        await ForgetAsync(database, clock, new ForgetTokens());

        (await connection.QueryAsync<Guid>("select id from grants")).ShouldBe([new Guid("00000000-0000-7000-8000-00000000000b")]);
    }

    [Fact]
    public async Task A_challenge_that_was_answered_goes_when_nobody_could_answer_it_any_more()
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = FakeTimeProvider.At("2026-03-10T09:00+08:00");
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            "insert into used_challenges (hash, expires_at) values ('old', @now - interval '1 second'), ('young', @now)",
            new { now = clock.GetUtcNow() }
        );

        await ForgetAsync(database, clock, new ForgetTokens());

        (await connection.QueryAsync<byte[]>("select hash from used_challenges"))
            .ShouldHaveSingleItem()
            .ShouldBe("young"u8.ToArray());
    }

    [Fact]
    public async Task A_feature_that_cannot_forget_keeps_no_other_from_it_and_is_told_of()
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = FakeTimeProvider.At("2026-03-10T09:00+08:00");
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            insert into idempotency_keys (actor_id, key, request_hash, subject_id, created_at)
            values ('a', 'old', '', gen_random_uuid(), @at)
            """,
            new { at = clock.GetUtcNow().AddDays(-8) }
        );

        var met = await Should.ThrowAsync<AggregateException>(() => ForgetAsync(database, clock, new Broken(), new ForgetKeys()));

        met.InnerExceptions.ShouldHaveSingleItem().ShouldBeOfType<NotSupportedException>();
        (await connection.QueryAsync<string>("select key from idempotency_keys")).ShouldBeEmpty();
    }

    [Fact]
    public void Every_feature_that_leaves_rows_behind_forgets_them() =>
        new ServiceCollection().AddTalentCardCore().Where(service => service.ServiceType == typeof(IForget)).Count().ShouldBe(6);

    private static Task ForgetAsync(TestDatabase database, TimeProvider clock, params IForget[] features) =>
        new ExpiredRows(database.Db, clock, features).ForgetAsync(TestContext.Current.CancellationToken);

    private sealed class Broken : IForget
    {
        public Task ForgetAsync(Session session, DateTimeOffset now) => throw new NotSupportedException();
    }
}
