using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>
/// Refuses passwords that are tried first: those of <c>common-passwords.txt</c>, however they are dressed up in capitals and
/// signs, and those with the user's own name in them (NIST SP 800-63B, section 3.1.1.2).
/// </summary>
internal sealed class CommonPasswords : IPasswordValidator<User>
{
    // So many are put to a number because the rules ask for letters.
    private const int FewLetters = 3;

    private static readonly Lazy<FrozenSet<string>> Known = new(Read);

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(
            IsCommon(password ?? "", user.UserName)
                ? IdentityResult.Failed(new IdentityError { Code = "PasswordCommon", Description = "common" })
                : IdentityResult.Success
        );

    private static bool IsCommon(string password, string userName)
    {
        var plain = password.ToLowerInvariant();
        return Known.Value.Contains(LettersAndDigits(plain))
            || Known.Value.Contains(LettersAndDigits(Undressed(plain)))
            || (plain.Count(char.IsAsciiLetter) <= FewLetters && Known.Value.Contains(Digits(plain)))
            || (userName.Length >= 4 && plain.Contains(userName, StringComparison.OrdinalIgnoreCase));
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    // p@$$word is no other word.
    private static string Undressed(string text) => text.Replace('@', 'a').Replace('$', 's').Replace('!', 'i');

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToFrozenSet();
    }
}
