using FsCheck;
using FsCheck.Fluent;
using TalentCard.Core.Notifications;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Notifications;

public sealed class WhenMessagesLeave
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Hours that begin and end at any two minutes of the day, and an instant of three years.
    private static readonly Arbitrary<(QuietHours Quiet, DateTimeOffset At)> Nights = (
        from start in Gen.Choose(0, 1439)
        from end in Gen.Choose(0, 1439)
        from minute in Gen.Choose(0, 3 * 365 * 1440)
        select (new QuietHours(new TimeOnly(start / 60, start % 60), new TimeOnly(end / 60, end % 60)), Start.AddMinutes(minute))
    ).ToArbitrary();

    [Fact]
    public void Quiet_hours_put_off_to_their_end_and_nothing_else() =>
        Prop.ForAll(
                Nights,
                night =>
                {
                    var (quiet, at) = night;
                    var after = quiet.After(at);
                    return quiet.Hold(at)
                        ? after > at
                            && after - at < TimeSpan.FromDays(1)
                            && after.ToLocalTimeOfDay() == quiet.To
                            && !quiet.Hold(after)
                        : after == at;
                }
            )
            .ShouldHold(500);

    [Fact]
    public void Waits_grow_to_the_longest_and_never_undercut_what_was_asked_for() =>
        Prop.ForAll(
                Gen.Choose(1, 30).ToArbitrary(),
                Gen.Choose(0, 200_000).ToArbitrary(),
                Gen.Choose(0, 100).ToArbitrary(),
                (attempt, asked, chance) =>
                {
                    var backOff = new BackOff(TimeSpan.FromSeconds(30), 4, TimeSpan.FromHours(6), 12);
                    var plain = backOff.After(attempt, null, chance / 100d);
                    var polite = backOff.After(attempt, TimeSpan.FromSeconds(asked), chance / 100d);
                    return plain <= TimeSpan.FromHours(6) * 1.2
                        && plain >= TimeSpan.FromSeconds(30)
                        && backOff.After(attempt + 1, null, 0) * 1.2 >= plain
                        && polite >= plain
                        && polite >= TimeSpan.FromSeconds(Math.Min(asked, 86_400))
                        && polite <= TimeSpan.FromDays(1);
                }
            )
            .ShouldHold(300);

    [Fact]
    public void A_mandatory_kind_takes_no_opt_out_and_nothing_goes_where_there_is_no_address() =>
        Prop.ForAll(
                Gen.Elements(MessageKind.All.Values.ToArray()).ToArbitrary(),
                Gen.Choose(0, 31).ToArbitrary(),
                (kind, bits) =>
                {
                    bool Is(int bit) => (bits & 1 << bit) != 0;
                    string[] optedOut = [.. new[] { Is(2) ? "email" : "", Is(3) ? "sms" : "" }];
                    var plan = DeliveryPlan
                        .Of(
                            kind,
                            new Reachable(Is(0), Is(1), optedOut),
                            Is(4) ? ["email", "sms"] : ["email"],
                            Start,
                            new QuietHours(new TimeOnly(21, 0), new TimeOnly(8, 0)),
                            TimeSpan.FromMinutes(5)
                        )
                        .ToList();
                    var email = kind.Channels.Contains("email") && Is(0) && (kind.Mandatory || !Is(2));
                    var sms = kind.Channels.Contains("sms") && Is(1) && Is(4) && (kind.Mandatory || !Is(3));
                    return plan.Any(one => one.Channel == "email") == email
                        && plan.Any(one => one.Channel == "sms") == sms
                        && plan.All(one => one.At >= Start && (!one.Urgent || one.At == Start));
                }
            )
            .ShouldHold(300);
}
