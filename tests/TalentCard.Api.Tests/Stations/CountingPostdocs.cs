using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts;
using TalentCard.Contracts.Stations;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Stations;

/// <summary>Every figure is the number of rows that the list shows under its filter.</summary>
public sealed class CountingPostdocs(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private readonly List<TestStation> stations = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var database = api.Database.DataSource;
        for (var i = 0; i < 3; i++)
            stations.Add(await TestData.StationAsync(database));
        await using var connection = await database.OpenConnectionAsync(Cancel);
        var random = new Random(20221110);
        string[] fields = ["0819", "0837", "1002", "0812"],
            places = ["host", "university", "company", "abroad"];
        for (var i = 0; i < 90; i++)
        {
            var entered = new DateOnly(2019 + random.Next(8), random.Next(1, 13), random.Next(1, 29));
            var proposed = random.Next(4) == 0 ? (DateOnly?)null : entered.AddDays(random.Next(60, 130));
            var reviewed =
                proposed is null || random.Next(4) == 0 ? (DateOnly?)null : entered.AddMonths(12).AddDays(random.Next(0, 150));
            var id = await TestData.PostdocAsync(
                database,
                stations[random.Next(3)],
                entered,
                entered.AddMonths(24 + random.Next(24)).AddDays(-1),
                $"人{i}",
                proposed,
                reviewed
            );
            await connection.ExecuteAsync(
                """
                update postdocs set discipline_code = @field where id = @id;
                insert into postdoc_requests (id, postdoc_id, kind, state, day, reason, proposed_by, proposed_by_name,
                    proposed_at, decided_by, decided_by_name, decided_at)
                select gen_random_uuid(), @id, 'extension', 'approved', planned_end, '', 'a', 'a', now(), 'b', 'b', now()
                from postdocs where id = @id and @extended
                """,
                new
                {
                    id,
                    field = fields[random.Next(4)],
                    extended = random.Next(3) == 0,
                }
            );
            var end = random.Next(6) switch
            {
                0 =>
                    "update postdocs set state = 'withdrawn', left_on = entered_on + @days, ground = 'illness' where id = @id and entered_on + @days <= '2026-03-02'",
                1 => "update postdocs set state = 'proposed' where id = @id",
                2 => "update postdocs set state = 'rejected' where id = @id",
                3 or 4 when reviewed is not null =>
                    "update postdocs set state = 'completed', left_on = planned_end, destination = @place where id = @id and planned_end <= '2026-03-02'",
                _ => "select 1",
            };
            await connection.ExecuteAsync(
                end,
                new
                {
                    id,
                    days = random.Next(30, 700),
                    place = places[random.Next(4)],
                }
            );
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Each_figure_equals_its_rows_for_the_office_and_for_a_manager()
    {
        foreach (var person in new[] { Person.Office(), Person.StationManager(stations[0].Id) })
        {
            var client = api.As(person);
            var figures = (await client.GetFromJsonAsync<PostdocFigures>("/api/v1/stations/figures", Cancel))!;
            var today = $"residentOn={figures.Today:yyyy-MM-dd}";
            // Who may enter on a day to come is not there yet.
            var questions = new List<(string Filter, int Count)>
            {
                (today, figures.InResidence),
                ("state=resident", figures.InResidence),
                ("state=admitted", await CountAsync(client, $"enteredFrom={figures.Today.AddDays(1):yyyy-MM-dd}")),
            };
            questions.AddRange(figures.ByStation.Select(one => ($"station={one.Code}&{today}", one.Count)));
            questions.AddRange(figures.ByDiscipline.Select(one => ($"discipline={one.Code}&{today}", one.Count)));
            questions.AddRange(figures.ByYear.Select(one => ($"residentOn={one.Day:yyyy-MM-dd}", one.InResidence)));
            questions.AddRange(figures.ByYear.Select(one => ($"enteredIn={one.Year}", one.Entered)));
            questions.AddRange(figures.Destinations.Select(one => ($"destination={one.Code}", one.Count)));
            foreach (
                var (name, rate) in new[]
                {
                    ("proposal", figures.Proposals),
                    ("midterm", figures.Midterms),
                    ("completion", figures.Completions),
                }
            )
                questions.AddRange([($"{name}OnTime=true", rate.InTime), ($"{name}OnTime=false", rate.Late)]);
            foreach (var (filter, count) in questions)
                (await CountAsync(client, filter)).ShouldBe(count, filter);
            // Nobody is lost between the parts, and the office's data has something of everything.
            figures.ByStation.Sum(one => one.Count).ShouldBe(figures.InResidence);
            figures.ByDiscipline.Sum(one => one.Count).ShouldBe(figures.InResidence);
            if (person.StationId is null)
                questions.ShouldAllBe(question => question.Count > 0);
        }
    }

    private static async Task<int> CountAsync(HttpClient client, string filter)
    {
        var count = 0;
        string? after = null;
        do
        {
            var page = (
                await client.GetFromJsonAsync<Page<Postdoc>>($"/api/v1/postdocs?limit=40&{filter}&after={after}", Cancel)
            )!;
            count += page.Items.Count;
            after = page.Next;
        } while (after is not null);
        return count;
    }
}
