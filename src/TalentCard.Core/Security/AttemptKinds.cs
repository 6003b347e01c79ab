namespace TalentCard.Core.Security;

/// <summary>What attempts are counted of, as it stands in <c>attempts.kind</c>.</summary>
public static class AttemptKinds
{
    /// <summary>The ID number's last four, by card.</summary>
    public const string Identity = "identity";

    /// <summary>The ID number's last four, by verification.</summary>
    public const string Verification = "verification";

    /// <summary>The ID number's last four of any card, by operator.</summary>
    public const string Operator = "operator";

    /// <summary>Whole phone or ID numbers that led to nobody, by who looked.</summary>
    public const string LookUp = "look_up";

    /// <summary>An account's password, by device or address.</summary>
    public const string Password = "password";

    /// <summary>The same over a day, by device or by all unknown devices together.</summary>
    public const string PasswordDay = "password_day";

    /// <summary>An account's second factor, by device or address.</summary>
    public const string SecondFactor = "second_factor";

    /// <summary>The same over a day, by device or by all unknown devices together.</summary>
    public const string SecondFactorDay = "second_factor_day";
}
