using System.Globalization;
using Microsoft.AspNetCore.Identity;
using TalentCard.Core.Accounts;
using TalentCard.Core.Privacy;

namespace TalentCard.Api.Accounts;

/// <summary>
/// ASP.NET Core Identity's view of <see cref="UserStore"/>: passwords, security stamp, authenticator key, recovery codes and
/// passkeys. Lockout is not Identity's here: its counter is read, raised and written back, so that many guesses at once
/// count as one; <see cref="SignInAttempts"/> counts in one statement.
/// </summary>
internal sealed class IdentityStore(UserStore users, PasskeyStore passkeys, Db db, IFieldEncryption encryption)
    : IUserPasswordStore<User>,
        IUserSecurityStampStore<User>,
        IUserTwoFactorStore<User>,
        IUserAuthenticatorKeyStore<User>,
        IUserTwoFactorRecoveryCodeStore<User>,
        IUserPasskeyStore<User>
{
    private const string RecoveryContext = "user_recovery_codes.code";

    public async Task<IdentityResult> CreateAsync(User user, CancellationToken cancel)
    {
        user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        await using var session = await db.OpenAsync(cancel);
        await UserStore.InsertAsync(session, user);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(User user, CancellationToken cancel)
    {
        var expected = user.ConcurrencyStamp;
        user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        await using var session = await db.OpenAsync(cancel);
        return await UserStore.UpdateAsync(session, user, expected)
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
    }

    // An account that did something stays in the audit trail's words; it is disabled, never deleted.
    public Task<IdentityResult> DeleteAsync(User user, CancellationToken cancel) => throw new NotSupportedException();

    public async Task<User?> FindByIdAsync(string userId, CancellationToken cancel) =>
        Guid.TryParse(userId, out var id) ? await users.FindAsync(id, cancel) : null;

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancel) =>
        users.FindByNameAsync(normalizedUserName, cancel);

    public Task<string> GetUserIdAsync(User user, CancellationToken cancel) =>
        Task.FromResult(user.Id.ToString("D", CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(User user, CancellationToken cancel) => Task.FromResult<string?>(user.UserName);

    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancel) =>
        Set(() => user.UserName = userName ?? "");

    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancel) =>
        Task.FromResult<string?>(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancel) =>
        Set(() => user.NormalizedUserName = normalizedName ?? "");

    public Task SetPasswordHashAsync(User user, string? passwordHash, CancellationToken cancel) =>
        Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(User user, CancellationToken cancel) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(User user, CancellationToken cancel) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(User user, string stamp, CancellationToken cancel) => Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(User user, CancellationToken cancel) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task SetTwoFactorEnabledAsync(User user, bool enabled, CancellationToken cancel) =>
        Set(() => user.TwoFactorEnabled = enabled);

    public Task<bool> GetTwoFactorEnabledAsync(User user, CancellationToken cancel) => Task.FromResult(user.TwoFactorEnabled);

    // The key travels through Identity as base64 of its bytes.
    public Task SetAuthenticatorKeyAsync(User user, string key, CancellationToken cancel) =>
        Set(() =>
            user.AuthenticatorKeyCipher = encryption.Encrypt(
                Convert.FromBase64String(key),
                EncryptedColumn.AuthenticatorKey,
                user.Id.ToString()
            )
        );

    public Task<string?> GetAuthenticatorKeyAsync(User user, CancellationToken cancel) =>
        Task.FromResult(
            user.AuthenticatorKeyCipher is { } cipher
                ? Convert.ToBase64String(encryption.Decrypt(cipher, EncryptedColumn.AuthenticatorKey, user.Id.ToString()))
                : null
        );

    public Task ReplaceCodesAsync(User user, IEnumerable<string> recoveryCodes, CancellationToken cancel) =>
        users.ReplaceRecoveryCodesAsync(user.Id, [.. recoveryCodes.Select(HashOf)], cancel);

    public Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancel) =>
        users.UseRecoveryCodeAsync(user.Id, HashOf(code), cancel);

    public Task<int> CountCodesAsync(User user, CancellationToken cancel) => users.CountRecoveryCodesAsync(user.Id, cancel);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancel) =>
        [.. (await passkeys.CredentialsAsync(user.Id, null, cancel)).Select(InfoOf)];

    public Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancel) =>
        passkeys.OwnerAsync(credentialId, cancel);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancel) =>
        (await passkeys.CredentialsAsync(user.Id, credentialId, cancel)) is [var one] ? InfoOf(one) : null;

    // Written with their trail, by PasskeyStore.
    public Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancel) => throw new NotSupportedException();

    public void Dispose() { }

    // The count is left out: Identity would compare it with what was read before. PasskeyStore.UseAsync judges it.
    private static UserPasskeyInfo InfoOf(PasskeyCredential one) =>
        new(
            one.CredentialId,
            one.PublicKey,
            one.CreatedAt,
            signCount: 0,
            one.Transports,
            isUserVerified: true,
            one.BackupEligible,
            one.BackedUp,
            attestationObject: [],
            clientDataJson: []
        );

    private byte[] HashOf(string code) => encryption.Hash(code.Trim().ToUpperInvariant(), RecoveryContext);

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
