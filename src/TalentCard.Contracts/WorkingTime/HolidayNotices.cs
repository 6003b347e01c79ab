using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.WorkingTime;

/// <summary>A yearly notice on public holidays, as it is pasted.</summary>
/// <param name="Text">The State Council's text, from its title to its last arrangement.</param>
public sealed record NoticeText([property: Required, StringLength(20_000, MinimumLength = 1)] string Text);

/// <summary>What was read in a notice. Nothing is written.</summary>
/// <param name="Year">The year that it is for; 0: it does not say.</param>
/// <param name="Days">Its days off and make-up working days, in order.</param>
/// <param name="Findings">What contradicts itself, the weekday or the law; with one the notice is not taken.</param>
/// <param name="LeftOut">Sentences that name days and arrange none, such as a wish to employers.</param>
public sealed record NoticePreview(
    int Year,
    IReadOnlyList<CalendarDay> Days,
    IReadOnlyList<NoticeFinding> Findings,
    IReadOnlyList<string> LeftOut
);

/// <summary>Something in a notice that cannot be right.</summary>
/// <param name="Code"><c>year</c>: it names none; <c>date</c>: there is no such day; <c>weekday</c>: the day has another;
/// <c>count</c>: so many days are not named; <c>work_on_weekday</c>: that day is worked on anyway; <c>twice</c>: a day is
/// arranged twice; <c>missing</c>: a day that the law fixes is not off.</param>
/// <param name="Text">The words, or the day.</param>
public sealed record NoticeFinding(string Code, string Text);
