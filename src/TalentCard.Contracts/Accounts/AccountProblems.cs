using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Accounts;

/// <summary>Refusals of the accounts' calls.</summary>
public static class AccountProblems
{
    /// <summary>Another account has the name.</summary>
    public static readonly ProblemCode UserNameTaken = new(
        "user_name_taken",
        409,
        "该用户名已被使用，请换一个。",
        "Another account has this user name; choose another."
    );

    /// <summary>Administrators do not lock themselves out.</summary>
    public static readonly ProblemCode OwnAccount = new(
        "own_account",
        409,
        "不能对自己的账号执行此操作，请由另一位管理员处理。",
        "You cannot do this to your own account; ask another administrator."
    );
}
