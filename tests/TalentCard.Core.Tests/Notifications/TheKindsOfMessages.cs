using TalentCard.Contracts.Access;
using TalentCard.Core.Notifications;

namespace TalentCard.Core.Tests.Notifications;

public sealed class TheKindsOfMessages
{
    [Fact]
    public void Each_has_all_its_words_in_both_languages_and_fills_every_placeholder()
    {
        foreach (var kind in MessageKind.All.Values)
        {
            kind.Roles.ShouldNotBeEmpty(kind.Code);
            kind.Channels.Except([DeliveryChannel.Email, DeliveryChannel.Sms]).ShouldBeEmpty(kind.Code);
            foreach (var words in new[] { kind.Zh, kind.En })
            {
                new[] { words.Name, words.Title, words.Text }.ShouldAllBe(text => !string.IsNullOrWhiteSpace(text), kind.Code);
                (words.Sms is not null).ShouldBe(kind.Channels.Contains(DeliveryChannel.Sms), kind.Code);
                foreach (var text in new[] { words.Title, words.Text, words.Sms ?? "", kind.Address })
                    MessageKind.PlaceholdersOf(text).Except(kind.Arguments).ShouldBeEmpty($"{kind.Code}: {text}");
            }
            $"{kind.Zh.Name}{kind.Zh.Title}{kind.Zh.Text}{kind.Zh.Sms}".ShouldContain(character =>
                character >= '\u4e00' && character <= '\u9fff'
            );
            $"{kind.En.Name}{kind.En.Title}{kind.En.Text}{kind.En.Sms}".ShouldNotContain(character =>
                character >= '\u4e00' && character <= '\u9fff'
            );
            // 70 characters are one text message, and each 67 of a longer one another.
            (kind.Zh.Sms?.Length ?? 0).ShouldBeLessThan(3 * 67, kind.Code);
        }
    }

    [Fact]
    public void Each_is_for_roles_that_there_are() =>
        MessageKind
            .All.Values.SelectMany(kind => kind.Roles)
            .Distinct()
            .Except(RoleCatalog.OfPeople.Select(role => role.Name))
            .ShouldBeEmpty();
}
