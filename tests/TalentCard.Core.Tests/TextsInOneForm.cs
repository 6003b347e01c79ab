using TalentCard.Core.Talents;
using TalentCard.Testing;

namespace TalentCard.Core.Tests;

public sealed class TextsInOneForm
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Forms =>
        new()
        {
            { "卓\u3000衡", "卓衡" },
            { "欧 阳\u00a0测\u200b", "欧阳测" },
            { "⽂测⼦", "文测子" },
            { "⻢⻰", "马龙" },
            { "阿迪力・买买提", "阿迪力·买买提" },
            { "阿迪力 • 买买提", "阿迪力·买买提" },
            { "Jean\u3000 Dupont", "Jean Dupont" },
            { "Ｊｅａｎ", "Jean" },
            { "Вank of Сhina", "Bank of China" },
            { "Владимир", "Владимир" },
            { "研究院（淮南）", "研究院（淮南）" },
            { "\uff71", "\u30a2" },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_name_is_kept_in_one_form(string typed, string kept)
    {
        PlainText.Normal(typed).ShouldBe(kept);
        PlainText.Normal(kept).ShouldBe(kept);
        PlainText.Key(typed).ShouldBe(PlainText.Key(kept));
    }

    [Fact]
    public async Task Search_finds_each_form_by_every_other()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        foreach (var (typed, kept) in Forms.Select(row => row.Data))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = """
                select contains_text($1, $2) and contains_text($2, $1)
                   and search_grams($1 || ' x') @> search_term_grams($2)
                """;
            command.Parameters.AddWithValue(typed);
            command.Parameters.AddWithValue(kept);
            (await command.ExecuteScalarAsync(Cancel)).ShouldBe(true, typed);
        }
    }

    [Theory]
    [InlineData("0086 154-0098-0001", "15400980001")]
    [InlineData("+86（154）00980001", "15400980001")]
    [InlineData("86 154‑0098‑0001", "15400980001")]
    [InlineData("１５４００９８０００１", "15400980001")]
    [InlineData("0554-6641234", "05546641234")]
    [InlineData("(0554)6641234", "05546641234")]
    [InlineData("【0554】664 1234", "05546641234")]
    [InlineData("+86 554 6641234", "05546641234")]
    [InlineData("0554-6641234-8001", "05546641234-8001")]
    [InlineData("0554 6641234转8001", "05546641234-8001")]
    [InlineData("0554-6641234 ext. 8001", "05546641234-8001")]
    [InlineData("+852 5123 4567", "+85251234567")]
    [InlineData("00852-51234567", "+85251234567")]
    [InlineData("+44 20 7946 0958", "+442079460958")]
    [InlineData("12345", "12345")]
    [InlineData("15400980006/15400980007", null)]
    [InlineData("+999 1234", null)]
    [InlineData("不详", null)]
    public void A_number_has_one_form(string typed, string? kept) => PhoneNumber.Parse(typed).ShouldBe(kept);

    [Theory]
    [InlineData("Zhang.San+card@Sub.Example.CN", "zhang.san+card@sub.example.cn")]
    [InlineData("ｚｈａｎｇ＠example.com", "zhang@example.com")]
    [InlineData("o'brien@example.com", "o'brien@example.com")]
    [InlineData("zhang@例子.中国", "zhang@xn--fsqu00a.xn--fiqs8s")]
    [InlineData("zhang..san@example.com", null)]
    [InlineData(".zhang@example.com", null)]
    [InlineData("zhang@-example.com", null)]
    [InlineData("zhang@example", null)]
    [InlineData("zhang@192.168.0.1", null)]
    [InlineData("zhang san@example.com", null)]
    [InlineData("a@example.com;b@example.com", null)]
    [InlineData("zhang@", null)]
    public void An_address_is_taken_where_it_can_be_sent_to(string typed, string? kept) =>
        TalentFields.Email(typed).ShouldBe(kept);
}
