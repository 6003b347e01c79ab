using Dapper;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Access;
using TalentCard.Core.Redemptions;
using TalentCard.Core.Tests.Redemptions;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Upgrade;

/// <summary>What an office with the release before does: db/migrate, db/upgrade, and services go on.</summary>
public sealed class BringingAnOldDatabaseForward
{
    private static readonly string[] Dropped = ["authorization_codes", "refresh_tokens", "access_failed_count", "lockout_end"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_lost_everyone_has_a_birth_date_and_services_go_on()
    {
        await using var database = await TestDatabase.OldAsync();
        var questions = await QuestionsAsync(database);
        var before = await AnswersAsync(database, questions);

        await Repository.RunAsync("db/migrate", database.OwnerConnectionString);
        var said = await Repository.RunAsync("db/upgrade", TestData.EncryptionSettings, database.OwnerConnectionString);

        Lines(said, "talents_birth_date")
            .ShouldBe(
                """
                talents_birth_date: 500 rows
                talents_birth_date: 1000 rows
                talents_birth_date: 1200 rows
                talents_birth_date: done, 1200 rows changed
                """
            );
        Lines(said, "encrypted_fields")
            .ShouldBe(
                """
                encrypted_fields: 500 rows
                encrypted_fields: 1000 rows
                encrypted_fields: 1200 rows
                encrypted_fields: 1700 rows
                encrypted_fields: 2200 rows
                encrypted_fields: 2400 rows
                encrypted_fields: done, 2400 rows changed
                """
            );
        (await AnswersAsync(database, questions)).ShouldBe(before);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        (await connection.QueryAsync<DateOnly>("select birth_date from talents order by id")).ShouldBe(
            Enumerable.Range(1, OldDatabase.Talents).Select(OldDatabase.BirthDateOf)
        );

        var rows = await AnswersAsync(database, ["select to_jsonb(t)::text from talents t order by id"]);
        said = await Repository.RunAsync("db/upgrade", TestData.EncryptionSettings, database.OwnerConnectionString);
        Lines(said, "talents_birth_date").ShouldBe("talents_birth_date: done, 0 rows changed");
        Lines(said, "encrypted_fields").ShouldBe("encrypted_fields: done, 0 rows changed");
        Lines(said, "normal_texts_of_talents").ShouldEndWith("normal_texts_of_talents: done, 0 rows changed");
        (await AnswersAsync(database, ["select to_jsonb(t)::text from talents t order by id"])).ShouldBe(rows);

        // Number 12, who has had one service, was born on 29 June 1960 and is 62; number 1200 on 9 April 1996 and is 26.
        await TestData.RuleAsync(
            database.DataSource,
            "medical_green_channel",
            new TestRule
            {
                ValidFrom = new(2022, 12, 1),
                Quota = 12,
                MinAge = 60,
            }
        );
        (await RedeemAsync(database, 12)).Remaining.ShouldBe(10);
        (await Should.ThrowAsync<RefusedException>(() => RedeemAsync(database, 1200))).Problem.ShouldBe(Verdicts.TooYoung);
    }

    private static string Lines(string said, string migration) =>
        string.Join('\n', said.Split('\n').Where(line => line.StartsWith($"{migration}:", StringComparison.Ordinal)));

    // All rows of all tables, of each the columns that the old schema has: what a later one adds is no loss, and a field that is
    // encrypted anew is none either, nor what is dropped because nothing reads it.
    private static async Task<List<string>> QuestionsAsync(TestDatabase database)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        return (
            await connection.QueryAsync<string>(
                """
                select format(
                    'select %L || to_jsonb(x)::text from (select %s from %I) x order by 1', c.relname || ' ', columns, c.relname)
                from pg_class c
                cross join lateral (
                    select string_agg(quote_ident(attname), ', ') columns from pg_attribute
                    where attrelid = c.oid and attnum > 0 and not attisdropped and attname not like '%_cipher'
                      and attname <> all (@Dropped)) a
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and c.relname <> 'schema_migrations' and c.relname <> all (@Dropped)
                """,
                new { Dropped }
            )
        ).AsList();
    }

    private static async Task<List<string>> AnswersAsync(TestDatabase database, List<string> questions)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        List<string> rows = [];
        foreach (var question in questions)
            rows.AddRange(await connection.QueryAsync<string>(question));
        return rows;
    }

    private static Task<RedemptionMade> RedeemAsync(TestDatabase database, int number)
    {
        var clock = FakeTimeProvider.At("2022-12-05T10:00+08:00");
        var (point, verification) = (OldDatabase.Hospital, Guid.CreateVersion7());
        var desk = new Actor("desk1", "核验员", ["verifier"], point.PartnerId, point.Id);
        var ticket = new VerificationTicket(
            verification,
            OldDatabase.CardId(number),
            OldDatabase.Handle(number),
            verification.ToByteArray(),
            1,
            point.Id,
            desk.Id,
            clock.GetUtcNow() + VerificationTicket.Lifetime
        );
        var order = new RedemptionOrder(ticket, "medical_green_channel", [], new RedemptionChecks(), $"again {number}", []);
        return Redeeming.At(database.Db, clock).RedeemAsync(order, desk, Cancel);
    }
}
