using System.Reflection;
using TalentCard.Contracts.Problems;

namespace TalentCard.Core.Tests;

public sealed class NamingProblems
{
    private static readonly FieldInfo[] Fields =
    [
        .. typeof(ProblemCode)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(ProblemCode)),
    ];

    private static readonly ProblemCode[] All = [.. Fields.Select(Of)];

    // A verdict may have more exact words for one of its causes, in the same list.
    [Fact]
    public void A_code_stands_in_one_list_and_means_one_thing()
    {
        All.Length.ShouldBeGreaterThan(100);
        Fields
            .GroupBy(field => Of(field).Code)
            .Where(same => same.Select(field => (field.DeclaringType, Of(field).Status)).Distinct().Count() > 1)
            .Select(same => same.Key)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Each_says_in_both_languages_what_is_wrong()
    {
        All.Where(problem => problem.Zh.Length == 0 || !problem.Zh.EndsWith('。'))
            .Select(problem => problem.Code)
            .ShouldBeEmpty();
        All.Where(problem => problem.En.Length == 0 || !problem.En.EndsWith('.')).Select(problem => problem.Code).ShouldBeEmpty();
    }

    private static ProblemCode Of(FieldInfo field) => (ProblemCode)field.GetValue(null)!;
}
