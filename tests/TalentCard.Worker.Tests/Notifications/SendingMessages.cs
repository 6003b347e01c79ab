using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Contracts;
using TalentCard.Contracts.Notifications;
using TalentCard.Core;
using TalentCard.Core.Access;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Notifications;
using TalentCard.Testing;
using TalentCard.Worker.Tests.Jobs;

namespace TalentCard.Worker.Tests.Notifications;

/// <summary>The outbox and its relay, with a real mail server and a real gateway that fail, stall and repeat.</summary>
public sealed class SendingMessages(TestMailServer mail, TestGateway gateway)
    : IClassFixture<TestMailServer>,
        IClassFixture<TestGateway>,
        IAsyncLifetime
{
    private readonly FakeTimeProvider clock = FakeTimeProvider.At("2026-03-02T10:00+08:00");
    private TestDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_message_comes_by_e_mail_and_SMS_in_the_persons_language_under_a_key_of_its_own()
    {
        var (chinese, english) = (await PersonAsync("zhang@mail.test"), await PersonAsync("smith@mail.test"));
        await SettingsAsync(english.Id, "en");
        foreach (var person in new[] { chinese, english })
            await TellAsync("card_suspended", person.Id, "card:1");
        using var relay = Relay();
        await relay.RunAsync();

        var message = mail.To("zhang@mail.test").ShouldHaveSingleItem();
        message.Header("Subject").ShouldBe("您的优才卡已挂失");
        message.Text.ShouldContain("https://card.example/card\r\n");
        message.Header("Auto-Submitted").ShouldBe("auto-generated");
        mail.To("smith@mail.test").ShouldHaveSingleItem().Header("Subject").ShouldBe("Your talent card has been suspended");
        gateway.To(chinese.Phone).ShouldHaveSingleItem().Text.ShouldStartWith("【人才办】您的优才卡已挂失");

        var sent = await DeliveriesAsync(chinese.Id);
        sent.ShouldAllBe(delivery => delivery.State == "sent" && delivery.Attempts == 1);
        message.Header("Message-ID").ShouldBe($"<{sent[0].Id:N}@talentcard.example>");
        gateway.To(chinese.Phone)[0].Key.ShouldBe($"{sent[1].Id}");
    }

    [Fact]
    public async Task The_relay_is_woken_by_the_commit_and_hears_nothing_of_what_is_rolled_back()
    {
        var person = await PersonAsync("woken@mail.test");
        using var relay = Relay(("Poll", "01:00:00"));
        await relay.Host.StartAsync(Cancel);
        await using (var connection = await database.DataSource.OpenConnectionAsync(Cancel))
        {
            await database.RowAsync<string>(
                "select query from pg_stat_activity where datname = current_database() and query = 'listen messages'"
            );
            await using var transaction = await connection.BeginTransactionAsync(Cancel);
            await Outbox.EnqueueAsync(
                new Session(connection, transaction, Cancel),
                clock.GetUtcNow(),
                [new NewMessage("card_suspended", person.Id, "card:2", new Dictionary<string, string>())]
            );
            await transaction.RollbackAsync(Cancel);
        }
        await TellAsync("card_revoked", person.Id, "card:1");
        await Eventually.ShouldComeAsync(
            () => Task.FromResult(mail.To("woken@mail.test") is [var one] ? one : null),
            "the e-mail"
        );
        await relay.Host.StopAsync(Cancel);
        mail.To("woken@mail.test").Single().Header("Subject").ShouldBe("您的优才卡已注销");
    }

    [Fact]
    public async Task A_gateway_that_fails_and_stalls_is_tried_again_under_the_same_key_and_not_before_it_asked_for()
    {
        var person = await PersonAsync();
        await TellAsync("card_suspended", person.Id, "card:1");
        using var relay = Relay(("Timeout", "00:00:10"));
        gateway.Answers[person.Phone] = context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "300";
            return Task.CompletedTask;
        };
        await relay.RunAsync();
        var waiting = (await DeliveriesAsync(person.Id)).ShouldHaveSingleItem();
        (waiting.State, waiting.Error, waiting.Status).ShouldBe(("waiting", "busy", 503));
        waiting.Next.ShouldBe(clock.GetUtcNow().AddSeconds(300));

        clock.Advance(TimeSpan.FromSeconds(299));
        await relay.RunAsync();
        gateway.To(person.Phone).Count.ShouldBe(1);
        gateway.Answers[person.Phone] = context =>
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        clock.Advance(TimeSpan.FromSeconds(1));
        await relay.RunAsync();
        (await DeliveriesAsync(person.Id)).Single().Error.ShouldBe("time_limit");

        gateway.Answers.Remove(person.Phone, out _);
        clock.Advance(TimeSpan.FromHours(1));
        await relay.RunAsync();
        gateway.To(person.Phone).Count.ShouldBe(3);
        gateway.To(person.Phone).Select(sms => sms.Key).Distinct().ShouldHaveSingleItem();
        (await DeliveriesAsync(person.Id))
            .Single()
            .ShouldSatisfyAllConditions(
                delivery => delivery.State.ShouldBe("sent"),
                delivery => delivery.Attempts.ShouldBe(3),
                delivery => delivery.Error.ShouldBeNull()
            );
    }

    [Fact]
    public async Task What_stays_in_vain_ends_among_the_dead_and_is_sent_again_under_the_same_key_or_dropped()
    {
        var (busy, refused, once, rejected) = (
            await PersonAsync("busy-1@mail.test"),
            await PersonAsync("refused-1@mail.test"),
            await PersonAsync("once-1@mail.test"),
            await PersonAsync()
        );
        gateway.Answers[rejected.Phone] = context =>
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        };
        foreach (var person in new[] { busy, refused, once, rejected })
            await TellAsync("card_suspended", person.Id, "card:1");
        using var relay = Relay(("Attempts", "3"));
        for (var i = 0; i < 4; i++)
        {
            await relay.RunAsync();
            clock.Advance(TimeSpan.FromHours(1));
        }
        async Task<(string, int, string?, int?)> OfAsync(Person person, string channel) =>
            (await DeliveriesAsync(person.Id))
                .Where(one => one.Channel == channel)
                .Select(one => (one.State, one.Attempts, one.Error, one.Status))
                .Single();
        (await OfAsync(busy, "email")).ShouldBe(("dead", 3, "busy", 450));
        (await OfAsync(refused, "email")).ShouldBe(("dead", 1, "refused", 550));
        (await OfAsync(rejected, "sms")).ShouldBe(("dead", 1, "refused", 400));

        var office = new DeadLetterStore(database.Db, new AuditTrail(clock), clock);
        var dead = (await office.ListAsync(new ListQuery(10), Cancel)).Items;
        dead.Count.ShouldBe(4);
        dead.ShouldAllBe(message => message.Recipient == "张**");
        var admin = new Actor(Guid.NewGuid().ToString(), "admin1", ["admin"]);
        var message = (await DeliveriesAsync(once.Id))[0];
        await office.SendAgainAsync(message.Id, admin, Cancel);
        await office.DropAsync((await DeliveriesAsync(refused.Id))[0].Id, admin, Cancel);
        await relay.RunAsync();
        mail.To("once-1@mail.test").ShouldHaveSingleItem().Header("Message-ID").ShouldContain($"{message.Id:N}");
        (await OfAsync(refused, "email")).Item1.ShouldBe("dropped");
        (await office.ListAsync(new ListQuery(10), Cancel)).Items.Count.ShouldBe(2);
        (await Should.ThrowAsync<RefusedException>(() => office.SendAgainAsync(message.Id, admin, Cancel))).Problem.ShouldBe(
            NotificationProblems.DeadLetterDecided
        );
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        (await connection.QueryAsync<string>("select action from audit_events order by at, action")).ShouldBe(
            ["message.drop", "message.send_again"],
            ignoreOrder: true
        );
        // No error's words are kept.
        (await connection.QueryAsync<string>("select d::text from deliveries d")).ShouldAllBe(row => !row.Contains("mail.test"));
    }

    [Fact]
    public async Task Two_relays_share_the_work_and_never_send_a_key_twice()
    {
        List<Person> people = [];
        for (var i = 0; i < 60; i++)
            people.Add(await PersonAsync());
        foreach (var person in people)
            await TellAsync("card_suspended", person.Id, "card:1");
        using var first = Relay();
        using var second = Relay();
        await Task.WhenAll(Task.Run(first.RunAsync, Cancel), Task.Run(second.RunAsync, Cancel));
        people.ShouldAllBe(person => gateway.To(person.Phone).Count == 1);
        people.Select(person => gateway.To(person.Phone)[0].Key).Distinct().Count().ShouldBe(60);
    }

    [Fact]
    public async Task What_a_relay_had_in_hand_when_it_died_another_sends_under_the_same_key()
    {
        var person = await PersonAsync();
        await TellAsync("card_suspended", person.Id, "card:1");
        using var first = Relay();
        await first.Host.Services.GetRequiredService<DeliveryPlanner>().PlanAsync(["sms"], Cancel);
        var held = (
            await first.Host.Services.GetRequiredService<DeliveryStore>().TakeAsync(["sms"], Cancel)
        ).ShouldHaveSingleItem();
        // It sends, and dies before it can say so.
        var channel = first.Host.Services.GetServices<Worker.Notifications.IDeliveryChannel>().Single(one => one.Name == "sms");
        (await channel.SendAsync(held.OutgoingMessage!, Cancel)).ShouldBe(SendOutcome.Sent);

        using var second = Relay();
        await second.RunAsync();
        gateway.To(person.Phone).Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromMinutes(2));
        await second.RunAsync();
        gateway.To(person.Phone).Select(sms => sms.Key).ShouldBe([$"{held.Id}", $"{held.Id}"]);
        (await DeliveriesAsync(person.Id))
            .Single()
            .ShouldSatisfyAllConditions(one => one.State.ShouldBe("sent"), one => one.Attempts.ShouldBe(2));

        // Late word of a failure from the one that was believed dead changes nothing.
        await first.Host.Services.GetRequiredService<DeliveryStore>().SettleAsync(held, new SendOutcome("network"), 0, Cancel);
        (await DeliveriesAsync(person.Id)).Single().State.ShouldBe("sent");
    }

    [Fact]
    public async Task Ten_messages_become_one_e_mail_and_what_is_urgent_goes_alone()
    {
        var person = await PersonAsync("many@mail.test");
        using var relay = Relay(("Gathering", "00:05:00"));
        for (var i = 0; i < 10; i++)
        {
            await TellAsync("card_renewed", person.Id, $"card:{i}", ("valid_to", $"2027-01-{i + 10}"));
            await relay.RunAsync();
            clock.Advance(TimeSpan.FromSeconds(20));
        }
        await TellAsync("card_suspended", person.Id, "card:x");
        await relay.RunAsync();
        mail.To("many@mail.test").ShouldHaveSingleItem().Header("Subject").ShouldBe("您的优才卡已挂失");

        clock.Advance(TimeSpan.FromMinutes(5));
        await relay.RunAsync();
        var digest = mail.To("many@mail.test")[1];
        digest.Header("Subject").ShouldBe("优才卡：10 条新消息");
        Enumerable.Range(10, 10).ShouldAllBe(day => digest.Text.Contains($"2027-01-{day}"));

        // What comes after it has left is another e-mail.
        await TellAsync("card_renewed", person.Id, "card:later", ("valid_to", "2028-01-01"));
        await relay.RunAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        await relay.RunAsync();
        mail.To("many@mail.test").Count.ShouldBe(3);
        mail.To("many@mail.test")[2].Header("Subject").ShouldBe("您的优才卡已续期");
    }

    [Fact]
    public async Task No_telephone_rings_at_night_unless_it_is_urgent()
    {
        var person = await PersonAsync();
        using var relay = Relay();
        clock.Set("2026-03-02T20:59+08:00");
        await TellAsync("card_renewed", person.Id, "card:1", ("valid_to", "2027-01-01"));
        gateway.Answers[person.Phone] = context =>
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            return Task.CompletedTask;
        };
        await relay.RunAsync();
        gateway.Answers.Remove(person.Phone, out _);
        gateway.To(person.Phone).Count.ShouldBe(1);

        clock.Set("2026-03-02T23:30+08:00");
        await TellAsync("card_resumed", person.Id, "card:2", ("valid_to", "2027-01-01"));
        await TellAsync("card_suspended", person.Id, "card:3");
        await relay.RunAsync();
        gateway.To(person.Phone).Count.ShouldBe(2);
        gateway.To(person.Phone)[1].Text.ShouldContain("挂失");
        clock.Set("2026-03-03T07:59+08:00");
        await relay.RunAsync();
        gateway.To(person.Phone).Count.ShouldBe(2);
        clock.Set("2026-03-03T08:00+08:00");
        await relay.RunAsync();
        gateway.To(person.Phone).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Nobody_is_sent_what_they_opted_out_of_what_was_told_again_or_what_is_over()
    {
        var person = await PersonAsync("choosy@mail.test");
        await SettingsAsync(person.Id, "zh", ("card_renewed", "sms"), ("card_suspended", "sms"));
        using var relay = Relay();
        await TellAsync("card_renewed", person.Id, "card:1", ("valid_to", "2027-01-01"));
        await TellAsync("card_suspended", person.Id, "card:2");
        await relay.RunAsync();
        // What is mandatory comes all the same.
        gateway.To(person.Phone).ShouldHaveSingleItem().Text.ShouldContain("挂失");

        // The e-mail waits; meanwhile one fact is told again and another is over.
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            insert into messages (id, kind, recipient_id, fact, step, arguments, created_at, expires_at) values
                (gen_random_uuid(), 'card_expires', @Id, 'card-expires', '30', '{"valid_to": "2026-03-30"}', @Now, null),
                (gen_random_uuid(), 'card_expires', @Id, 'card-expires', '7', '{"valid_to": "2026-03-09"}', @Later, null),
                (gen_random_uuid(), 'booking_tomorrow',
                 @Id, 'booking', '', '{"benefit": "体检", "benefit_en": "x", "place": "y", "day": "2026-03-02"}', @Now, @Later)
            """,
            new
            {
                person.Id,
                Now = clock.GetUtcNow(),
                Later = clock.GetUtcNow().AddMinutes(1),
            }
        );
        await relay.RunAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        await relay.RunAsync();
        mail.To("choosy@mail.test")[1]
            .ShouldSatisfyAllConditions(
                one => one.Text.ShouldContain("2027-01-01"),
                one => one.Text.ShouldContain("2026-03-09"),
                one => one.Text.ShouldNotContain("2026-03-30"),
                one => one.Text.ShouldNotContain("体检")
            );
        (await DeliveriesAsync(person.Id)).ShouldAllBe(delivery => delivery.State == "sent" || delivery.State == "skipped");
    }

    private TrialRelay Relay(params (string Name, string Value)[] settings) => new(database, clock, mail, gateway, settings);

    private Task TellAsync(string kind, Guid to, string fact, params (string Name, string Value)[] arguments) =>
        TrialRelay.TellAsync(database, clock, kind, to, fact, arguments);

    private Task<IReadOnlyList<Delivery>> DeliveriesAsync(Guid to) => TrialRelay.DeliveriesAsync(database, to);

    private async Task<Person> PersonAsync(string? email = null)
    {
        var phone = TestData.NewPhone();
        return new Person(await TestData.TalentAsync(database.DataSource, phone: phone, email: email), phone);
    }

    private async Task SettingsAsync(Guid person, string language, params (string Kind, string Channel)[] optOuts)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            insert into notification_settings (recipient_id, language, updated_at) values (@person, @language, now());
            insert into notification_opt_outs (recipient_id, kind, channel) select @person, kind, channel
            from unnest(@Kinds, @Channels) x (kind, channel)
            """,
            new
            {
                person,
                language,
                Kinds = optOuts.Select(one => one.Kind).ToArray(),
                Channels = optOuts.Select(one => one.Channel).ToArray(),
            }
        );
    }

    private sealed record Person(Guid Id, string Phone);
}
