using System.Net;
using System.Net.Http.Json;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Redemptions;
using TalentCard.Testing;
using Rnd = FsCheck.Rnd;

namespace TalentCard.Api.Tests.Redemptions;

/// <summary>
/// Random sequences of redeem, reverse, reserve, cancel and the passing of days, beside a model of a few lines.
/// </summary>
public sealed class AnySequenceOfEvents(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private const int Quota = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public enum Happening
    {
        Redeem,
        Reverse,
        Reserve,
        Cancel,
        NextDay,
        Sweep,
    }

    // Found by chance once: the answer to the reversal counted the lapsed hold, which no job had swept.
    private static readonly Happening[] ReversalAfterALapsedHold =
    [
        Happening.Redeem,
        Happening.Redeem,
        Happening.Sweep,
        Happening.Reserve,
        Happening.NextDay,
        Happening.Reverse,
    ];

    [Fact]
    public async Task Leaves_what_the_model_leaves()
    {
        var start = api.Clock.GetUtcNow().ToString("O");
        // The clock only moves on within a month, so one signing key and one period serve all.
        var steps = Gen.Frequency(
            (5, Gen.Constant(Happening.Redeem)),
            (3, Gen.Constant(Happening.Reverse)),
            (4, Gen.Constant(Happening.Reserve)),
            (2, Gen.Constant(Happening.Cancel)),
            (1, Gen.Constant(Happening.NextDay)),
            (1, Gen.Constant(Happening.Sweep))
        );
        var seed = new Rnd(20220601);
        foreach (var sequence in steps.ArrayOf(25).Sample(12, seed, 12).Prepend(ReversalAfterALapsedHold))
        {
            api.Clock.Set(start);
            await RunAsync(sequence);
        }
    }

    private async Task RunAsync(Happening[] sequence)
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await TestData.BenefitAsync(api.Database.DataSource, new TestRule { Quota = Quota });
        var talent = api.As(desk.Talent);
        Stack<Guid> standing = [];
        Dictionary<DateOnly, Guid> held = [];
        var today = new DateOnly(2026, 3, 2);
        for (var i = 0; i < sequence.Length; i++)
        {
            var where = $"step {i} of {string.Join(' ', sequence)}";
            var left = Quota - standing.Count - held.Count;
            switch (sequence[i])
            {
                case Happening.Redeem:
                    var answer = await desk.RedeemAsync(benefit);
                    answer.IsSuccessStatusCode.ShouldBe(left > 0 || held.ContainsKey(today), where);
                    if (!answer.IsSuccessStatusCode)
                        break;
                    held.Remove(today);
                    var made = await answer.ShouldBeAsync<RedemptionMade>(HttpStatusCode.Created);
                    standing.Push(made.Id);
                    made.Remaining.ShouldBe(Quota - standing.Count - held.Count, where);
                    break;
                case Happening.Reverse when standing.TryPop(out var id):
                    var office = api.As(Person.Office());
                    (
                        await (await desk.ReverseAsync(id, office)).ShouldBeAsync<ReversalMade>(HttpStatusCode.Created)
                    ).Remaining.ShouldBe(left + 1, where);
                    await (await desk.ReverseAsync(id, office)).ShouldRefuseAsync(HttpStatusCode.Conflict, "already_reversed");
                    break;
                case Happening.Reserve:
                    var day = today.AddDays(i % 3);
                    var booking = await ReserveAsync(talent, desk, benefit, day);
                    booking.IsSuccessStatusCode.ShouldBe(left > 0 && !held.ContainsKey(day), where);
                    if (booking.IsSuccessStatusCode)
                        held[day] = (await booking.ShouldBeAsync<Reservation>(HttpStatusCode.Created)).Id;
                    break;
                case Happening.Cancel when held.Count > 0:
                    var (booked, reservation) = held.First();
                    (await talent.DeleteAsync($"/api/v1/me/reservations/{reservation}", Cancel)).StatusCode.ShouldBe(
                        HttpStatusCode.NoContent,
                        where
                    );
                    held.Remove(booked);
                    break;
                case Happening.NextDay:
                    api.Clock.Advance(TimeSpan.FromDays(1));
                    today = today.AddDays(1);
                    foreach (var over in held.Keys.Where(past => past < today).ToArray())
                        held.Remove(over);
                    break;
                case Happening.Sweep:
                    await api.Services.GetRequiredService<ReservationStore>().LapseAsync(Cancel);
                    break;
            }
            var card = await talent.GetFromJsonAsync<MyCard>("/api/v1/me/card", Cancel);
            var mine = card!.Entitlements.Single(entitlement => entitlement.Benefit == benefit);
            (mine.Used, mine.Held, mine.Remaining).ShouldBe(
                (standing.Count, held.Count, Quota - standing.Count - held.Count),
                where
            );
        }
    }

    private static Task<HttpResponseMessage> ReserveAsync(HttpClient talent, Desk desk, string benefit, DateOnly day)
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
        return talent.SendAsync(request, Cancel);
    }
}
