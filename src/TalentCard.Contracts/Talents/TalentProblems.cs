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
}
