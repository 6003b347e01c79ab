using FsCheck;

namespace TalentCard.Testing;

/// <summary>How properties are checked: the same cases in every run, so that a red test is red again.</summary>
public static class Properties
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(2022_06_01, 254 * 2 + 1);

    /// <summary>Checks the property on <paramref name="cases"/> cases; throws with the smallest one that breaks it.</summary>
    public static void ShouldHold(this Property property, int cases = 100) => property.Check(Fixed.WithMaxTest(cases));
}
