using TalentCard.Contracts.Hotline;

namespace TalentCard.Web.Hotline;

/// <summary>What the agent has typed of a call. Fields are named as the Api names what is wrong with them.</summary>
public sealed class CallForm(IFormCollection? form)
{
    private static readonly string[] ToChoose = ["kind", "outcome"];

    /// <summary>The most matters of one call.</summary>
    public const int MaxMatters = 5;

    /// <summary>
    /// Which button was pressed: <c>record</c>, <c>lookup</c>, <c>suggest</c>, <c>more</c>, <c>less</c> or
    /// <c>use:matter:article</c>.
    /// </summary>
    public string[] Do => (Text("do") ?? "lookup").Split(':');

    /// <summary>How many matters are on the page.</summary>
    public int Count => int.TryParse(Text("count"), out var count) ? Math.Clamp(count, 1, MaxMatters) : 1;

    /// <summary>A field's text without spaces around it; null when empty.</summary>
    public string? Text(string field) => form?[field].LastOrDefault()?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A matter's field's text; null when empty.</summary>
    public string? Text(int matter, string field) => Text(Name(matter, field));

    /// <summary>A matter's field's name.</summary>
    public static string Name(int matter, string field) => $"matters[{matter}].{field}";

    /// <summary>The articles that a matter's answer rests on.</summary>
    public Guid[] Articles(int matter) => Ids(matter, "answer.articleIds");

    /// <summary>The departments that help the lead department with a matter.</summary>
    public Guid[] CoDepartments(int matter) => Ids(matter, "coDepartmentIds");

    /// <summary>Words of a matter to look for others like it.</summary>
    public string Words(int matter) => Text(matter, "title") is { } title ? title : Text(matter, "content") ?? "";

    /// <summary>
    /// Whether a matter is to go to a department and none is chosen; left at that it would wait for one unseen.
    /// </summary>
    public bool LacksDepartment(int matter) =>
        Text(matter, "outcome") == "dispatch" && !Guid.TryParse(Text(matter, "departmentId"), out _);

    /// <summary>Fields of a matter that had to be chosen and were not.</summary>
    public IEnumerable<string> Unchosen(int matter) =>
        ToChoose.Where(field => Text(matter, field) is null).Select(field => Name(matter, field));

    /// <summary>The call as the Api takes it.</summary>
    public NewConsultation Request() =>
        new(
            Channel: Text("channel") ?? "phone",
            Phone: CallId is null && !IsWithheld ? Text("phone") ?? "" : null,
            CallerName: Text("callerName"),
            Matters: [.. Enumerable.Range(0, Count).Select(Matter)],
            CallId: CallId,
            Withheld: CallId is null && IsWithheld
        );

    private Guid[] Ids(int matter, string field) =>
        [
            .. (form?[Name(matter, field)] ?? default(Microsoft.Extensions.Primitives.StringValues))
                .Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)
                .Where(id => id != Guid.Empty)
                .Distinct(),
        ];

    private bool IsWithheld => Text("phone") is null && Text("withheld") == "yes";

    private Guid? CallId => Guid.TryParse(Text("callId"), out var id) ? id : null;

    private NewMatter Matter(int i)
    {
        var outcome = Text(i, "outcome");
        Guid? department = outcome == "dispatch" && Guid.TryParse(Text(i, "departmentId"), out var chosen) ? chosen : null;
        return new NewMatter(
            Text(i, "kind") ?? "",
            Text(i, "urgency") ?? "normal",
            Text(i, "title") ?? "",
            Text(i, "content") ?? "",
            Text(i, "division"),
            Text(i, "place"),
            Answer: outcome is "close" or "answer" ? new TicketAnswer(Text(i, "answer.text") ?? "", Articles(i)) : null,
            Close: outcome == "close",
            DepartmentId: department,
            CoDepartmentIds: department is null ? null : [.. CoDepartments(i).Where(id => id != department)]
        );
    }
}
