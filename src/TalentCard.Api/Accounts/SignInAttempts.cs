using System.Net;
using System.Net.Sockets;
using TalentCard.Contracts.Security;
using TalentCard.Core.Accounts;
using TalentCard.Core.Security;

namespace TalentCard.Api.Accounts;

/// <summary>
/// Counts wrong passwords and codes of an account by the device that it knows, or else by the address: whoever guesses closes the
/// account to themselves and not to its owner (docs/adr/0054). Over a day every known device, and all unknown ones together,
/// have no more than <see cref="MostADay"/>.
/// </summary>
internal sealed class SignInAttempts(AttemptLimiter attempts, KnownDevices devices, SecurityRecorder events, TimeProvider time)
{
    /// <summary>Wrong ones within <see cref="Window"/>, on a device or from an address.</summary>
    public const int Most = 5;

    /// <summary>Wrong ones in a day, on a device, or on all that the account does not know.</summary>
    public const int MostADay = 50;

    /// <summary>How long the few count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Pays for a password that is to be judged; null: not now.</summary>
    public Task<Attempt?> BeginPasswordAsync(HttpContext context, User user) =>
        BeginAsync(context, user, AttemptKinds.Password, AttemptKinds.PasswordDay);

    /// <summary>Pays for a code that is to be judged; null: not now.</summary>
    public Task<Attempt?> BeginSecondFactorAsync(HttpContext context, User user) =>
        BeginAsync(context, user, AttemptKinds.SecondFactor, AttemptKinds.SecondFactorDay);

    /// <summary>It was right, and something else is still to come.</summary>
    public Task RefundAsync(Attempt attempt) => attempts.RefundAsync(attempt);

    /// <summary>The user has proved who they are: nothing counts against them here, and the device is known.</summary>
    public async Task SucceedAsync(HttpContext context, User user, Attempt attempt)
    {
        await attempts.ForgetAsync(attempt);
        devices.Remember(context, user.Id);
    }

    /// <summary>It was wrong: written down, and also if it was the last.</summary>
    public async Task MissAsync(User user, Attempt attempt)
    {
        var isCode = attempt.Limits[0].Kind == AttemptKinds.SecondFactor;
        await events.RecordAsync(
            isCode ? SecurityEventKind.WrongSecondFactor : SecurityEventKind.WrongPassword,
            "user",
            user.Id.ToString()
        );
        if (attempt.IsLast)
            await events.RecordAsync(SecurityEventKind.LockedOut, "user", user.Id.ToString());
    }

    /// <summary>A password for a name that nobody has, or whose account may not sign in.</summary>
    public Task MissAsync(User? user) => events.RecordAsync(SecurityEventKind.WrongPassword, "user", user?.Id.ToString() ?? "");

    private Task<Attempt?> BeginAsync(HttpContext context, User user, string kind, string kindOfDay)
    {
        var now = time.GetUtcNow();
        var (id, device) = (user.Id.ToString(), devices.Of(context, user.Id));
        return attempts.BeginAsync(
            [
                new(kind, id, Most, now + Window, device ?? SourceOf(context.Connection.RemoteIpAddress)),
                new(kindOfDay, id, MostADay, now + TimeSpan.FromDays(1), device ?? ""),
            ],
            context.RequestAborted
        );
    }

    // Of version 6 a home has a whole network of 64 bits, and so has an attacker.
    private static string SourceOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
            return address?.MapToIPv4().ToString() ?? "";
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
