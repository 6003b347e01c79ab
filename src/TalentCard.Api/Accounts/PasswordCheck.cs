using Microsoft.AspNetCore.Identity;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>Compares passwords, and when one is right puts a hash of today's cost in the place of a cheaper one.</summary>
internal sealed class PasswordCheck(IPasswordHasher<User> hasher, UserStore users)
{
    /// <summary>A longer one is nobody's.</summary>
    public const int Longest = 256;

    private readonly Lazy<string> nobodys = new(() => hasher.HashPassword(new User(), Guid.NewGuid().ToString()));

    /// <summary>Whether it is the user's. Identity's own check would end their sessions with each renewed hash.</summary>
    /// <param name="user">Whose; null, and nobody's it is, in the time that anybody's takes.</param>
    /// <param name="password">As it was typed.</param>
    /// <param name="cancel">Stops the renewal.</param>
    public async Task<bool> IsRightAsync(User? user, string password, CancellationToken cancel)
    {
        var hash = user?.PasswordHash;
        var result = hasher.VerifyHashedPassword(user ?? new User(), hash ?? nobodys.Value, Within(password));
        if (hash is null || result == PasswordVerificationResult.Failed || password.Length > Longest)
            return false;
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            user!.PasswordHash = hasher.HashPassword(user, password);
            await users.RenewHashAsync(user.Id, hash, user.PasswordHash, cancel);
        }
        return true;
    }

    private static string Within(string password) => password.Length > Longest ? "" : password;
}
