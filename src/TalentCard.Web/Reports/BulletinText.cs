using System.Globalization;
using TalentCard.Contracts.Reports;

namespace TalentCard.Web.Reports;

/// <summary>A table of the bulletin.</summary>
/// <param name="Heads">Headings.</param>
/// <param name="Rows">Cells.</param>
/// <param name="Chart">Drawn below it; null: nothing.</param>
internal sealed record BulletinTable(string[] Heads, IReadOnlyList<string[]> Rows, BulletinChart? Chart = null);

/// <summary>A numbered part of the bulletin.</summary>
/// <param name="Heading">e.g. 一、总体情况.</param>
/// <param name="Text">Its paragraph.</param>
/// <param name="Table">Its table.</param>
internal sealed record BulletinPart(string Heading, string Text, BulletinTable? Table);

/// <summary>
/// What a report says. Official documents are Chinese, whoever reads the page, so these words are not translated.
/// </summary>
internal static class BulletinText
{
    private static readonly string[] Numerals = ["一", "二", "三", "四", "五", "六", "七"];

    private static readonly Dictionary<string, string> TicketKinds = new()
    {
        ["policy_question"] = "政策咨询",
        ["policy_redemption"] = "政策兑现",
        ["appeal"] = "人才诉求",
        ["suggestion"] = "意见建议",
    };

    /// <summary>What a ranking measures.</summary>
    public static readonly IReadOnlyDictionary<string, string> Measures = new Dictionary<string, string>
    {
        ["served"] = "享受服务率",
        ["on_time"] = "按时答复率",
        ["rating"] = "满意度",
        ["solved"] = "解决率",
        ["visits"] = "结对服务率",
    };

    /// <summary>〔2022〕第3期.</summary>
    public static string Number(ReportSummary report) => $"〔{report.Year}〕第{report.Number}期";

    /// <summary>The title below the red line.</summary>
    public static string Title(ReportSummary report) =>
        report.Kind switch
        {
            "weekly" => $"优才卡和人才服务工作情况一周通报（{Long(report.FirstDay)}—{Short(report.LastDay)}）",
            "monthly" => $"{report.FirstDay.Year}年{report.FirstDay.Month}月县区、园区人才服务工作排序",
            _ => $"{report.FirstDay.Year}年优才卡和人才服务工作年度报告",
        };

    /// <summary>2022年12月31日.</summary>
    public static string Long(DateOnly day) => $"{day.Year}年{Short(day)}";

    /// <summary>The parts in their order.</summary>
    public static IReadOnlyList<BulletinPart> Parts(Report report)
    {
        var (figures, kind) = (report.Figures, report.Summary.Kind);
        var parts = new List<(string Heading, string Text, BulletinTable? Table)>
        {
            ("总体情况", Whole(report, figures), Trend(kind, figures)),
        };
        var divisions = (
            "县区、园区情况",
            report.Division is null ? Leading(kind, figures) : Place(figures.Divisions[0]),
            Ranking(kind, figures)
        );
        if (report.Division is null && Scores(figures) is { } scores)
            parts.Add(("县区、园区排序", Scoring(figures), scores));
        var benefits = (
            "服务事项情况",
            "各服务事项的服务人次、人数如下。",
            Counts("各服务事项服务人次", "服务事项", figures.Benefits)
        );
        parts.AddRange(kind == "monthly" ? [divisions, benefits] : [benefits, divisions]);
        parts.Add(("人才服务专线情况", Hotline(figures), Tickets(kind, figures)));
        if (report.Remark.Length > 0)
            parts.Add((kind == "yearly" ? "下一步工作" : "有关要求", report.Remark, null));
        return [.. parts.Select((part, index) => new BulletinPart($"{Numerals[index]}、{part.Heading}", part.Text, part.Table))];
    }

    private static string Whole(Report report, ReportFigures figures)
    {
        var (now, before) = (figures.Now, figures.Before);
        var (span, last) = report.Summary.Kind switch
        {
            "weekly" => ("本周", "上周"),
            "monthly" => ("本月", "上月"),
            _ => ("全年", "上年"),
        };
        return $"{span}，{report.Division ?? "全市"}优才卡共提供服务{now.Times}人次，惠及持卡人才{now.People}人，陪同{now.Companions}人次，"
            + $"服务人次较{last}{Change(now.Times, before.Times)}。{span}新发优才卡{now.CardsIssued}张，期末持卡人才{now.Holders}人。"
            + $"智库专家服务{now.Visits}次，期末在站博士后{now.Postdocs}人。";
    }

    private static string Change(int now, int before) =>
        (now - before) switch
        {
            0 => "持平",
            var more when before == 0 => $"增加{more}人次",
            > 0 and var more => $"增加{more}人次（增长{Percent(more, before)}）",
            var less => $"减少{-less}人次（下降{Percent(-less, before)}）",
        };

