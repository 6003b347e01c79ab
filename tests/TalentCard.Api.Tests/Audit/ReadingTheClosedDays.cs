using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts;
using TalentCard.Contracts.Audit;
using TalentCard.Core.Audit;

namespace TalentCard.Api.Tests.Audit;

public sealed class ReadingTheClosedDays(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_auditor_pages_through_them_and_reads_what_was_signed()
    {
        var auditor = api.As(Person.Auditor());
        // A look is a row of the trail, and so of its day.
        await auditor.GetAsync("/api/v1/audit-events", Cancel);
        api.Clock.Advance(TimeSpan.FromDays(3));
        await api.Services.GetRequiredService<CloseLedgerDays>().RunAsync(Cancel);

        var first = (await auditor.GetFromJsonAsync<Page<LedgerDay>>("/api/v1/ledger-days?limit=2", Cancel))!;
        var rest = (await auditor.GetFromJsonAsync<Page<LedgerDay>>($"/api/v1/ledger-days?after={first.Next}", Cancel))!;
        first.Items.Concat(rest.Items).Select(one => one.Day.Day).ShouldBe([4, 3, 2]);
        rest.Next.ShouldBeNull();
        var day = (await auditor.GetFromJsonAsync<LedgerDayStatement>("/api/v1/ledger-days/2026-03-02", Cancel))!;
        day.Statement.ShouldContain("audit_events 1 rows");
        day.Digest.ShouldBe(rest.Items[0].Digest);
        await auditor.GetAsync("/api/v1/ledger-days/2026-03-01", Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }
}
