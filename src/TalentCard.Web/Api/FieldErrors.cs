using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Problems;

namespace TalentCard.Web.Api;

/// <summary>
/// What the Api says of a single field, in the pages' words: it says it in English, partly in sentences of the framework that
/// name members of its code.
/// </summary>
internal static partial class FieldErrors
{
    // What follows stands where {0} and {1} stand.
    private static readonly (Regex Said, string Words)[] Known =
    [
        (new(@"required\.?$|^say what|must have one$"), "请填写此项"),
        (new(@"minimum length of (\d+) and a maximum length of (\d+)|^(\d+) to (\d+) characters$"), "须为 {0} 至 {1} 个字"),
        (new(@"string with a maximum length of (\d+)"), "最多 {0} 个字"),
        (new(@"maximum length of '(\d+)'"), "最多 {0} 项"),
        (new(@"minimum length of '(\d+)'"), "至少 {0} 项"),
        (new("between today and 30 years ahead"), "须在今天之后、30 年之内"),
        (new(@"between (\S+) and (\S+?)\.?$"), "须在 {0} 与 {1} 之间"),
        (new("AllowedValuesAttribute"), "请从所列选项中选择"),
        (new("regular expression"), "格式不正确"),
        (new("e-mail address"), "请填写电子邮箱"),
        (new("not a telephone number"), "请填写电话号码"),
        (new("mobile number of 11 digits"), "请填写 11 位手机号码"),
        (new("not lie in the past"), "不能早于今天"),
        (new("not lie in the future"), "不能晚于今天"),
        (new("^unknown|no such|not a service point"), "没有这一项，请重新选择"),
        (new("first day"), "不能早于起始日期"),
        (new(@"^from (\S+) on, at most (\d+) days"), "可选 {0} 起 {1} 天内"),
        (new("^within (.+)$"), "可选 {0}"),
        (new("closes after it opens"), "关门须晚于开门"),
        (new("^later than now"), "须晚于现在"),
        (new("within three years"), "须在三年之内"),
        (new("not lie after 2200"), "不能晚于 2200 年"),
        (new("plain text"), "请勿填写特殊字符"),
        (new("^unchanged"), "与原来相同，没有变化"),
        (new("^yuan "), "请填写金额（元），最多两位小数，不能为零"),
        (new("^a word of two"), "请至少填写两个字"),
        (new("^(not valid|invalid)$"), "无法识别"),
    ];

    /// <summary>The refusal with its fields' errors in the reader's language, where it is one of fields.</summary>
    public static ApiProblem InWords(this ApiProblem problem, IStringLocalizer texts) =>
        problem.Code == CommonProblems.InvalidRequest.Code
            ? problem with
            {
                Errors = problem.Errors.ToDictionary(
                    field => field.Key,
                    field => field.Value.Select(error => InWords(error, texts)).ToArray()
                ),
            }
            : problem;

    // What is no sentence, such as a number, stays.
    private static string InWords(string error, IStringLocalizer texts)
    {
        foreach (var (said, words) in Known)
            if (said.Match(error) is { Success: true } match)
                return texts[words, [.. match.Groups.Values.Skip(1).Where(group => group.Success).Select(group => group.Value)]];
        return English().IsMatch(error) ? texts["请核对此项"] : error;
    }

    [GeneratedRegex(@"^(\[\d+\]: )?[A-Za-z]+[ ,:][ -~]*$")]
    private static partial Regex English();
}
