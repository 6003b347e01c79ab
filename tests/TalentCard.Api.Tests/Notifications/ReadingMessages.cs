using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts;
using TalentCard.Contracts.Notifications;
using TalentCard.Contracts.PersonalData;
using TalentCard.Core.Notifications;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Notifications;

public sealed class ReadingMessages(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_reads_their_own_and_nobody_elses()
    {
        var (mine, other) = (
            await TestData.TalentAsync(api.Database.DataSource),
            await TestData.TalentAsync(api.Database.DataSource)
        );
        for (var i = 0; i < 3; i++)
            await TellAsync("card_renewed", mine, $"card:{i}");
        await TellAsync("card_renewed", mine, "card:0");
        await TellAsync("card_renewed", other, "card:9");
        var me = api.As(Person.Talent(mine));

        (await me.GetAsync("/api/v1/me/notifications/unread", Cancel).ShouldGiveAsync<UnreadNotifications>()).Count.ShouldBe(3);
        var page = await me.GetAsync("/api/v1/me/notifications?limit=2", Cancel).ShouldGiveAsync<Page<Notification>>();
        page.Items.Count.ShouldBe(2);
        page.Items[0]
            .ShouldSatisfyAllConditions(
                one => one.Title.ShouldBe("您的优才卡已续期"),
                one => one.TitleEn.ShouldBe("Your talent card has been renewed"),
                one => one.Text.ShouldContain("2028-01-31"),
                one => one.Address.ShouldBe("/card"),
                one => one.ReadAt.ShouldBeNull()
            );
        (
            await me.GetAsync($"/api/v1/me/notifications?limit=2&after={page.Next}", Cancel).ShouldGiveAsync<Page<Notification>>()
        ).Items.ShouldHaveSingleItem();

        (await me.PostAsync($"/api/v1/me/notifications/{page.Items[0].Id}/read", null, Cancel)).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (
            await me.GetAsync("/api/v1/me/notifications?unread=true", Cancel).ShouldGiveAsync<Page<Notification>>()
        ).Items.Count.ShouldBe(2);
        await api.As(Person.Talent(other))
            .PostAsync($"/api/v1/me/notifications/{page.Items[1].Id}/read", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await me.PostAsJsonAsync("/api/v1/me/notifications/read", new { }, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        (
            await me.PostAsJsonAsync("/api/v1/me/notifications/read", new ReadAllRequest(api.Clock.GetUtcNow()), Cancel)
        ).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await me.GetAsync("/api/v1/me/notifications/unread", Cancel).ShouldGiveAsync<UnreadNotifications>()).Count.ShouldBe(0);
        (
            await api.As(Person.Talent(other))
                .GetAsync("/api/v1/me/notifications/unread", Cancel)
                .ShouldGiveAsync<UnreadNotifications>()
        ).Count.ShouldBe(1);

        // What is kept on a talent is in their export.
        var export = await me.GetAsync("/api/v1/me/export", Cancel).ShouldGiveAsync<PersonalDataExport>();
        export.Messages.Count.ShouldBe(3);
        export.Messages.ShouldAllBe(message => message.ReadAt != null && message.Title == "您的优才卡已续期");
    }

    [Fact]
    public async Task A_partners_system_reads_none() =>
        await api.As(Person.PartnerSystem(Guid.NewGuid()))
            .GetAsync("/api/v1/me/notifications", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");

    [Fact]
    public async Task The_owner_is_told_in_the_transaction_of_the_change()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        var card = await TestData.CardAsync(api.Database.DataSource, talent);
        var office = api.As(Person.Office());
        (
            await office.PostAsJsonAsync($"/api/v1/cards/{card.Id}/suspend", new { reason = "本人挂失" }, Cancel)
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        await office.PostAsJsonAsync($"/api/v1/cards/{card.Id}/suspend", new { reason = "再次挂失" }, Cancel);
        var told = (
            await api.As(Person.Talent(talent)).GetAsync("/api/v1/me/notifications", Cancel).ShouldGiveAsync<Page<Notification>>()
        ).Items;
        told.ShouldHaveSingleItem().Kind.ShouldBe("card_suspended");
    }

    [Fact]
    public async Task Preferences_are_the_persons_own_and_leave_on_what_is_mandatory()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource, email: "zhang@mail.test", phone: "13912345678");
        var me = api.As(Person.Talent(talent));
        var before = await me.GetAsync("/api/v1/me/notifications/preferences", Cancel).ShouldGiveAsync<NotificationPreferences>();
        before.ShouldSatisfyAllConditions(
            one => one.Language.ShouldBe("zh"),
            one => one.Email.ShouldBe("z***@mail.test"),
            one => one.Phone.ShouldBe("*******5678"),
            one => one.OwnAddresses.ShouldBeFalse(),
            one => one.Kinds.ShouldContain(kind => kind.Kind == "card_expires"),
            one => one.Kinds.ShouldNotContain(kind => kind.Kind == "ticket_due")
        );

        OptOut[] off = [new("card_renewed", "app"), new("card_expires", "sms")];
        await PutAsync(me, new("en", null, null, off), null).ShouldRefuseAsync((HttpStatusCode)428, "precondition_required");
        await PutAsync(me, new("en", "a@b.test", null, off), 0)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "address_of_the_office");
        await PutAsync(me, new("en", null, null, [new("card_suspended", "sms")]), 0)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "notification_mandatory");
        await PutAsync(me, new("en", null, null, [new("no_such", "sms")]), 0)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await PutAsync(me, new("fr", null, null, []), 0).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        var after = await PutAsync(me, new("en", null, null, off), 0).ShouldGiveAsync<NotificationPreferences>();
        after.Language.ShouldBe("en");
        after
            .Kinds.Single(kind => kind.Kind == "card_expires")
            .Channels.ShouldBe([new("app", true), new("email", true), new("sms", false)]);
        await PutAsync(me, new("zh", null, null, []), 0).ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");

        await TellAsync("card_renewed", talent, "card:1");
        (await me.GetAsync("/api/v1/me/notifications/unread", Cancel).ShouldGiveAsync<UnreadNotifications>()).Count.ShouldBe(0);

        // Anybody else enters their own addresses, kept encrypted.
        var user = await TestData.UserAsync(api.Database, "station-x", ["station_manager"]);
        var station = await TestData.StationAsync(api.Database.DataSource);
        var manager = api.As(Person.StationManager(station.Id) with { Id = user.ToString() });
        await PutAsync(manager, new("zh", "no address", null, []), 0)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        (
            await PutAsync(manager, new("zh", "Station@Mail.test", "13800001111", []), 0)
                .ShouldGiveAsync<NotificationPreferences>()
        ).ShouldSatisfyAllConditions(
            one => one.Email.ShouldBe("station@mail.test"),
            one => one.Phone.ShouldBe("13800001111"),
            one => one.OwnAddresses.ShouldBeTrue()
        );
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (await connection.QueryAsync<string>("select s::text from notification_settings s")).ShouldAllBe(row =>
            !row.Contains("13800001111") && !row.Contains("mail.test")
        );
    }

    [Fact]
    public async Task Only_administrators_see_and_decide_on_what_could_not_be_sent()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        var id = Guid.CreateVersion7();
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            insert into deliveries (id, channel, recipient_id, urgent, state, created_at, begun_at, attempts, next_attempt_at,
                last_error, last_status, ended_at)
            values (@id, 'sms', @talent, false, 'dead', @Now, @Now, 12, @Now, 'refused', 400, @Now)
            """,
            new
            {
                id,
                talent,
                Now = api.Clock.GetUtcNow(),
            }
        );
        await api.As(Person.Office())
            .GetAsync("/api/v1/dead-letters", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        var admin = api.As(Person.Admin());
        var message = (
            await admin.GetAsync("/api/v1/dead-letters", Cancel).ShouldGiveAsync<Page<DeadLetter>>()
        ).Items.ShouldHaveSingleItem();
        message.ShouldSatisfyAllConditions(
            one => one.Recipient.ShouldBe("张**"),
            one => one.Status.ShouldBe(400),
            one => one.Attempts.ShouldBe(12)
        );
        await admin
            .PostAsync($"/api/v1/dead-letters/{Guid.NewGuid()}/discard", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await admin.PostAsync($"/api/v1/dead-letters/{id}/retry", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await admin
            .PostAsync($"/api/v1/dead-letters/{id}/discard", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "dead_letter_decided");
        (await connection.ExecuteScalarAsync<string>("select state from deliveries where id = @id", new { id })).ShouldBe(
            "waiting"
        );
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, NotificationPreferencesRequest request, int? version)
    {
        var message = new HttpRequestMessage(HttpMethod.Put, "/api/v1/me/notifications/preferences")
        {
            Content = JsonContent.Create(request),
        };
        if (version is not null)
            message.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return client.SendAsync(message, Cancel);
    }

    private async Task TellAsync(string kind, Guid to, string fact)
    {
        await using var session = await api.Database.Db.OpenAsync(Cancel);
        await Outbox.EnqueueAsync(
            session,
            api.Clock.GetUtcNow(),
            [new NewMessage(kind, to, fact, new Dictionary<string, string> { ["valid_to"] = "2028-01-31" })]
        );
    }
}
