using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using TalentCard.Core;
using TalentCard.Core.Redemptions;

namespace TalentCard.Bench;

/// <summary>pgbench running the Api's own redemption statement, its parameters made from pgbench's numbers.</summary>
internal sealed partial class PgBench(string program, NpgsqlConnectionStringBuilder database, int connections)
{
    /// <summary>Redemptions a second over <paramref name="seconds"/>.</summary>
    public async Task<double> RunAsync(int seconds)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            script,
            $"\\set n random(1, {Fill.Served})\n\\set r random(1, 9000000000000000000)\n{Statement()};\n"
        );
        using var process = Process.Start(
            new ProcessStartInfo(
                program,
                [
                    "-n",
                    "-M",
                    "prepared",
                    "-c",
                    $"{connections}",
                    "-j",
                    "2",
                    "-T",
                    $"{seconds}",
                    "-f",
                    script,
                    "-h",
                    database.Host!,
                    "-p",
                    $"{database.Port}",
                    "-U",
                    database.Username!,
                    database.Database!,
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        var found = Tps().Match(output);
        if (process.ExitCode != 0 || !found.Success || !output.Contains("failed transactions: 0 ", StringComparison.Ordinal))
            throw new InvalidOperationException($"pgbench failed: {output}");
        return double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string Statement()
    {
        var today = TimeProvider.System.Today();
        return Parameter()
            .Replace(
                Comment().Replace(RedemptionStatement.Sql, ""),
                match =>
                    match.Groups[1].Value switch
                    {
                        "point" => $"'{Fill.ServicePoint}'::uuid",
                        "partner" => $"'{Fill.Partner}'::uuid",
                        "own" => "null",
                        "card" => "('00000000-0000-7000-d000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid",
                        "id" or "verification" => "md5(:r::text)::uuid",
                        "showing" => "int8send(:r::bigint)",
                        "key" => "md5(:r::text)",
                        "request_hash" => "sha256(int8send(:r::bigint))",
                        "benefit" => $"'{Fill.Benefit}'::text",
                        "now" => "now()",
                        "today" => $"'{today:yyyy-MM-dd}'::date",
                        "level" => "1",
                        "companions" => "'{}'::text[]",
                        "face" => "true",
                        "id_last4" => "''",
                        "operator_id" or "operator_name" => "'bench'",
                        var name => throw new InvalidOperationException($"The statement has a new parameter, {name}."),
                    }
            );
    }

    [GeneratedRegex("@([a-z_0-9]+)")]
    private static partial Regex Parameter();

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
