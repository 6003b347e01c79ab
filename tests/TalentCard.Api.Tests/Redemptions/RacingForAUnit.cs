using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Dapper;
using Npgsql;
using TalentCard.Contracts.Redemptions;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Redemptions;

public sealed class RacingForAUnit(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixty_four_requests_at_once_for_the_last_unit_book_one()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(3);
        await desk.RedeemedAsync(benefit);
        await desk.RedeemedAsync(benefit);
        var tickets = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => desk.TicketAsync()));
        var answers = await AtOnceAsync(tickets, ticket => desk.SendAsync(ticket, benefit));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            await answer.ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");
        (await StateAsync(desk)).ShouldBe(new State(3, 0, 3, 3, 3, 0));
    }

    [Fact]
    public async Task The_same_key_from_sixteen_connections_books_one_and_answers_sixteen_times_the_same()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(5);
        foreach (var code in new[] { await desk.MintAsync(), await desk.PrintAsync() })
        {
            var (ticket, key) = (await desk.TicketAsync(code), Guid.NewGuid().ToString());
            var answers = await AtOnceAsync(Enumerable.Range(0, 16), _ => desk.SendAsync(ticket, benefit, key));
            var made = await Task.WhenAll(answers.Select(answer => answer.ShouldBeAsync<RedemptionMade>(HttpStatusCode.Created)));
            made.Distinct().Count().ShouldBe(1);
        }
        (await StateAsync(desk)).ShouldBe(new State(2, 0, 2, 2, 2, 0));
    }

    [Fact]
    public async Task One_showing_at_sixteen_counters_records_once()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(null);
        var ticket = await desk.TicketAsync();
        var answers = await AtOnceAsync(Enumerable.Range(0, 16), _ => desk.SendAsync(ticket, benefit));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            await answer.ShouldRefuseAsync(HttpStatusCode.Conflict, "already_used");
    }

    [Fact]
    public async Task A_reversal_gives_the_unit_back_once_however_many_ask()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(2);
        var made = await desk.RedeemedAsync(benefit);
        await desk.RedeemedAsync(benefit);
        var answers = await AtOnceAsync(Enumerable.Range(0, 16), _ => desk.ReverseAsync(made.Id));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            await answer.ShouldRefuseAsync(HttpStatusCode.Conflict, "already_reversed");
        (await StateAsync(desk)).ShouldBe(new State(1, 0, 2, 2, 2, 1));
    }

    [Fact]
    public async Task Redemptions_reversals_bookings_and_cancellations_at_once_never_exceed_the_quota()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(4);
        var talent = api.As(desk.Talent);
        ConcurrentBag<Guid> made = [];
        ConcurrentBag<Guid> booked = [];
        await AtOnceAsync(
            Enumerable.Range(0, 12),
            async worker =>
            {
                for (var i = 0; i < 8; i++)
                {
                    HttpResponseMessage answer;
                    switch ((worker + i) % 4)
                    {
                        case 0 or 1:
                            answer = await desk.RedeemAsync(benefit);
                            if (answer.IsSuccessStatusCode)
                                made.Add((await answer.Content.ReadFromJsonAsync<RedemptionMade>(Cancel))!.Id);
                            break;
                        case 2:
                            // Days up to today, so that redemptions use some of them.
                            answer = await ReserveAsync(talent, desk, benefit, new DateOnly(2026, 3, 2).AddDays(i % 3));
                            if (answer.IsSuccessStatusCode)
                                booked.Add((await answer.Content.ReadFromJsonAsync<Reservation>(Cancel))!.Id);
                            break;
                        default:
                            answer =
                                made.TryTake(out var redemption) ? await desk.ReverseAsync(redemption)
                                : booked.TryTake(out var id) ? await talent.DeleteAsync($"/api/v1/me/reservations/{id}", Cancel)
                                : new HttpResponseMessage();
                            break;
                    }
                    ((int)answer.StatusCode).ShouldBeLessThan(500, await answer.Content.ReadAsStringAsync(Cancel));
                }
                return 0;
            }
        );
        var state = await StateAsync(desk);
        (state.Used + state.Held).ShouldBeLessThanOrEqualTo(4);
        state.Used.ShouldBe(state.Redemptions - state.Reversals);
        (state.Showings, state.Keys).ShouldBe((state.Redemptions, state.Redemptions));
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        state.Held.ShouldBe(
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from reservations where card_id = @Id and state = 'held'",
                new { desk.Card.Id }
            )
        );
    }

    [Fact]
    public async Task A_booking_and_a_redemption_at_once_for_the_last_unit_leave_one_of_them()
    {
        var talents = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Desk.OpenAsync(api)));
        var benefit = await NewBenefitAsync(1);
        foreach (var desk in talents)
        {
            var ticket = await desk.TicketAsync();
            var http = api.As(desk.Talent);
            var answers = await AtOnceAsync(
                [0, 1],
                which =>
                    which == 0 ? desk.SendAsync(ticket, benefit) : ReserveAsync(http, desk, benefit, new DateOnly(2026, 3, 9))
            );
            answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
            await answers
                .Single(answer => answer.StatusCode != HttpStatusCode.Created)
                .ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");
        }
    }

    [Fact]
    public async Task A_connection_killed_in_mid_request_leaves_nothing_and_the_same_key_then_books_once()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(9);
        await desk.RedeemedAsync(benefit);
        var ticket = await desk.TicketAsync();
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await using (var block = await api.Database.DataSource.OpenConnectionAsync(Cancel))
        {
            await using var transaction = await block.BeginTransactionAsync(Cancel);
            await block.ExecuteAsync(
                "select used from entitlements where card_id = @Id for update",
                new { desk.Card.Id },
                transaction
            );
            var request = desk.SendAsync(ticket, benefit, "killed");
            var pid = await Eventually.ShouldComeAsync(
                () =>
                    connection.QuerySingleOrDefaultAsync<string>(
                        "select pid::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'with facts%'"
                    ),
                "the request at the lock"
            );
            await connection.ExecuteAsync(
                "select pg_terminate_backend(@pid)",
                new { pid = int.Parse(pid, System.Globalization.CultureInfo.InvariantCulture) }
            );
            await (await request).ShouldRefuseAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            await transaction.RollbackAsync(Cancel);
        }
        (await StateAsync(desk)).ShouldBe(new State(1, 0, 1, 1, 1, 0));
        (await desk.SendAsync(ticket, benefit, "killed")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await StateAsync(desk)).ShouldBe(new State(2, 0, 2, 2, 2, 0));
    }

    [Fact]
    public async Task Connections_killed_at_any_moment_leave_all_or_nothing()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(null);
        var tickets = await Task.WhenAll(Enumerable.Range(0, 48).Select(_ => desk.TicketAsync()));
        using var done = new CancellationTokenSource();
        var killer = KillAsync(done.Token);
        await AtOnceAsync(
            tickets,
            async ticket =>
            {
                // Each desk repeats its request until it has an answer.
                while ((await desk.SendAsync(ticket, benefit, ticket[..50])).StatusCode != HttpStatusCode.Created)
                    Cancel.ThrowIfCancellationRequested();
                return 0;
            }
        );
        await done.CancelAsync();
        (await killer).ShouldBeGreaterThan(0);
        (await StateAsync(desk)).ShouldBe(new State(48, 0, 48, 48, 48, 0));
    }

    [Fact]
    public async Task A_verification_is_one_select_and_a_redemption_one_statement()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(5);
        await desk.RedeemedAsync(benefit);
        var (code, database) = (
            await desk.MintAsync(),
            new NpgsqlConnectionStringBuilder(api.Database.ConnectionString).Database
        );
        ConcurrentQueue<string> commands = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (!activity.TagObjects.Any(tag => tag.Value as string == database))
                    return;
                if (activity.TagObjects.FirstOrDefault(tag => tag.Key is "db.query.text" or "db.statement").Value is string text)
                    commands.Enqueue(text);
            },
        };
        ActivitySource.AddActivityListener(listener);

        var ticket = await desk.TicketAsync(code);
        OfTheCall().ShouldHaveSingleItem().ShouldStartWith("select");
        commands.Clear();
        (await desk.SendAsync(ticket, benefit)).StatusCode.ShouldBe(HttpStatusCode.Created);
        OfTheCall().ShouldHaveSingleItem().ShouldStartWith("with facts");

        // The log's row is written behind the answer, and ended sign-ins are looked for now and then.
        IEnumerable<string> OfTheCall() =>
            commands.Where(text =>
                !text.Contains("insert into verifications", StringComparison.Ordinal)
                && !text.Contains("from ended_tokens", StringComparison.Ordinal)
            );
    }

    private static async Task<HttpResponseMessage> ReserveAsync(HttpClient talent, Desk desk, string benefit, DateOnly day)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/me/reservations")
        {
            Content = JsonContent.Create(
                new
                {
                    benefit,
                    servicePoint = desk.Point.Id,
                    day,
                }
            ),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await talent.SendAsync(request, Cancel);
    }

    private static async Task<TResult[]> AtOnceAsync<T, TResult>(IEnumerable<T> items, Func<T, Task<TResult>> act)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = items
            .Select(async item =>
            {
                await start.Task;
                return await act(item);
            })
            .ToArray();
        start.SetResult();
        return await Task.WhenAll(all);
    }

    private Task<string> NewBenefitAsync(int? quota) =>
        TestData.BenefitAsync(api.Database.DataSource, new TestRule { Quota = quota });

    private async Task<int> KillAsync(CancellationToken until)
    {
        var killed = 0;
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        while (!until.IsCancellationRequested && killed < 40)
            killed += await connection.ExecuteScalarAsync<int>(
                """
                select count(pg_terminate_backend(pid))::int from (
                    select pid from pg_stat_activity
                    where datname = current_database() and state = 'active' and query like 'with facts%' order by random()
                    limit 1) victim
                """
            );
        return killed;
    }

    private async Task<State> StateAsync(Desk desk)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.QuerySingleAsync<State>(
            """
            select (select coalesce(sum(used), 0)::int from entitlements where card_id = @Id) used,
                   (select coalesce(sum(held), 0)::int from entitlements where card_id = @Id) held,
                   (select count(*)::int from redemptions where card_id = @Id) redemptions,
                   (select count(*)::int from redemption_showings where card_id = @Id) showings,
                   (select count(*)::int from idempotency_keys k join redemptions r on r.id = k.subject_id
                    where r.card_id = @Id) keys,
                   (select count(*)::int from reversals where card_id = @Id) reversals
            """,
            new { desk.Card.Id }
        );
    }

    private sealed record State(int Used, int Held, int Redemptions, int Showings, int Keys, int Reversals);
}
