using System.Globalization;
using TalentCard.Client.Hotline;
using TalentCard.Contracts.Hotline;

namespace TalentCard.Web.Hotline;

/// <summary>The steps of a ticket's life as forms: which ask for what, and where they are sent.</summary>
internal static class TicketSteps
{
    // In the order of the buttons.
    private static readonly string[] Order =
    [
        "accept",
        "answer",
        "dispatch",
        "reply",
        "wait",
        "resume",
        "follow_up",
        "close",
        "approve_extension",
        "reject_extension",
        "tell_extension",
        "ask_extension",
        "return",
        "reassign",
        "amend",
        "reopen",
        "escalate",
        "note",
        "link",
        "merge",
    ];

    /// <summary>
    /// Of what may be done, what has a form, in the order of the buttons. A call that was not answered is a follow-up too.
    /// </summary>
    public static IEnumerable<string> Shown(IReadOnlyList<string> actions) => Order.Where(actions.Contains);

    /// <summary>Whether there is such a form.</summary>
    public static bool Known(string step) => Order.Contains(step);

    /// <summary>What happens, in words under the form's title.</summary>
    public static string Consequence(string step) =>
        step switch
        {
            "accept" => "受理后由您办理，其他人会看到。",
            "answer" => "直接答复来电人，不派给承办单位。",
            "dispatch" => "派给一个主办单位，其他单位可以协办。",
            "reassign" => "从现在的承办单位改派给另一个单位。",
            "reply" => "答复后由坐席在下一个工作日回访。",
            "wait" => "写下要来电人补充什么；补充之前计时暂停。",
            "resume" => "来电人已补充，继续办理，计时恢复。",
            "return" => "派单后 2 个工作日内可以退单，须说明理由。",
            "close" => "办结后如仍有问题，可以重新办理。",
            "reopen" => "重新办理会得到新的期限。",
            "escalate" => "人才办会一直盯到办结。",
            "amend" => "已承诺的期限不会推后；改急的，按今天的规则提前。曾是诉求的仍须回访。",
            "ask_extension" => "须在到期前申请，审批通过后会告知来电人。",
            "approve_extension" => "同意后按申请的天数顺延期限。",
            "reject_extension" => "不同意时原期限不变。",
            "tell_extension" => "请先致电来电人说明新的期限，再点确认。",
            "follow_up" => "按来电人的原话填写三个问题。",
            "link" => "把两张工单关联起来，各自继续办理。",
            "merge" => "并入另一张工单，本单不再办理；内部备注不会给来电人看。",
            "note" => "只给同事看，来电人永远看不到。",
            _ => "查看个人信息须说明用途，查看人、时间和用途都会记入审计。",
        };

    /// <summary>The call of the Api that takes a step.</summary>
    /// <param name="step">Its name.</param>
    /// <param name="detail">The ticket; null where it left the department.</param>
    /// <param name="text">A field's text, never null.</param>
    /// <param name="ticked">A group's ticked boxes.</param>
    /// <param name="other">The other ticket of a link or merge.</param>
    public static Func<IHotlineApi, Guid, CancellationToken, Task<TicketDetail>> Call(
        string step,
        TicketDetail? detail,
        Func<string, string> text,
        Func<string, string[]> ticked,
        Guid? other
    )
    {
        var extension =
            detail
                ?.Extensions.FirstOrDefault(one =>
                    step == "tell_extension" ? one is { State: "approved", ToldAt: null } : one.State == "pending"
                )
                ?.Id
            ?? Guid.Empty;
        Guid[] Ids(string field) => [.. ticked(field).Select(Guid.Parse)];
        string? Said(string field) => text(field) is { Length: > 0 } said ? said : null;
        TicketReason Reason() => new(text("reason"));
        TicketAnswer Reply() => new(text("text"), Ids("articleIds"));
        TicketDispatch Dispatch() =>
            new(
                Guid.Parse(text("departmentId")),
                [.. Ids("coDepartmentIds").Where(id => id != Guid.Parse(text("departmentId")))],
                Said("reason")
            );
        return step switch
        {
            "accept" => (api, id, cancel) => api.AcceptTicketAsync(id, cancel),
            "answer" => (api, id, cancel) => api.AnswerTicketAsync(id, Reply(), cancel),
            "dispatch" => (api, id, cancel) => api.DispatchTicketAsync(id, Dispatch(), cancel),
            "reassign" => (api, id, cancel) => api.ReassignTicketAsync(id, Dispatch(), cancel),
            "reply" => (api, id, cancel) => api.ReplyToTicketAsync(id, Reply(), cancel),
            "wait" => (api, id, cancel) => api.WaitForCallerAsync(id, Reason(), cancel),
            "resume" => (api, id, cancel) => api.ResumeTicketAsync(id, cancel),
            "return" => (api, id, cancel) => api.ReturnTicketAsync(id, Reason(), cancel),
            "close" => (api, id, cancel) => api.CloseTicketAsync(id, Reason(), cancel),
            "reopen" => (api, id, cancel) => api.ReopenTicketAsync(id, Reason(), cancel),
            "escalate" => (api, id, cancel) => api.EscalateTicketAsync(id, Reason(), cancel),
            "amend" => (api, id, cancel) =>
                api.AmendTicketAsync(id, new TicketAmendment(text("kind"), text("urgency"), text("reason")), cancel),
            "ask_extension" => (api, id, cancel) =>
                api.AskExtensionAsync(
                    id,
                    new ExtensionRequest(
                        int.TryParse(text("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0,
                        text("reason")
                    ),
                    cancel
                ),
            "approve_extension" => (api, id, cancel) => api.ApproveExtensionAsync(id, extension, Reason(), cancel),
            "reject_extension" => (api, id, cancel) => api.RejectExtensionAsync(id, extension, Reason(), cancel),
            "tell_extension" => (api, id, cancel) => api.TellExtensionAsync(id, extension, cancel),
            "follow_up" => (api, id, cancel) =>
                api.FollowUpTicketAsync(
                    id,
                    new FollowUpRequest(
                        text("reached") == "yes",
                        Answer(text("solved")),
                        Answer(text("satisfied")),
                        Said("comment"),
                        Said("next")
                    ),
                    cancel
                ),
            "link" => (api, id, cancel) => api.LinkTicketsAsync(id, new OtherTicket(other!.Value, text("reason")), cancel),
            "merge" => (api, id, cancel) => api.MergeTicketAsync(id, new OtherTicket(other!.Value, text("reason")), cancel),
            _ => (api, id, cancel) => api.NoteTicketAsync(id, Reason(), cancel),
        };
    }

    private static bool? Answer(string text) =>
        text switch
        {
            "yes" => true,
            "no" => false,
            _ => null,
        };
}
