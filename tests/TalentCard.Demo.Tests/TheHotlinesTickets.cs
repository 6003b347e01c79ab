namespace TalentCard.Demo.Tests;

public sealed class TheHotlinesTickets(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Fact]
    public async Task Stand_where_their_last_step_left_them() =>
        (
            await demo.DataSource.AskAsync<string>(
                """
                select t.number from tickets t
                join ticket_steps s on s.ticket_id = t.id and s.version = t.version
                where (s.to_state, s.due_at, s.department_id) is distinct from (t.state, t.due_at, t.department_id)
                   or t.version <> (select count(*) from ticket_steps x where x.ticket_id = t.id)
                   or s.at > '2026-11-22T00:00+08:00'
                """
            )
        ).ShouldBeEmpty();

    [Fact]
    public async Task Of_2022_are_mostly_on_time_and_to_the_callers_content() =>
        (
            await demo.DataSource.AskAsync<bool>(
                """
                select avg((replied_at <= due_at)::int) between 0.93 and 0.99
                   and avg(satisfied::int) filter (where reached) between 0.9 and 0.99
                   and count(*) filter (where kind = 'appeal' and reached is null) = 0 and count(*) = 2050
                from tickets where received_at < '2023-01-01'
                """
            )
        ).ShouldBe([true]);

    [Theory]
    [InlineData(
        "t.state = 'received' and c.channel = 'app' and t.talent_id = (select talent_id from users where user_name = 'talent1')"
    )]
    [InlineData("t.state = 'dispatched' and t.department_id = (select department_id from users where user_name = 'handler1')")]
    [InlineData(
        "t.state = 'accepted' and t.handler_id = (select id::text from users where user_name = 'handler1') and t.due_at < '2026-11-22'"
    )]
    [InlineData("t.state = 'waiting' and t.talent_id = (select talent_id from users where user_name = 'talent1')")]
    [InlineData("t.state = 'replied' and t.agent_id = (select id::text from users where user_name = 'agent1')")]
    [InlineData("t.state = 'returned'")]
    [InlineData("t.escalated_at is not null and t.state = 'followed_up'")]
    [InlineData("t.extension_state = 'pending'")]
    [InlineData("t.caller_to_be_told")]
    [InlineData("t.repeat_of is not null")]
    public async Task Of_today_wait_in_every_queue(string which) =>
        (
            await demo.DataSource.AskAsync<bool>(
                $"select exists (select from tickets t join consultations c on c.id = t.consultation_id where t.received_at > '2026-10-01' and {which})"
            )
        ).ShouldBe([true]);

    [Fact]
    public async Task Rest_on_articles_that_a_second_person_reviewed() =>
        (
            await demo.DataSource.AskAsync<bool>(
                "select count(*) = 13 and bool_and(reviewed_by <> written_by) and (select count(*) from knowledge_uses) > 1000 from knowledge_versions"
            )
        ).ShouldBe([true]);
}