    private static string Percent(int part, int whole) =>
        ((double)part / whole).ToString("P1", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    // What could not be measured of one county may have been of another.
    private static string Scoring(ReportFigures figures)
    {
        var leading = figures.Divisions.Where(one => one.Rank is not null).Take(3).Select(one => one.Name).ToArray();
        var weights = figures.Divisions[0].Measures!.Where(one => one.Weight > 0);
        return $"按各项比率和权重计分，满分100分：{string.Join("、", weights.Select(one => $"{Measures[one.Code]}{one.Weight}%"))}。"
            + "没有可计数据的指标不计分，其余按权重折算；得分相同的并列。"
            + (leading.Length == 0 ? "各县区、园区均无可计数据，不排名次。" : $"得分居前的是{string.Join("、", leading)}。");
    }

    private static BulletinTable? Scores(ReportFigures figures) =>
        figures.Divisions is not [{ Measures: { } measures }, ..]
            ? null
            : new(
                ["名次", "县区、园区", "得分", .. measures.Select(one => $"{Measures[one.Code]}（%）")],
                [
                    .. figures.Divisions.Select(one =>
                        (string[])
                            [
                                one.Rank is { } rank ? Text(rank) : "—",
                                one.Name,
                                Text(one.Score),
                                .. one.Measures!.Select(measure => Text(100 * measure.Value)),
                            ]
                    ),
                ]
            );

    private static string Leading(string kind, ReportFigures figures)
    {
        // Ranked by scores, it says itself who had the most services.
        if (figures.Divisions.Any(one => one.Measures is not null))
            return "各县区、园区服务情况如下。";
        var leading = figures.Divisions.Where(one => one.Times > 0).Take(3).Select(one => one.Name).ToArray();
        var none = figures.Divisions.Where(one => one.Times == 0).Select(one => one.Name).ToArray();
        if (leading.Length == 0)
            return "各县区、园区均无服务记录，不排名次。";
        var text = $"服务人次居前的是{string.Join("、", leading)}。";
        if (kind == "monthly" && none.Length > 0)
            text += $"{string.Join("、", none)}本月没有服务记录。";
        return text + "按服务人次、服务人数依次排序，相同的并列。";
    }

    private static string Place(ReportDivision own) =>
        (own.Rank, own.Measures) switch
        {
            (null, null) => "各县区、园区均无服务记录，不排名次。",
            (null, _) => "各县区、园区均无可计数据，不排名次。",
            ({ } rank, null) => $"{own.Name}服务人次在全市县区、园区中列第{rank}位。",
            ({ } rank, { } measures) => $"{own.Name}得分{Text(own.Score)}，在全市县区、园区中列第{rank}位："
                + $"{string.Join("，", measures.Where(one => one.Value is not null).Select(one => $"{Measures[one.Code]}{Text(100 * one.Value)}%"))}。",
        };

    private static string Hotline(ReportFigures figures)
    {
        var now = figures.Now;
        return now.Tickets == 0
            ? "本期专线没有登记工单。"
            : $"专线登记工单{now.Tickets}件，已答复{now.Answered}件，答复率{Percent(now.Answered, now.Tickets)}，其中按时答复{now.OnTime}件。";
    }

    private static BulletinTable? Trend(string kind, ReportFigures figures)
    {
        if (figures.Now.Times == 0)
            return null;
        var steps = figures.Trend.Select(row => row with { Name = Step(kind, row.Key) }).ToArray();
        var (title, head) = kind == "yearly" ? ("每月服务人次", "月份") : ("每日服务人次", "日期");
        var table = Counts(title, head, steps, overTime: true);
        // A month has too many days for a table.
        return kind == "monthly" ? table with { Rows = [] } : table;
    }

    private static string Step(string kind, string key)
    {
        var last = int.Parse(key[^2..], CultureInfo.InvariantCulture);
        return kind switch
        {
            "yearly" => $"{last}月",
            "monthly" => $"{last}日",
            _ => Short(DateOnly.Parse(key, CultureInfo.InvariantCulture)),
        };
    }

    private static BulletinTable Counts(string title, string head, IReadOnlyList<ReportCount> counts, bool overTime = false) =>
        new(
            [head, "服务人次", "服务人数"],
            [.. counts.Select(row => new[] { row.Name, Text(row.Times), Text(row.People) })],
            new(title, head, "服务人次", overTime, [.. counts.Select(row => (row.Name, row.Times))])
        );

    private static BulletinTable Ranking(string kind, ReportFigures figures) =>
        new(
            [
                "名次",
                "县区、园区",
                "服务人次",
                "服务人数",
                kind switch
                {
                    "weekly" => "上周人次",
                    "monthly" => "上月人次",
                    _ => "上年人次",
                },
                "专线工单",
                "专家服务",
            ],
            [
                .. figures.Divisions.Select(one =>
                    new[]
                    {
                        one.Rank is { } rank ? Text(rank) : "—",
                        one.Name,
                        Text(one.Times),
                        Text(one.People),
                        Text(one.Before),
                        Text(one.Tickets),
                        Text(one.Visits),
                    }
                ),
            ],
            new BulletinChart(
                "各县区、园区服务人次",
                "县区、园区",
                "服务人次",
                false,
                [.. figures.Divisions.Select(one => (one.Name, one.Times))]
            )
        );

    private static BulletinTable? Tickets(string kind, ReportFigures figures)
    {
        var rows = kind == "yearly" ? figures.TicketKinds.Concat(figures.Departments) : figures.TicketKinds;
        return figures.Now.Tickets == 0
            ? null
            : new(
                ["类型、承办单位", "登记", "已答复", "按时答复"],
                [
                    .. rows.Select(row =>
                        new[]
                        {
                            TicketKinds.GetValueOrDefault(row.Name, row.Name),
                            Text(row.Received),
                            Text(row.Answered),
                            Text(row.OnTime),
                        }
                    ),
                ],
                null
            );
    }

    private static string Short(DateOnly day) => $"{day.Month}月{day.Day}日";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(decimal? number) => number?.ToString("0.0", CultureInfo.InvariantCulture) ?? "—";
}
