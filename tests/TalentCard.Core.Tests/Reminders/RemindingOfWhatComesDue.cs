using Dapper;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using TalentCard.Contracts.Notifications;
using TalentCard.Core.Database;
using TalentCard.Core.Notifications;
using TalentCard.Core.Reminders;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Reminders;

public sealed class RemindingOfWhatComesDue : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = FakeTimeProvider.At("2026-03-02T08:30+08:00");
    private TestDatabase database = null!;
    private RemindPeople reminders = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private NpgsqlDataSource Data => database.DataSource;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        reminders = new RemindPeople(new Db(Data), clock);
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_card_that_expires_is_told_30_and_7_days_and_a_day_before_once_each_whoever_runs_it()
    {
        var talent = await TestData.TalentAsync(Data);
        var card = await TestData.CardAsync(Data, talent, validTo: new DateOnly(2026, 4, 1));
        await TestData.CardAsync(Data, await TestData.TalentAsync(Data), state: "suspended", validTo: new DateOnly(2026, 4, 1));
        for (
            clock.Set("2026-02-25T08:30+08:00");
            clock.GetUtcNow().ToLocalDate() < new DateOnly(2026, 4, 5);
            clock.Advance(TimeSpan.FromDays(1))
        )
            await Task.WhenAll(reminders.OfDatesAsync(Cancel), new RemindPeople(new Db(Data), clock).OfDatesAsync(Cancel));
        (await StepsAsync(talent)).ShouldBe([
            ("card_expires", 30, "2026-03-02"),
            ("card_expires", 7, "2026-03-25"),
            ("card_expires", 1, "2026-03-31"),
        ]);
        (await ToldAsync(talent))[0]
            .ShouldSatisfyAllConditions(
                one => one.Title.ShouldBe("您的优才卡将于 2026-04-01 到期"),
                one => one.TitleEn.ShouldBe("Your talent card expires on 2026-04-01")
            );

        // A clock set back tells nothing anew; another last day does.
        clock.Set("2026-03-10T08:30+08:00");
        (await reminders.OfDatesAsync(Cancel)).ShouldBe(0);
        await SqlAsync("update cards set valid_to = '2026-04-09' where id = @Id", new { card.Id });
        (await reminders.OfDatesAsync(Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task After_an_outage_only_the_latest_is_told_and_nothing_of_what_is_over()
    {
        var (late, over) = (await TestData.TalentAsync(Data), await TestData.TalentAsync(Data));
        await TestData.CardAsync(Data, late, validTo: new DateOnly(2026, 4, 1));
        await TestData.CardAsync(Data, over, validTo: new DateOnly(2026, 3, 20));
        clock.Set("2026-03-27T08:30+08:00");
        await reminders.OfDatesAsync(Cancel);
        (await StepsAsync(late)).ShouldBe([("card_expires", 7, "2026-03-27")]);
        (await StepsAsync(over)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_postdocs_dates_reach_the_stations_managers_and_the_office_without_the_name()
    {
        var (mine, other) = (await TestData.StationAsync(Data), await TestData.StationAsync(Data));
        var (manager, stranger, office, left) = (
            await UserAsync("station_manager"),
            await UserAsync("station_manager"),
            await UserAsync("office"),
            await UserAsync("office")
        );
        await SqlAsync(
            """
            update users set station_id = @Mine where id = @manager;
            update users set station_id = @Other where id = @stranger;
            update users set disabled_at = now() where id = @left;
            """,
            new
            {
                Mine = mine.Id,
                Other = other.Id,
                manager,
                stranger,
                left,
            }
        );
        // Proposal by 1 April; the other has done it.
        var postdoc = await TestData.PostdocAsync(Data, mine, new DateOnly(2026, 1, 1));
        await TestData.PostdocAsync(Data, mine, new DateOnly(2026, 1, 1), name: "已开题", proposalOn: new DateOnly(2026, 2, 1));
        clock.Set("2026-03-05T08:30+08:00");
        await reminders.OfDatesAsync(Cancel);
        clock.Set("2026-04-12T08:30+08:00");
        await reminders.OfDatesAsync(Cancel);

        foreach (var person in new[] { manager, office })
            (await StepsAsync(person)).ShouldBe([("postdoc_proposal", 30, "2026-03-05"), ("postdoc_proposal", -1, "2026-04-12")]);
        foreach (var person in new[] { stranger, left })
            (await StepsAsync(person)).ShouldBeEmpty();
        var told = (await ToldAsync(manager))[0];
        told.Title.ShouldContain("陈**应于 2026-04-01 前完成开题");
        told.Address.ShouldBe($"/stations/postdocs/{postdoc}");
        (await ToldAsync(office))[0].Address.ShouldBe($"/office/stations/postdocs/{postdoc}");

        // Midterm review and last day have their own.
        await SqlAsync(
            "update postdocs set proposal_on = '2026-04-12', proposal_title = '题目' where id = @postdoc",
            new { postdoc }
        );
        clock.Set("2027-03-25T08:30+08:00");
        await reminders.OfDatesAsync(Cancel);
        (await ToldAsync(manager))[0].Title.ShouldContain("应于 2027-04-01 前完成中期考核");
        clock.Set("2028-12-30T08:30+08:00");
        await reminders.OfDatesAsync(Cancel);
        (await ToldAsync(manager))[0].Title.ShouldContain("在站期限为 2028-12-31");
    }

    [Fact]
    public async Task An_expert_is_reminded_of_a_visit_reckoned_from_the_last()
    {
        var user = await UserAsync("expert");
        var (expert, village) = (
            await TestData.ExpertAsync(Data, "专家甲", user: user),
            await TestData.VillageAsync(Data, "赵庄村")
        );
        await TestData.PairingAsync(Data, expert, village, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
        // The shipped rule wants six a year: one in 60 days, the first by 2 March.
        await reminders.OfDatesAsync(Cancel);
        (await ToldAsync(user)).ShouldHaveSingleItem().Title.ShouldBe("2026-03-02 前请到赵庄村开展一次服务");
        await SqlAsync(
            """
            insert into service_logs (id, expert_id, advisee_id, visited_on, place, subject, result, created_at)
            values (gen_random_uuid(), @expert, @village, '2026-03-03', '村部', 'A0101', '指导', now())
            """,
            new { expert, village }
        );
        clock.Set("2026-03-04T08:30+08:00");
        (await reminders.OfDatesAsync(Cancel)).ShouldBe(0);
        clock.Set("2026-04-26T08:30+08:00");
        (await reminders.OfDatesAsync(Cancel)).ShouldBe(1);
        (await ToldAsync(user))[0].Title.ShouldContain("2026-05-02");
    }

    [Fact]
    public async Task An_article_to_be_reviewed_is_its_authors_or_the_offices_when_the_author_has_left()
    {
        var (author, gone, office) = (await UserAsync("agent"), await UserAsync("agent"), await UserAsync("office"));
        await SqlAsync("update users set disabled_at = now() where id = @gone", new { gone });
        var (mine, orphaned, begun) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await ArticleAsync(mine, author, "2026-03-01");
        await ArticleAsync(orphaned, gone, "2026-03-01");
        await ArticleAsync(begun, author, "2026-03-01");
        await ArticleAsync(begun, author, "2026-09-01", 2, "draft");
        await ArticleAsync(Guid.NewGuid(), author, "2026-03-03");
        await reminders.OfDatesAsync(Cancel);
        await reminders.OfDatesAsync(Cancel);
        (await ToldAsync(author)).ShouldHaveSingleItem().Address.ShouldBe($"/hotline/knowledge/{mine}");
        (await ToldAsync(office)).ShouldHaveSingleItem().Address.ShouldBe($"/hotline/knowledge/{orphaned}");
    }

    [Fact]
    public async Task A_ticket_is_told_to_who_answers_for_it_when_due_overdue_and_escalated()
    {
        var department = await TestData.DepartmentAsync(Data);
        var (handler, colleague, agent, office) = (
            await UserAsync("handler"),
            await UserAsync("handler"),
            await UserAsync("agent"),
            await UserAsync("office")
        );
        await SqlAsync(
            "update users set department_id = @department where id = any(@Ids)",
            new { department, Ids = new[] { handler, colleague } }
        );
        var accepted = await TicketAsync("accepted", "2026-03-02T17:30+08:00", agent, department, handler);
        await TicketAsync("dispatched", "2026-03-03T17:30+08:00", agent, department);
        await TicketAsync("received", "2026-03-02T17:30+08:00", agent);
        await TicketAsync("waiting", "2026-03-02T17:30+08:00", agent, department, handler);

        clock.Set("2026-03-02T07:00+08:00");
        (await reminders.OfTicketsAsync(Cancel)).ShouldBe(0);
        clock.Set("2026-03-02T07:37+08:00");
        await reminders.OfTicketsAsync(Cancel);
        (await StepsAsync(handler)).ShouldBe([("ticket_due", 0, "2026-03-02")]);
        (await StepsAsync(agent)).ShouldBe([("ticket_due", 0, "2026-03-02")]);
        (await StepsAsync(colleague)).ShouldBeEmpty();
        (await ToldAsync(handler))[0]
            .ShouldSatisfyAllConditions(
                one => one.Text.ShouldContain("2026-03-02 17:30"),
                one => one.Address.ShouldBe($"/hotline/tickets/{accepted}")
            );

        // Only the handler is told that it is overdue, although the reminder of the next day was missed for both.
        clock.Set("2026-03-09T09:00+08:00");
        await SqlAsync("update tickets set escalated_at = '2026-03-08T09:00+08:00' where id = @accepted", new { accepted });
        await reminders.OfTicketsAsync(Cancel);
        await reminders.OfTicketsAsync(Cancel);
        (await StepsAsync(handler))
            .Skip(1)
            .ShouldBe(
                [
                    ("ticket_overdue", -1, "2026-03-09"),
                    ("ticket_escalated", 0, "2026-03-09"),
                    ("ticket_overdue", -1, "2026-03-09"),
                ],
                ignoreOrder: true
            );
        (await StepsAsync(colleague)).ShouldBe([("ticket_overdue", -1, "2026-03-09")]);
        (await StepsAsync(office)).ShouldBe([("ticket_escalated", 0, "2026-03-09")]);
    }

    [Fact]
    public async Task A_follow_up_is_its_agents_on_its_day()
    {
        var (agent, other) = (await UserAsync("agent"), await UserAsync("agent"));
        await TicketAsync("replied", "2026-03-01T17:30+08:00", agent, followUp: "2026-03-03T17:30+08:00");
        (await reminders.OfTicketsAsync(Cancel)).ShouldBe(0);
        clock.Set("2026-03-03T08:07+08:00");
        (await reminders.OfTicketsAsync(Cancel)).ShouldBe(1);
        (await StepsAsync(agent)).ShouldBe([("follow_up_due", 0, "2026-03-03")]);
        (await StepsAsync(other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_booking_is_told_the_afternoon_before_or_early_on_the_day()
    {
        var talent = await TestData.TalentAsync(Data);
        var card = await TestData.CardAsync(Data, talent);
        var point = await TestData.ServicePointAsync(Data);
        var benefit = await TestData.BenefitAsync(Data);
        foreach (var (day, state) in new[] { ("2026-03-03", "held"), ("2026-03-05", "held"), ("2026-03-04", "cancelled") })
            await SqlAsync(
                """
                insert into reservations (card_id, id, benefit_code, service_point_id, day, period, period_start, state,
                    lapses_at, created_at, arrives_at)
                values (@Id, gen_random_uuid(), @benefit, @Point, @day::date, 'year', '2026-01-01', @state, @day::date + 1,
                    @Now, '09:30')
                """,
                new
                {
                    card.Id,
                    benefit,
                    Point = point.Id,
                    day,
                    state,
                    Now = clock.GetUtcNow(),
                }
            );
        (await reminders.OfBookingsAsync(Cancel)).ShouldBe(0);
        clock.Set("2026-03-02T16:20+08:00");
        (await reminders.OfBookingsAsync(Cancel)).ShouldBe(1);
        (await ToldAsync(talent))[0].Title.ShouldStartWith("2026-03-03 09:30 您有一项预约");
        // The afternoon before was missed.
        clock.Set("2026-03-05T07:20+08:00");
        (await reminders.OfBookingsAsync(Cancel)).ShouldBe(1);
        (await reminders.OfBookingsAsync(Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task The_office_is_asked_for_next_years_holidays_from_October_until_they_are_loaded()
    {
        var (office, agent) = (await UserAsync("office"), await UserAsync("agent"));
        for (
            clock.Set("2026-09-25T08:30+08:00");
            clock.GetUtcNow().ToLocalDate() < new DateOnly(2026, 11, 10);
            clock.Advance(TimeSpan.FromDays(1))
        )
            await reminders.OfDatesAsync(Cancel);
        (await StepsAsync(office)).ShouldBe([("holiday_notice", 92, "2026-10-01"), ("holiday_notice", 61, "2026-11-01")]);
        (await StepsAsync(agent)).ShouldBeEmpty();
        (await ToldAsync(office))[0].TitleEn.ShouldBe("Load the notice on the public holidays of 2027");
        await SqlAsync(
            "insert into holiday_notices (year, text, loaded_by_name, loaded_at) values (2027, '通知', 'office', @Now)",
            new { Now = clock.GetUtcNow() }
        );
        clock.Set("2026-12-31T08:30+08:00");
        (await reminders.OfDatesAsync(Cancel)).ShouldBe(0);
    }

    private Task<Guid> UserAsync(string role) => TestData.UserAsync(database, $"{role}-{Guid.NewGuid():N}", [role]);

    private async Task<Guid> TicketAsync(
        string state,
        string due,
        Guid agent,
        Guid? department = null,
        Guid? handler = null,
        string? followUp = null
    )
    {
        var id = Guid.NewGuid();
        await SqlAsync(
            """
            with consultation as (
                insert into consultations (id, channel, caller_name, phone_cipher, phone_hash, phone_tail, agent_id, agent_name,
                    received_at)
                values (@id, 'phone', '某人', '\x00', '\x00', '1234', @Agent, 'agent', '2026-02-25T09:00+08:00') returning id)
            insert into tickets (id, number, consultation_id, kind, urgency, title, content, state, department_id, handler_id,
                agent_id, phone_hash, received_at, promised_at, due_at, paused_at, replied_at, reply, follow_up_due_at)
            select id, @Number, id, 'policy_question', 'normal', '标题', '内容', @state, @department, @Handler,
                @Agent, '\x00', '2026-02-25T09:00+08:00', @Due, @Due,
                case when @state = 'waiting' then @Due end, case when @FollowUp is not null then @Due end,
                    case when @FollowUp is not null then '答复' end,
                @FollowUp::timestamptz
            from consultation
            """,
            new
            {
                id,
                Number = id.ToString("N")[..12],
                state,
                department,
                Handler = handler?.ToString(),
                Agent = agent.ToString(),
                Due = DateTimeOffset.Parse(due, null).ToUniversalTime(),
                FollowUp = followUp,
            }
        );
        return id;
    }

    private Task ArticleAsync(Guid id, Guid author, string staleOn, int version = 1, string state = "published") =>
        SqlAsync(
            """
            insert into knowledge_articles (id, created_at) values (@id, now()) on conflict do nothing;
            insert into knowledge_versions (article_id, version, title, kind, body, public, valid_from, stale_on, state,
                written_by, written_by_name, reviewed_by, reviewed_at, created_at, updated_at)
            values (@id, @version, '购房补贴', 'policy_question', '正文', false, '2026-01-01', @staleOn::date, @state,
                @Author, 'author', 'other', now(), now(), now())
            """,
            new
            {
                id,
                version,
                staleOn,
                state,
                Author = author.ToString(),
            }
        );

    private async Task SqlAsync(string sql, object arguments)
    {
        await using var connection = await Data.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(sql, arguments);
    }

    private async Task<IReadOnlyList<Notification>> ToldAsync(Guid recipient) =>
        (await new NotificationStore(new Db(Data), clock).ListAsync(recipient, new NotificationQuery(), Cancel)).Items;

    private async Task<IReadOnlyList<(string, int, string)>> StepsAsync(Guid recipient)
    {
        await using var connection = await Data.OpenConnectionAsync(Cancel);
        return (
            await connection.QueryAsync<(string, int, string)>(
                """
                select kind, step::int, to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from messages
                where recipient_id = @recipient order by created_at, step::int desc
                """,
                new { recipient }
            )
        ).AsList();
    }
}
