using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Api.WorkingTime;

/// <summary>工作日: the calendar, the office hours and the deadlines of consultations.</summary>
internal static class WorkingTimeEndpoints
{
    public static void MapWorkingTime(this IEndpointRouteBuilder routes)
    {
        var days = routes.MapGroup("/api/v1/working-days").WithTags("Working time");
        days.MapGet("/", YearAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithName("getWorkingYear")
            .WithSummary("Shows a year's public holidays, make-up working days and the office's own days.");
        days.MapPut("/{day}", SetDayAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("setWorkingDay")
            .WithSummary("Says whether work is done on a day, today or later.")
            .Refuses(WorkingTimeProblems.DayOver);
        days.MapDelete("/{day}", ForgetDayAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("forgetWorkingDay")
            .WithSummary("Takes back what the office said of a day.")
            .Refuses(WorkingTimeProblems.DayOver);

        var notices = routes
            .MapGroup("/api/v1/holiday-notices")
            .RequireAuthorization(Policies.CityOffice)
            .WithTags("Working time");
        notices
            .MapPost("/preview", PreviewNotice)
            .WithName("previewHolidayNotice")
            .WithSummary("Reads a yearly notice on public holidays as it is pasted; nothing is written.");
        notices
            .MapPut("/{year}", LoadNoticeAsync)
            .WithName("loadHolidayNotice")
            .WithSummary("Takes the notice of this year or a later one; promises made stand.")
            .Refuses(WorkingTimeProblems.NoticeUnclear, WorkingTimeProblems.DayOver);

        var hours = routes.MapGroup("/api/v1/office-hours").WithTags("Working time");
        hours
            .MapGet("/", HoursAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithName("listOfficeHours")
            .WithSummary("Lists the office hours, newest first.");
        hours
            .MapPut("/{validFrom}", SetHoursAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("setOfficeHours")
            .WithSummary("Sets the office hours that begin on a day, tomorrow at the earliest.")
            .Refuses(WorkingTimeProblems.InForce);

        var rules = routes.MapGroup("/api/v1/deadline-rules").WithTags("Working time");
        rules
            .MapGet("/", RulesAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithName("listDeadlineRules")
            .WithSummary("Lists within what time consultations are answered, by kind and urgency.");
        rules
            .MapPut("/{kind}/{urgency}/{validFrom}", SetRuleAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("setDeadlineRule")
            .WithSummary("Sets the deadline that consultations get from a day on, tomorrow at the earliest; promises made stand.")
            .Refuses(WorkingTimeProblems.InForce);

        var escalations = routes.MapGroup("/api/v1/escalation-rules").WithTags("Working time");
        escalations
            .MapGet("/", EscalationsAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithName("listEscalationRules")
            .WithSummary("Lists how long after their deadline unanswered tickets are escalated, by kind and urgency.");
        escalations
            .MapPut("/{kind}/{urgency}/{validFrom}", SetEscalationAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("setEscalationRule")
            .WithSummary(
                "Sets when unanswered tickets with a deadline on a day or later are escalated, tomorrow at the earliest."
            )
            .Refuses(WorkingTimeProblems.InForce);
    }

    private static async Task<Ok<WorkingYear>> YearAsync(
        WorkingDayStore working,
        TimeProvider time,
        CancellationToken cancel,
        [Range(2000, 2100)] int? year = null
    ) => TypedResults.Ok(await working.YearAsync(year ?? time.Today().Year, cancel));

    private static async Task<Ok<WorkingYear>> SetDayAsync(
        DateOnly day,
        CalendarDayRequest request,
        WorkingDayStore working,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await working.SetDayAsync(day, request, actor, cancel));

    private static async Task<Ok<WorkingYear>> ForgetDayAsync(
        DateOnly day,
        WorkingDayStore working,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await working.ForgetDayAsync(day, actor, cancel));

    private static Ok<NoticePreview> PreviewNotice(NoticeText notice) => TypedResults.Ok(HolidayNoticeStore.Preview(notice));

    private static async Task<Ok<WorkingYear>> LoadNoticeAsync(
        int year,
        NoticeText notice,
        HolidayNoticeStore notices,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await notices.LoadAsync(year, notice, actor, cancel));

    private static async Task<Ok<IReadOnlyList<OfficeHours>>> HoursAsync(OfficeHoursStore hours, CancellationToken cancel) =>
        TypedResults.Ok(await hours.ListAsync(cancel));

    private static async Task<Ok<OfficeHours>> SetHoursAsync(
        DateOnly validFrom,
        OfficeHoursRequest request,
        OfficeHoursStore hours,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await hours.SetAsync(validFrom, request, actor, cancel));

    private static async Task<Ok<IReadOnlyList<DeadlineRule>>> RulesAsync(DeadlineRuleStore rules, CancellationToken cancel) =>
        TypedResults.Ok(await rules.ListAsync(cancel));

    private static async Task<Ok<DeadlineRule>> SetRuleAsync(
        [AllowedValues("policy_question", "policy_redemption", "appeal", "suggestion")] string kind,
        [AllowedValues("normal", "urgent")] string urgency,
        DateOnly validFrom,
        DeadlineRuleRequest request,
        DeadlineRuleStore rules,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await rules.SetAsync(kind, urgency, validFrom, request, actor, cancel));

    private static async Task<Ok<IReadOnlyList<EscalationRule>>> EscalationsAsync(
        EscalationRuleStore rules,
        CancellationToken cancel
    ) => TypedResults.Ok(await rules.ListAsync(cancel));

    private static async Task<Ok<EscalationRule>> SetEscalationAsync(
        [AllowedValues("policy_question", "policy_redemption", "appeal", "suggestion")] string kind,
        [AllowedValues("normal", "urgent")] string urgency,
        DateOnly validFrom,
        EscalationRuleRequest request,
        EscalationRuleStore rules,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await rules.SetAsync(kind, urgency, validFrom, request, actor, cancel));
}
