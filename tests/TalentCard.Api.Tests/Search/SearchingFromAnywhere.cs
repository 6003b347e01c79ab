using System.Net;
using Dapper;
using Npgsql;
using TalentCard.Contracts.Search;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Search;

public sealed class SearchingFromAnywhere(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private NpgsqlDataSource Database => api.Database.DataSource;

    [Theory]
    [InlineData("欧阳")]
    [InlineData("阳明")]
    [InlineData("欧阳明月")]
    [InlineData("  欧阳 ")]
    [InlineData("煤化")]
    public async Task Two_letters_inside_a_name_or_employer_are_enough(string text)
    {
        var talent = await TestData.TalentAsync(Database, "欧阳明月", employer: "淮南煤化工研究院");
        (await FindAsync(text)).Hits.ShouldContain(hit => hit.Kind == "talent" && hit.Id == talent);
    }

    [Fact]
    public async Task A_card_is_found_by_its_number_and_its_holder()
    {
        var talent = await TestData.TalentAsync(Database, "司马相如");
        var card = await TestData.CardAsync(Database, talent, state: "suspended");
        var byName = (await FindAsync("司马相")).Hits;
        byName.Select(hit => hit.Kind).ShouldBe(["talent", "card"], ignoreOrder: true);
        var found = byName.Single(hit => hit.Kind == "card");
        (found.Id, found.State).ShouldBe((card.Id, "suspended"));
        (await FindAsync(found.Title.ToLowerInvariant())).Hits.ShouldHaveSingleItem().Id.ShouldBe(card.Id);
    }

    [Fact]
    public async Task A_partner_and_a_service_point_are_found()
    {
        var point = await TestData.ServicePointAsync(Database);
        (await FindAsync(point.PartnerId.ToString())).Hits.ShouldContain(hit =>
            hit.Kind == "partner" && hit.Id == point.PartnerId
        );
        (await FindAsync(point.Id.ToString())).Hits.ShouldContain(hit => hit.Kind == "service_point" && hit.Id == point.Id);
    }

    [Fact]
    public async Task A_ticket_is_found_by_two_letters_inside_its_words_and_by_its_number()
    {
        var ticket = await TestData.TicketAsync(
            Database,
            "购房补贴发放进度",
            DateTimeOffset.Parse("2026-03-04T09:00+08:00", System.Globalization.CultureInfo.InvariantCulture)
        );
        var found = (await FindAsync("房补")).Hits.Single(hit => hit.Id == ticket);
        (found.Kind, found.Detail, found.State).ShouldBe(("ticket", "购房补贴发放进度", "received"));
        (await FindAsync(found.Title)).Hits.ShouldContain(hit => hit.Id == ticket);
    }

    [Fact]
    public async Task A_whole_phone_or_ID_number_finds_its_owner_and_is_written_nowhere()
    {
        var (phone, number) = (TestData.NewPhone(), TestData.NewIdNumber());
        var talent = await TestData.TalentAsync(Database, "诸葛亮", phone: phone, idNumber: number);
        (await FindAsync($"{phone[..3]} {phone[3..7]}-{phone[7..]}")).Hits.ShouldHaveSingleItem().Id.ShouldBe(talent);
        (await FindAsync(number)).Hits.ShouldHaveSingleItem().Id.ShouldBe(talent);
        (await FindAsync(number[^4..])).Hits.ShouldContain(hit => hit.Id == talent);
        var hit = (await FindAsync("诸葛亮")).Hits.Single(one => one.Kind == "talent");
        hit.Detail.ShouldStartWith("**************");
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        var trail = (
            await connection.QueryAsync<string>("select details::text from audit_events where action = 'search.find'")
        ).ToList();
        trail.ShouldContain(details => details.Contains("诸葛亮", StringComparison.Ordinal));
        var tail = phone[7..];
        trail.ShouldNotContain(details =>
            details.Contains(number, StringComparison.Ordinal) || details.Contains($"{tail}\"", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Each_kind_is_cut_to_the_limit_and_wildcards_are_letters()
    {
        for (var i = 0; i < 3; i++)
            await TestData.TalentAsync(Database, $"百%里_{i}");
        var cut = await FindAsync("%里_", 2);
        (cut.Hits.Count, cut.More).ShouldBe((2, true));
        (await FindAsync("%%")).Hits.ShouldBeEmpty();
        foreach (var query in new[] { "", "q=", "q=%20%20", "q=x&limit=0", "q=x&limit=51", "q=" + new string('x', 101) })
            await api.As(Person.Office())
                .GetAsync("/api/v1/search?" + query, Cancel)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task The_grams_are_an_index()
    {
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync("set enable_seqscan = off");
        var plan = string.Join(
            '\n',
            await connection.QueryAsync<string>(
                "explain select id from talents t where search_grams(t.name || ' ' || t.employer) @> search_term_grams('欧阳') and t.name ilike '%欧阳%'"
            )
        );
        plan.ShouldContain("talents_search");
    }

    private Task<SearchAnswer> FindAsync(string text, int limit = 5) =>
        api.As(Person.Office())
            .GetAsync($"/api/v1/search?q={Uri.EscapeDataString(text)}&limit={limit}", Cancel)
            .ShouldGiveAsync<SearchAnswer>();
}
