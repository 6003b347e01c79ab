namespace TalentCard.Core.Accounts;

/// <summary>How people prove who they are, in the words of <c>amr</c> (RFC 8176).</summary>
public static class SignInMethods
{
    private const string SecondFactor = "mfa";

    /// <summary>By password alone.</summary>
    public static readonly string[] Password = ["pwd"];

    /// <summary>By password and a one-time code.</summary>
    public static readonly string[] PasswordAndCode = ["pwd", "otp", SecondFactor];

    /// <summary>
    /// By a passkey that has verified its holder: two factors in one. Whether its key lies in hardware nobody attests, hence
    /// <c>pop</c> and not <c>hwk</c>.
    /// </summary>
    public static readonly string[] Passkey = ["pop", SecondFactor];

    /// <summary>By password and a passkey.</summary>
    public static readonly string[] PasswordAndPasskey = ["pwd", "pop", SecondFactor];

    /// <summary>Whether a second factor is among them.</summary>
    public static bool HaveSecondFactor(IEnumerable<string> methods) => methods.Contains(SecondFactor);
}
