namespace TalentCard.Demo.Tests;

public sealed class TheFamilies(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Fact]
    public async Task Are_forty_people_in_every_state() =>
        (
            await demo.DataSource.AskAsync<string>(
                "select state || ' ' || count(*) from dependants group by state order by state"
            )
        ).ShouldBe(["active 24", "ended 3", "filed 9", "refused 4"]);

    [Fact]
    public async Task Stand_where_their_last_step_left_them() =>
        (
            await demo.DataSource.AskAsync<Guid>(
                """
                select d.id from dependants d
                where not exists (select from dependant_steps s where s.dependant_id = d.id and s.to_state = d.state)
                   or d.version <> (select count(*) from dependant_steps s where s.dependant_id = d.id)
                """
            )
        ).ShouldBeEmpty();

    [Fact]
    public async Task Hold_no_card_of_their_own() =>
        (
            await demo.DataSource.AskAsync<Guid>(
                "select d.id from dependants d join talents t on t.id_number_hash = d.document_hash"
            )
        ).ShouldBeEmpty();
}
