using Microsoft.AspNetCore.Identity;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>
/// The authenticator app's codes for <see cref="UserManager{TUser}"/>. Unlike Identity's own provider it takes a code
/// once only (RFC 6238, section 5.2) and goes by the host's clock.
/// </summary>
internal sealed class TotpProvider(UserStore users, TimeProvider time) : IUserTwoFactorTokenProvider<User>
{
    public Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user) => throw new NotSupportedException();

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { } key
        && Totp.Match(Convert.FromBase64String(key), token, time.GetUtcNow()) is { } step
        && await users.UseStepAsync(user.Id, step, CancellationToken.None);

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) =>
        Task.FromResult(user.AuthenticatorKeyCipher is not null);
}
