using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Reference;

/// <summary>Refusals of edits to the reference lists.</summary>
public static class ReferenceProblems
{
    /// <summary>Another entry of the list has this code.</summary>
    public static readonly ProblemCode CodeTaken = new(
        "code_taken",
        409,
        "该代码已被使用，请更换代码，或修改原有条目。",
        "This code is in use already; choose another, or change the entry that has it."
    );

    /// <summary>Another entry of the list has this name or prefix of card numbers.</summary>
    public static readonly ProblemCode EntryTaken = new(
        "entry_taken",
        409,
        "名称或卡号前缀与另一条目相同，请更换。",
        "Another entry has this name or prefix of card numbers; choose another."
    );

    /// <summary>Rows name the entry, so that it cannot go.</summary>
    public static readonly ProblemCode EntryInUse = new(
        "entry_in_use",
        409,
        "已有数据使用该条目，不能删除；可以修改名称。",
        "The entry is in use and cannot be removed; its name can be changed."
    );
}
