using FsCheck.Fluent;
using TalentCard.Core.Talents;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Talents;

public sealed class IdNumbers
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    // The two examples of GB 11643-1999, appendix.
    [InlineData("11010519491231002X", IdNumberFault.None)]
    [InlineData("440524188001010014", IdNumberFault.BirthDate)]
    [InlineData("110105194912310021", IdNumberFault.Checksum)]
    [InlineData("11010519490229002X", IdNumberFault.BirthDate)]
    [InlineData("11010520260303002X", IdNumberFault.BirthDate)]
    [InlineData("11010519491231002x", IdNumberFault.Format)]
    [InlineData("110105491231002", IdNumberFault.Format)]
    [InlineData("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", IdNumberFault.Format)]
    [InlineData("", IdNumberFault.Format)]
    public void A_number_is_judged_by_form_birth_date_and_check(string number, IdNumberFault fault) =>
        IdNumber.Check(number, Today).ShouldBe(fault);

    [Fact]
    public void Any_one_digit_changed_or_two_neighbours_swapped_is_noticed() =>
        Prop.ForAll<int, int>(
                (place, digit) =>
                {
                    var good = Testing.TestData.NewIdNumber();
                    place = Math.Abs(place % 17);
                    var changed = good.ToCharArray();
                    changed[place] = (char)('0' + Math.Abs(digit % 10));
                    var swapped = good.ToCharArray();
                    (swapped[place], swapped[(place + 1) % 17]) = (swapped[(place + 1) % 17], swapped[place]);
                    return IdNumber.Check(good, Today) == IdNumberFault.None
                        && (new string(changed) == good || IdNumber.Check(new string(changed), Today) != IdNumberFault.None)
                        && (
                            place == 16
                            || new string(swapped) == good
                            || IdNumber.Check(new string(swapped), Today) != IdNumberFault.None
                        );
                }
            )
            .ShouldHold();
}
