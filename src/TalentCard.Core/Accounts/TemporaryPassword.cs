using System.Security.Cryptography;

namespace TalentCard.Core.Accounts;

/// <summary>Passwords that the system makes for people.</summary>
public static class TemporaryPassword
{
    /// <summary>How long one is good; at its first use another is chosen.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    // Without the characters that people mistake for one another.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789#%+=@";

    /// <summary>16 random characters (94 bits) of all four kinds that the password rules ask for.</summary>
    public static string Create()
    {
        while (true)
        {
            var password = RandomNumberGenerator.GetString(Alphabet, 16);
            if (
                password.Any(char.IsAsciiLetterUpper)
                && password.Any(char.IsAsciiLetterLower)
                && password.Any(char.IsAsciiDigit)
                && !password.All(char.IsAsciiLetterOrDigit)
            )
                return password;
        }
    }
}
