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

    /// <summary>Administrators and auditors are made by two.</summary>
    public static readonly ProblemCode OwnProposal = new(
        "own_proposal",
        409,
        "管理员和审计员须由另一位管理员审批，请联系另一位管理员。",
        "Another administrator has to approve an administrator or auditor; ask one who neither proposed it nor is it."
    );

    /// <summary>Nothing waits to be approved, perhaps because somebody else has done it.</summary>
    public static readonly ProblemCode NothingProposed = new(
        "nothing_proposed",
        409,
        "该账号没有待审批的角色，请刷新后查看。",
        "No role of this account waits to be approved; reload it."
    );
}
