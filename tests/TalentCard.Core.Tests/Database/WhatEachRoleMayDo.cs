using Dapper;
using Npgsql;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Database;

/// <summary>The roles that db/migrate makes: the hosts', and that of reports.</summary>
public sealed class WhatEachRoleMayDo : IAsyncLifetime
{
    private TestDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData("audit_events", "reason")]
    [InlineData("redemptions", "companions")]
    [InlineData("reversals", "reason")]
    [InlineData("card_events", "reason")]
    [InlineData("ticket_steps", "text")]
    [InlineData("ledger_days", "statement")]
    [InlineData("ledger_erasures", "ground")]
    public async Task The_hosts_add_to_a_ledger_and_change_nothing_of_it(string ledger, string column)
    {
        await using var connection = await OpenAsync(database.ConnectionString);
        await connection.ExecuteScalarAsync($"select count(*) from {ledger}");
        foreach (
            var change in new[]
            {
                $"update {ledger} set {column} = {column}",
                $"delete from {ledger}",
                $"truncate {ledger}",
                $"alter table {ledger} disable trigger all",
                $"drop table {ledger}",
            }
        )
            await ShouldBeRefusedAsync(connection, change);
    }

    [Theory]
    [InlineData("set session_replication_role = replica")]
    [InlineData("create table mine (id int)")]
    [InlineData("create function mine() returns int language sql as 'select 1'")]
    [InlineData("alter table hangfire.job add column mine int")]
    [InlineData("update schema_migrations set version = version")]
    [InlineData("update ledgers set personal = '{}'")]
    [InlineData("insert into redemptions_rest select * from redemptions")]
    public async Task The_hosts_change_rows_and_no_table(string change)
    {
        await using var connection = await OpenAsync(database.ConnectionString);
        await ShouldBeRefusedAsync(connection, change);
    }

    [Fact]
    public async Task Reports_read_figures_and_no_person()
    {
        await using var connection = await OpenAsync(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "talentcard_reader" }.ConnectionString
        );
        await connection.ExecuteScalarAsync(
            "select count(*) from redemptions r join service_points p on p.id = r.service_point_id"
        );
        foreach (var table in new[] { "talents", "users", "consultations", "signing_keys", "audit_events", "hangfire.job" })
            await ShouldBeRefusedAsync(connection, $"select * from {table}");
        await ShouldBeRefusedAsync(connection, "insert into tiers default values");
        await ShouldBeRefusedAsync(connection, "select create_month_partitions('redemptions', now()::date, now()::date)");
    }

    [Fact]
    public async Task Who_may_make_no_roles_migrates_where_they_are_there_and_is_told_what_is_missing_where_not()
    {
        var name = $"limited_{Guid.NewGuid():N}";
        await using var admin = await OpenAsync(database.OwnerConnectionString);
        await admin.ExecuteAsync($"create role {name} login");
        await admin.ExecuteAsync($"create database {name} owner {name}");
        var limited = new NpgsqlConnectionStringBuilder(database.OwnerConnectionString) { Username = name, Database = name };
        try
        {
            await Repository.RunAsync("db/migrate", limited.ConnectionString);
            await using (
                var app = await OpenAsync(
                    new NpgsqlConnectionStringBuilder(limited.ConnectionString)
                    {
                        Username = TestDatabase.AppRole,
                        Pooling = false,
                    }.ConnectionString
                )
            )
            {
                await app.ExecuteAsync("select create_month_partitions('redemptions', '2031-01-01', '2031-02-01')");
                await app.ExecuteAsync("select restart_statistics()");
                await ShouldBeRefusedAsync(app, "delete from audit_events");
            }

            var roles = await File.ReadAllTextAsync(Repository.PathOf("src/TalentCard.Migrate/roles.sql"), Cancel);
            await using var connection = await OpenAsync(limited.ConnectionString + ";Pooling=false");
            (
                await Should.ThrowAsync<PostgresException>(() =>
                    connection.ExecuteAsync(roles.Replace("talentcard_", $"{name}_", StringComparison.Ordinal))
                )
            ).MessageText.ShouldBe(
                $"{name} may not create the role {name}_app. Let an administrator run once: "
                    + $"create role {name}_app login; create role {name}_reader login;"
            );
        }
        finally
        {
            await admin.ExecuteAsync($"drop database {name} with (force)");
            await admin.ExecuteAsync($"drop role {name}");
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancel);
        return connection;
    }

    private static async Task ShouldBeRefusedAsync(NpgsqlConnection connection, string statement) =>
        (await Should.ThrowAsync<PostgresException>(() => connection.ExecuteAsync(statement), statement)).SqlState.ShouldBe(
            PostgresErrorCodes.InsufficientPrivilege,
            statement
        );
}
