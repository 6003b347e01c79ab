using System.Globalization;
using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Stations;

/// <summary>
/// Refusals by the rules of a postdoc's residence. The figures in the sentences are those of the rule that applies.
/// </summary>
public static class PostdocProblems
{
    /// <summary>The agreed end comes before the shortest residence ends.</summary>
    public static readonly ProblemCode ResidenceTooShort = TooShort(24, new DateOnly(2028, 2, 28));

    /// <summary>The agreed end comes after the longest first residence ends.</summary>
    public static readonly ProblemCode ResidenceTooLong = TooLong(48, new DateOnly(2030, 2, 28));

    /// <summary>The end after an extension comes after the longest residence of all.</summary>
    public static readonly ProblemCode TotalTooLong = TotalOf(72, new DateOnly(2032, 2, 29));

    /// <summary>The proposal came later than the rule says, and no reason was given.</summary>
    public static readonly ProblemCode ProposalLate = ProposalLateAfter(3, new DateOnly(2026, 6, 1));

    /// <summary>The review was held before its time.</summary>
    public static readonly ProblemCode MidtermTooEarly = MidtermTooEarlyBefore(12, new DateOnly(2027, 3, 1));

    /// <summary>The review came later than the rule says, and no reason was given.</summary>
    public static readonly ProblemCode MidtermLate = MidtermLateAfter(15, new DateOnly(2027, 6, 1));

    /// <summary>Too few or too many experts.</summary>
    public static readonly ProblemCode CommitteeSize = CommitteeSizeOf(5, 7);

    /// <summary>A mentor sits in the committee.</summary>
    public static readonly ProblemCode MentorInCommittee = MentorInCommitteeOf("合作导师");

    /// <summary>Completion before the shortest residence ends.</summary>
    public static readonly ProblemCode CompletionTooEarly = CompletionTooEarlyBefore(24, new DateOnly(2028, 2, 28));

    /// <summary>Completion after the agreed end.</summary>
    public static readonly ProblemCode CompletionAfterEnd = CompletionAfter(new DateOnly(2028, 2, 29));

    /// <summary>One expert stands twice in the committee.</summary>
    public static readonly ProblemCode ExpertTwice = new(
        "midterm_expert_twice",
        422,
        "同一位专家在考核组中出现两次，请核对名单。",
        "One expert stands twice in the committee; check the list."
    );

    /// <summary>A review before the proposal.</summary>
    public static readonly ProblemCode ProposalMissing = new(
        "proposal_missing",
        409,
        "尚未登记开题报告，请先登记开题。",
        "The proposal has not been recorded; record it first."
    );

    /// <summary>A second proposal.</summary>
    public static readonly ProblemCode ProposalDone = new(
        "proposal_done",
        409,
        "开题已登记，不能重复登记。",
        "The proposal is recorded already."
    );

    /// <summary>A second review after one that was passed.</summary>
    public static readonly ProblemCode MidtermDone = new(
        "midterm_done",
        409,
        "中期考核已通过，不能重复登记。",
        "The midterm review is recorded and passed already."
    );

    /// <summary>Completion without a passed review.</summary>
    public static readonly ProblemCode MidtermMissing = new(
        "midterm_missing",
        409,
        "中期考核尚未通过，不能出站。请先登记中期考核，或办理退站。",
        "The midterm review has not been passed; record it first, or withdraw the postdoc."
    );

    /// <summary>An extension that does not extend.</summary>
    public static readonly ProblemCode NoExtension = new(
        "extension_not_later",
        422,
        "延期后的期满日期应晚于现在的期满日期。",
        "The new end must come after the present one."
    );

    /// <summary>Something recorded for a day to come.</summary>
    public static readonly ProblemCode DayAhead = new(
        "day_ahead",
        422,
        "该日期还没有到，请在当天或之后登记。",
        "That day has not come; record it on the day or later."
    );

    /// <summary>Something recorded for a day before the entry, or before the step it follows.</summary>
    public static readonly ProblemCode DayBefore = new(
        "day_before_step",
        422,
        "该日期早于进站或上一步骤的日期，请核对。",
        "That day lies before the entry or the step before; check it."
    );

    /// <summary>The postdoc's state does not take the change.</summary>
    public static readonly ProblemCode NotInResidence = new(
        "postdoc_not_in_residence",
        409,
        "该博士后当前不在站，不能办理此事项。",
        "The postdoc is not in residence, so this cannot be done."
    );

    /// <summary>A request waits for its decision.</summary>
    public static readonly ProblemCode RequestPending = new(
        "postdoc_request_pending",
        409,
        "该博士后有一项申请正在等待人才办审批，请待审批后再提交。",
        "A request for this postdoc waits for the office; propose the next after it is decided."
    );

    /// <summary>The request was decided already.</summary>
    public static readonly ProblemCode RequestDecided = new(
        "postdoc_request_decided",
        409,
        "该申请已审批，请刷新页面查看结果。",
        "This request was already decided; reload the page."
    );

