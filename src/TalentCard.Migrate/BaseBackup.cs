using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace TalentCard.Migrate;

/// <summary>
/// A base backup of a whole cluster that runs on this machine: its data folder, copied between <c>pg_backup_start</c> and
/// <c>pg_backup_stop</c> with the WAL written meanwhile, and a list of checksums (PostgreSQL's manual, chapter "Continuous
/// Archiving"). It is for the bundled PostgreSQL, which comes without <c>pg_basebackup</c>; docs/backup.md names what is for
/// others.
/// </summary>
internal static class BaseBackup
{
    // Whatever they hold is of the running server alone.
    private static readonly HashSet<string> EmptyFolders =
    [
        "pg_wal",
        "pg_replslot",
        "pg_dynshmem",
        "pg_notify",
        "pg_serial",
        "pg_snapshots",
        "pg_stat_tmp",
        "pg_subtrans",
    ];

    /// <summary>Takes the backup.</summary>
    /// <param name="database">How the cluster's superuser connects to one of its databases.</param>
    /// <param name="target">A folder that is not there yet, or is empty.</param>
    /// <exception cref="InvalidOperationException">The target is in use, or the cluster is none of this machine.</exception>
    public static async Task TakeAsync(string database, string target)
    {
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new InvalidOperationException($"{target} holds something already; name a new folder.");
        // The backup belongs to its session.
        await using var connection = new NpgsqlConnection(database + ";Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        var source = await ReadAsync(connection, "show data_directory");
        if (!File.Exists(Path.Combine(source, "PG_VERSION")))
            throw new InvalidOperationException(
                $"The server's {source} is not on this machine, or may not be read; see docs/backup.md."
            );
        if (Directory.EnumerateFileSystemEntries(Path.Combine(source, "pg_tblspc")).Any())
            throw new InvalidOperationException(
                "The server has tablespaces of its own, which this does not copy; see docs/backup.md."
            );

        // Keeps the WAL of the whole backup from being recycled, and goes with the session.
        await ReadAsync(connection, "select slot_name from pg_create_physical_replication_slot('talentcard_backup', true, true)");
        var first = await ReadAsync(connection, "select pg_walfile_name(pg_backup_start('db/backup', true))");
        var data = Directory.CreateDirectory(Path.Combine(target, "data")).FullName;
        CopyFolder(new DirectoryInfo(source), data, top: true);
        await using var stop = new NpgsqlCommand(
            "select labelfile, pg_walfile_name(lsn) from pg_backup_stop(wait_for_archive => false)",
            connection
        );
        await using (var stopped = await stop.ExecuteReaderAsync())
        {
            await stopped.ReadAsync();
            await File.WriteAllTextAsync(Path.Combine(data, "backup_label"), stopped.GetString(0));
            CopyWal(Path.Combine(source, "pg_wal"), Path.Combine(data, "pg_wal"), first, stopped.GetString(1));
        }
        await WriteChecksumsAsync(data, Path.Combine(target, "manifest.sha256"));
    }

    private static async Task<string> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }

    private static void CopyFolder(DirectoryInfo from, string to, bool top = false)
    {
        foreach (var folder in from.EnumerateDirectories().Where(folder => !IsTemporary(folder.Name)))
        {
            var copy = Directory.CreateDirectory(Path.Combine(to, folder.Name)).FullName;
            if (!(top && EmptyFolders.Contains(folder.Name)))
                CopyFolder(folder, copy);
        }
        foreach (var file in from.EnumerateFiles().Where(file => !IsTemporary(file.Name)))
        {
            try
            {
                file.CopyTo(Path.Combine(to, file.Name));
            }
            catch (FileNotFoundException)
            {
                // Dropped meanwhile: the WAL says so too.
            }
        }
        if (top)
            Directory.CreateDirectory(Path.Combine(to, "pg_wal", "archive_status"));
    }

    private static bool IsTemporary(string name) =>
        name.StartsWith("pgsql_tmp", StringComparison.Ordinal)
        || name.StartsWith("pg_internal.init", StringComparison.Ordinal)
        || name is "postmaster.pid" or "postmaster.opts" or "backup_label";

    // Names of segments are hexadecimal of one length, so that their order is that of their text.
    private static void CopyWal(string from, string to, string first, string last)
    {
        foreach (var segment in new DirectoryInfo(from).EnumerateFiles().Where(file => file.Name.Length == first.Length))
            if (string.CompareOrdinal(segment.Name, first) >= 0 && string.CompareOrdinal(segment.Name, last) <= 0)
                segment.CopyTo(Path.Combine(to, segment.Name));
    }

    // As sha256sum --check reads it.
    private static async Task WriteChecksumsAsync(string data, string manifest)
    {
        await using var list = new StreamWriter(manifest);
        foreach (var file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await using var content = File.OpenRead(file);
            var sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(content));
            await list.WriteLineAsync($"{sum}  data/{Path.GetRelativePath(data, file)}");
        }
    }
}
