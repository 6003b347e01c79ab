using System.Reflection;
using TalentCard.Contracts.Problems;

namespace TalentCard.Core.Tests;

public sealed class NamingProblems
{
    private static readonly ProblemCode[] All =
    [
        .. typeof(ProblemCode).Assembly.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(ProblemCode)).Select(field => (ProblemCode)field.GetValue(null)!),
    ];

    [Fact]
    public void A_code_means_one_thing()
    {
        All.Length.ShouldBeGreaterThan(100);
        All.GroupBy(problem => problem.Code).Where(same => same.Distinct().Count() > 1).Select(same => same.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Each_says_in_both_languages_what_is_wrong()
    {
        All.Where(problem => problem.Zh.Length == 0 || !problem.Zh.EndsWith('。')).Select(problem => problem.Code).ShouldBeEmpty();
        All.Where(problem => problem.En.Length == 0 || !problem.En.EndsWith('.')).Select(problem => problem.Code).ShouldBeEmpty();
    }
}