    /// <summary>The proposer decides.</summary>
    public static readonly ProblemCode SecondPerson = new(
        "postdoc_second_person_required",
        403,
        "提交人不能审批自己提交的申请，请由另一位工作人员审批。",
        "Whoever proposed a request cannot decide it; another person must."
    );

    /// <summary>Of entries that are approved together, some no longer take it.</summary>
    public static readonly ProblemCode EntriesChanged = new(
        "postdoc_entries_changed",
        409,
        "所选申请中有的已变化，没有审批任何一项；请重新核对后再提交。",
        "Some of the entries have changed, and none was approved; look at the list again."
    );

    /// <summary>The same person entered the same station on the same day.</summary>
    public static readonly ProblemCode Twice = new(
        "postdoc_exists",
        409,
        "该站已有同名且同日进站的博士后，请勿重复登记。",
        "The station has a postdoc of this name and day of entry already."
    );

    /// <summary>The agreed end comes before the shortest residence ends.</summary>
    public static ProblemCode TooShort(int months, DateOnly earliest) =>
        new(
            "residence_too_short",
            422,
            $"在站时间不得少于 {Span(months)}，期满日期最早为 {Day(earliest)}。",
            $"A residence lasts {SpanEn(months)} at least; it can end on {Day(earliest)} at the earliest."
        );

    /// <summary>The agreed end comes after the longest first residence ends.</summary>
    public static ProblemCode TooLong(int months, DateOnly latest) =>
        new(
            "residence_too_long",
            422,
            $"进站时约定的在站时间不得超过 {Span(months)}，期满日期最晚为 {Day(latest)}。",
            $"A residence is agreed for {SpanEn(months)} at most; it can end on {Day(latest)} at the latest."
        );

    /// <summary>The end after an extension comes after the longest residence of all.</summary>
    public static ProblemCode TotalOf(int months, DateOnly latest) =>
        new(
            "residence_total_too_long",
            422,
            $"含延期在内，在站时间不得超过 {Span(months)}，期满日期最晚为 {Day(latest)}。",
            $"With extensions a residence lasts {SpanEn(months)} at most; it can end on {Day(latest)} at the latest."
        );

    /// <summary>The proposal came later than the rule says, and no reason was given.</summary>
    public static ProblemCode ProposalLateAfter(int months, DateOnly due) =>
        new(
            "proposal_late",
            422,
            $"开题应在进站后 {months} 个月内（{Day(due)} 前）完成；确已逾期的，请填写逾期原因。",
            $"The proposal is due {Months(months)} after entry, by {Day(due)}; where it was late, say why."
        );

    /// <summary>The review was held before its time.</summary>
    public static ProblemCode MidtermTooEarlyBefore(int months, DateOnly from) =>
        new(
            "midterm_too_early",
            422,
            $"中期考核应在进站满 {months} 个月后进行，最早为 {Day(from)}。",
            $"The midterm review is held {Months(months)} after entry at the earliest, on {Day(from)}."
        );

    /// <summary>The review came later than the rule says, and no reason was given.</summary>
    public static ProblemCode MidtermLateAfter(int months, DateOnly due) =>
        new(
            "midterm_late",
            422,
            $"中期考核应在进站后 {months} 个月内（{Day(due)} 前）完成；确已逾期的，请填写逾期原因。",
            $"The midterm review is due {Months(months)} after entry, by {Day(due)}; where it was late, say why."
        );

    /// <summary>Too few or too many experts.</summary>
    public static ProblemCode CommitteeSizeOf(int least, int most) =>
        new(
            "midterm_committee_size",
            422,
            $"中期考核专家应为 {least} 至 {most} 人，请核对名单。",
            $"The midterm committee has {least} to {most} experts; check the list."
        );

    /// <summary>A mentor sits in the committee.</summary>
    public static ProblemCode MentorInCommitteeOf(string mentor) =>
        new(
            "midterm_mentor_in_committee",
            422,
            $"合作导师（{mentor}）不能担任其博士后的中期考核专家，请更换。",
            $"A mentor ({mentor}) cannot sit in the committee of their own postdoc; name another expert."
        );

    /// <summary>Completion before the shortest residence ends.</summary>
    public static ProblemCode CompletionTooEarlyBefore(int months, DateOnly earliest) =>
        new(
            "completion_too_early",
            422,
            $"在站满 {Span(months)} 方可出站，最早为 {Day(earliest)}；提前离站请办理退站。",
            $"A postdoc completes after {SpanEn(months)}, on {Day(earliest)} at the earliest; who leaves sooner withdraws."
        );

    /// <summary>Completion after the agreed end.</summary>
    public static ProblemCode CompletionAfter(DateOnly end) =>
        new(
            "completion_after_end",
            422,
            $"出站日期不得晚于期满日期 {Day(end)}，请先办理延期。",
            $"The residence ends on {Day(end)}; extend it before completing later."
        );

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Span(int months) => months % 12 == 0 ? $"{months / 12} 年" : $"{months} 个月";

    private static string SpanEn(int months) =>
        months % 12 != 0 ? Months(months)
        : months == 12 ? "1 year"
        : $"{months / 12} years";

    private static string Months(int months) => months == 1 ? "1 month" : $"{months} months";
}
