using System.Diagnostics;
using Dapper;
using Npgsql;

namespace TalentCard.Bench;

/// <summary>
/// The Worker on Hangfire beside the Worker on Quartz of before, each as it is released and on a database of its own: what an
/// idle minute costs the database, how soon a job begins that was asked for, and how many jobs are done in a second. Jobs are
/// asked for by rows, as each library writes them.
/// </summary>
internal static class Jobs
{
    private const int Asks = 50;
    private const int Rounds = 5;
    private const int PerRound = 500;

    public static async Task RunAsync(string after, string afterWorker, string before, string beforeWorker)
    {
        await using var hangfire = new Hangfire(after, afterWorker);
        await using var quartz = new Quartz(before, beforeWorker);
        await hangfire.IsReadyAsync();
        await quartz.IsReadyAsync();

        await UntilNothingFiresAsync();
        var idle = await Task.WhenAll(hangfire.CountAMinuteAsync(), quartz.CountAMinuteAsync());

        List<double> latencies = [],
            latenciesBefore = [],
            rates = [],
            ratesBefore = [];
        for (var i = 0; i < Asks; i++)
        {
            latencies.Add(await hangfire.LatencyAsync());
            latenciesBefore.Add(await quartz.LatencyAsync());
        }
        for (var round = 0; round < Rounds; round++)
        {
            rates.Add(await hangfire.RateAsync(PerRound));
            ratesBefore.Add(await quartz.RateAsync(PerRound));
            Console.WriteLine($"  round {round + 1}: Hangfire {rates[^1]:N0}/s, Quartz {ratesBefore[^1]:N0}/s");
        }

        Console.WriteLine();
        Console.WriteLine("| measure | Hangfire | Quartz before |");
        Console.WriteLine("| --- | ---: | ---: |");
        Console.WriteLine(
            $"| asked for until it begins, median | {latencies.Median():N0} ms | {latenciesBefore.Median():N0} ms |"
        );
        Console.WriteLine($"| the slowest of {Asks} | {latencies.Max():N0} ms | {latenciesBefore.Max():N0} ms |");
        Console.WriteLine($"| jobs a second, {PerRound} at once | {rates.Median():N0} | {ratesBefore.Median():N0} |");
        Console.WriteLine($"| transactions in an idle minute | {idle[0].Transactions:N0} | {idle[1].Transactions:N0} |");
        Console.WriteLine($"| statements in an idle minute | {idle[0].Statements:N0} | {idle[1].Statements:N0} |");
        Console.WriteLine($"| connections | {idle[0].Connections:N0} | {idle[1].Connections:N0} |");
    }

    // The jobs' own times leave the minutes 3 and 4 of every five alone.
    private static async Task UntilNothingFiresAsync()
    {
        Console.WriteLine("Waiting for a minute in which no job fires …");
        while (DateTime.UtcNow is var now && !(now.Minute % 5 == 3 && now.Second >= 25 && now.Second < 50))
            await Task.Delay(500);
    }

    private abstract class Side : IAsyncDisposable
    {
        private readonly Process process;

        protected Side(string connectionString, string worker)
        {
            Database = NpgsqlDataSource.Create(connectionString);
            var start = new ProcessStartInfo("dotnet", [worker])
            {
                WorkingDirectory = Path.GetDirectoryName(worker),
                RedirectStandardOutput = true,
            };
            start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
            start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
            start.Environment["Logging__LogLevel__Default"] = "Warning";
            start.Environment["ConnectionStrings__TalentCard"] = new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = "worker",
            }.ConnectionString;
            start.Environment["FieldEncryption__Keys__1"] = start.Environment["FieldEncryption__LookupKey"] =
                Convert.ToBase64String(new byte[32]);
            process = Process.Start(start)!;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        }

        protected NpgsqlDataSource Database { get; }

        /// <summary>True once the Worker has declared its jobs.</summary>
        protected abstract string Ready { get; }

        /// <summary>Asks for <c>@count</c> runs named after <c>@name</c>.</summary>
        protected abstract string Ask { get; }

        /// <summary>How many of those that are named after <c>@name</c> are done.</summary>
        protected abstract string Done { get; }

        /// <summary>When the one that is named after <c>@name</c> began.</summary>
        protected abstract string Began { get; }

        public async Task IsReadyAsync()
        {
            await ScalarAsync<object?>("create extension if not exists pg_stat_statements");
            while (!await ScalarAsync<bool>(Ready))
                await Task.Delay(200);
            await RateAsync(20); // warms up
        }

