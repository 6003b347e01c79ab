using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Talents;

/// <summary>Refusals of the talents' calls.</summary>
public static class TalentProblems
{
    /// <summary>The photo is not a JPEG or PNG.</summary>
    public static readonly ProblemCode NotAPhoto = new(
        "photo_not_an_image",
        422,
        "照片须为 JPEG 或 PNG 格式，请重新选择。",
        "The photo must be a JPEG or PNG; choose another."
    );

    /// <summary>The ID number belongs to another talent.</summary>
    public static readonly ProblemCode NumberTaken = new(
        "id_number_taken",
        409,
        "该证件号码属于人才库中的另一人，请核对号码。",
        "Another talent has this document number; check it."
    );

    /// <summary>
    /// The document is a talent's already; <c>errors.talent</c> holds their id and name where the caller may see them.
    /// </summary>
    public static readonly ProblemCode AlreadyATalent = new(
        "already_a_talent",
        409,
        "该证件的持有人已在人才库中，请查看其资料，不要重复新增；不在您管辖范围内的，请联系市人才办。",
        "Whoever has this document is a talent already; open their page instead, or ask the city's office where it is not yours."
    );

    /// <summary>A correction of the talent waits already.</summary>
    public static readonly ProblemCode CorrectionPending = new(
        "correction_pending",
        409,
        "该人员已有一项更正待审批，请先处理。",
        "A correction of this talent waits already; decide it first."
    );

    /// <summary>The correction was approved or rejected already.</summary>
    public static readonly ProblemCode CorrectionDecided = new(
        "correction_decided",
        409,
        "该更正已处理，请刷新页面查看。",
        "This correction was decided already; reload the page."
    );

    /// <summary>Somebody of a list was changed since it was looked at; <c>errors.rows</c> names the rows.</summary>
    public static readonly ProblemCode ListPeopleChanged = new(
        "list_people_changed",
        409,
        "核对之后名单中有人的资料发生了变更，未更正任何人，请重新核对。",
        "Somebody of the list was changed after you looked at it, and nobody was corrected; look at it again."
    );

    /// <summary>The proposer approves.</summary>
    public static readonly ProblemCode CorrectionSecondPerson = new(
        "correction_second_person",
        403,
        "提交人不能审批自己提交的更正，请由另一位工作人员审批。",
        "Whoever proposed a correction cannot approve it; another person must."
    );
}
