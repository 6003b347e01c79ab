using FsCheck;
using FsCheck.Fluent;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Core.Tests.WorkingTime;

/// <summary>
/// What holds for any instant from 2022 to 2026 and any amount of work. The seed is fixed: every run tries the same.
/// </summary>
public sealed class TheArithmeticOfWorkingTime
{
    private const int Tries = 400;
    private static readonly WorkingCalendar Calendar = DeadlinesOnTheOfficialCalendar.Calendar;
    private static readonly DateTimeOffset First = new(2022, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly Gen<DateTimeOffset> Instants = Gen.Choose(0, 4 * 365 * 24 * 60)
        .Select(minutes => First.AddMinutes(minutes));
    private static readonly Gen<TimeSpan> Works = Gen.Choose(0, 60 * 60).Select(minutes => TimeSpan.FromMinutes(minutes));

    [Fact]
    public void Exactly_the_work_lies_between_the_start_and_the_end() =>
        Holds(Instants.Two(), Works, (at, work) => Calendar.Between(at.Item1, Calendar.Add(at.Item1, work)) == work);

    [Fact]
    public void More_work_never_ends_sooner_and_a_later_start_never_does() =>
        Holds(
            Instants.Two(),
            Works,
            (at, work) =>
            {
                var (sooner, later) = at.Item1 <= at.Item2 ? at : (at.Item2, at.Item1);
                return Calendar.Add(sooner, work) <= Calendar.Add(sooner, work + TimeSpan.FromMinutes(7))
                    && Calendar.Add(sooner, work) <= Calendar.Add(later, work);
            }
        );

    [Fact]
    public void Work_in_two_parts_ends_when_it_would_in_one() =>
        Holds(
            Instants.Two(),
            Works,
            (at, work) => Calendar.Add(Calendar.Add(at.Item1, work), work) == Calendar.Add(at.Item1, work + work)
        );

    [Fact]
    public void A_pause_moves_the_deadline_by_exactly_its_office_time() =>
        Holds(
            Instants.Two(),
            Works,
            (at, length) =>
            {
                var resumed = at.Item2 + length * 3;
                return Calendar.Between(at.Item1, Calendar.Pause(at.Item1, at.Item2, resumed))
                    == Calendar.Between(at.Item2, resumed);
            }
        );

    [Fact]
    public void Two_pauses_that_meet_are_one() =>
        Holds(
            Instants.Two(),
            Works,
            (at, length) =>
            {
                var (middle, end) = (at.Item2 + length, at.Item2 + length * 4);
                return Calendar.Pause(Calendar.Pause(at.Item1, at.Item2, middle), middle, end)
                    == Calendar.Pause(at.Item1, at.Item2, end);
            }
        );

    [Fact]
    public void A_deadline_in_days_falls_on_a_working_day_later_and_grows_with_the_days() =>
        Holds(
            Instants.Two(),
            Works,
            (at, work) =>
            {
                var days = 1 + (int)work.TotalMinutes % 30;
                var due = Calendar.Due(at.Item1, days, "day");
                return due > at.Item1
                    && Calendar.IsWorkingDay(due.ToLocalDate())
                    && Calendar.Due(at.Item1, days + 1, "day") > due
                    && Calendar.Extend(due, 1) == Calendar.Due(at.Item1, days + 1, "day");
            }
        );

    private static void Holds(
        Gen<(DateTimeOffset, DateTimeOffset)> instants,
        Gen<TimeSpan> works,
        Func<(DateTimeOffset, DateTimeOffset), TimeSpan, bool> rule
    )
    {
        var cases = instants.SelectMany(at => works.Select(work => (at, work)));
        foreach (var (at, work) in cases.Sample(Tries, new Rnd(20221103), Tries))
            rule(at, work).ShouldBeTrue($"{at} {work}");
    }
}