        public async Task<(long Transactions, long Statements, long Connections)> CountAMinuteAsync()
        {
            var start = await CountersAsync();
            await Task.Delay(TimeSpan.FromMinutes(1));
            var end = await CountersAsync();
            var connections = await ScalarAsync<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'worker'"
            );
            return (end.Transactions - start.Transactions, end.Statements - start.Statements, connections);
        }

        public async Task<double> LatencyAsync()
        {
            // Not in step with anything that looks at fixed times.
            await Task.Delay(Random.Shared.Next(500));
            var name = Guid.NewGuid().ToString();
            await AskAsync(name, 1);
            await DoneAsync(name, 1);
            return await ScalarAsync<double>(
                $"select extract(epoch from ({Began}) - (select at from asked where name = @name)) * 1000",
                new { name }
            );
        }

        public async Task<double> RateAsync(int count)
        {
            var name = Guid.NewGuid().ToString();
            var start = Stopwatch.GetTimestamp();
            await AskAsync(name, count);
            await DoneAsync(name, count);
            return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            await Database.DisposeAsync();
        }

        // The instant is that of the commit, or nearly so: it is the last statement of the transaction.
        private async Task AskAsync(string name, int count)
        {
            await using var connection = await Database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("create table if not exists asked (name text primary key, at timestamptz not null)");
            await connection.ExecuteAsync(Ask, new { name, count });
            await connection.ExecuteAsync("insert into asked values (@name, clock_timestamp())", new { name });
            await transaction.CommitAsync();
        }

        private async Task DoneAsync(string name, int count)
        {
            while (await ScalarAsync<long>(Done, new { name }) < count)
                await Task.Delay(20);
        }

        // The bench's own question is one of them, at both ends.
        private async Task<(long Transactions, long Statements)> CountersAsync()
        {
            await using var connection = await Database.OpenConnectionAsync();
            return await connection.QuerySingleAsync<(long, long)>(
                """
                select (select xact_commit + xact_rollback from pg_stat_database where datname = current_database()),
                       (select sum(calls)::bigint from pg_stat_statements join pg_database d on d.oid = dbid
                        where d.datname = current_database())
                """
            );
        }

        private async Task<T> ScalarAsync<T>(string sql, object? arguments = null)
        {
            await using var connection = await Database.OpenConnectionAsync();
            return (await connection.ExecuteScalarAsync<T>(sql, arguments))!;
        }
    }

    // A job counts as asked for in the far future, so that no other run does its work.
    private sealed class Hangfire(string connectionString, string worker) : Side(connectionString, worker)
    {
        protected override string Ready => "select count(*) = 10 from jobs";

        protected override string Ask =>
            """
                with made as (
                    insert into hangfire.job (statename, invocationdata, arguments, createdat)
                    select 'Enqueued',
                           jsonb_build_object('Type', payload->>'t', 'Method',
                           payload->>'m', 'ParameterTypes', (payload->'p')::text,
                                              'Arguments', (payload->'a')::text),
                           payload->'a', now()
                    from generate_series(1, @count) n
                    join (select value::jsonb payload, row_number() over (order by key) - 1 number from hangfire.hash
                        where field = 'Job') job
                        on job.number = n % 10
                    returning id
                ), parameters as (
                    insert into hangfire.jobparameter (jobid, name, value)
                    select id, p.name, p.value from made,
                        (values ('Asked', '"2999-01-01T00:00:00+00:00"'), ('AskedBy', '"bench"'), ('Bench', @name)) p (name,
                         value)
                )
                insert into hangfire.jobqueue (jobid, queue) select id, 'default' from made;
                notify new_job
                """;

        protected override string Done =>
            """
                select count(*) from hangfire.job j join hangfire.jobparameter p on p.jobid = j.id
                where p.name = 'Bench' and p.value = @name and j.statename = 'Succeeded'
                """;

        protected override string Began =>
            """
                select to_timestamp((s.data->>'StartedAt')::bigint / 1000.0) from hangfire.state s
                    join hangfire.jobparameter p on p.jobid = s.jobid
                where p.name = 'Bench' and p.value = @name and s.name = 'Processing'
                """;
    }

    private sealed class Quartz(string connectionString, string worker) : Side(connectionString, worker)
    {
        protected override string Ready =>
            """
                select case when to_regclass('qrtz_triggers') is null then false
                            else xmlexists('/table/row[10]' passing query_to_xml('select job_name from qrtz_triggers', true,
                            false, '')) end
                """;

        protected override string Ask =>
            """
                with now as (select (621355968000000000 + extract(epoch from clock_timestamp()) * 10000000)::bigint as ticks),
                    made as (
                    insert into qrtz_triggers (sched_name, trigger_name, trigger_group, job_name, job_group, next_fire_time,
                                               priority, trigger_state, trigger_type, start_time, misfire_instr, retry_attempt)
                    select 'QuartzScheduler', n::text, @name, job.job_name, job.job_group, ticks, 5, 'WAITING', 'SIMPLE', ticks,
                        0, 0
                    from now, generate_series(1, @count) n
                    join (select job_name, job_group, row_number() over (order by job_name) - 1 number
                        from qrtz_job_details) job on job.number = n % 10
                    returning trigger_name
                )
                insert into qrtz_simple_triggers (sched_name, trigger_name, trigger_group, repeat_count, repeat_interval,
                    times_triggered)
                select 'QuartzScheduler', trigger_name, @name, 0, 0, 0 from made
                """;

        protected override string Done => "select count(*) from qrtz_execution_history where trigger_group = @name and succeeded";

        protected override string Began =>
            "select to_timestamp((fired_time - 621355968000000000) / 1e7) from qrtz_execution_history where trigger_group = @name";
    }
}
