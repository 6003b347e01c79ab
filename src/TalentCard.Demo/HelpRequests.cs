namespace TalentCard.Demo;

/// <summary>Requests for help that are open, given to an expert, and closed.</summary>
internal static class HelpRequests
{
    private static readonly (string Need, string Text)[] Asked =
    [
        ("A0101", "麦田下部叶片发黄，请专家来看看。"),
        ("A0202", "草莓烂果多，想请人指导大棚通风。"),
        ("B0201", "稻田里的虾不肯上食。"),
        ("C0101", "想把豆腐做成真空包装，缺技术。"),
        ("C0201", "网店开了半年没有销量。"),
        ("B0102", "鸡舍夏天死亡率高。"),
        ("A0301", "秸秆还田后出苗不齐。"),
        ("D0101", "想买植保无人机，不知选哪种。"),
    ];

    public static Task InsertAsync(Session session, DateOnly today) =>
        session.CopyAsync(
            "help_requests (id, advisee_id, need, text, state, expert_id, assigned_on, outcome, created_at)",
            Asked.Select(
                (asked, i) =>
                {
                    var random = new DemoRandom($"help request {i}");
                    var advisee = i % 2 == 0 ? ThinkTank.Firms[i] : ThinkTank.Villages[(i * 61) + 120];
                    var at = new DateTimeOffset(today.AddDays(-3 - (i * 2)), new TimeOnly(1, 30), TimeSpan.Zero);
                    // The first was given to expert1, the last is done.
                    var (state, expert) =
                        i == 0 ? ("assigned", ThinkTank.Experts[0].Id)
                        : i == Asked.Length - 1 ? ("closed", ThinkTank.Experts[3].Id)
                        : ("open", (Guid?)null);
                    return new object?[]
                    {
                        random.Id(City.FoundedAt),
                        advisee.Id,
                        asked.Need,
                        asked.Text,
                        state,
                        expert,
                        expert is null ? null : today.AddDays(-2 - (i * 2)),
                        state == "closed" ? "专家已到现场指导，问题解决。" : null,
                        at,
                    };
                }
            )
        );
}
