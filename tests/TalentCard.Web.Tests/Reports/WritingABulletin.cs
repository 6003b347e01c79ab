using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using TalentCard.Contracts.Reports;
using TalentCard.Web.Reports;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using S = DocumentFormat.OpenXml.Spreadsheet;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace TalentCard.Web.Tests.Reports;

/// <summary>The Word document of each kind of report.</summary>
public sealed class WritingABulletin
{
    [Theory]
    [InlineData("weekly", "上周")]
    [InlineData("monthly", "上月")]
    [InlineData("yearly", "上年")]
    public async Task Opens_without_a_fault_and_says_its_figures(string kind, string before)
    {
        var file = await BulletinDocument.WriteAsync(Sample(kind));
        // For people to look at.
        await File.WriteAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, $"{kind}.docx"),
            file,
            TestContext.Current.CancellationToken
        );
        using var document = WordprocessingDocument.Open(new MemoryStream(file), false);
        OfficeFile.Faults(document).ShouldBeEmpty();
        var text = document.MainDocumentPart!.Document!.InnerText;
        foreach (
            var words in new[]
            {
                "〔2022〕第51期",
                "提供服务61人次",
                "惠及持卡人才47人",
                $"较{before}增加9人次（增长17.3%）",
                "田家庵区",
                "抄送：市委",
                "请各县区<加强>宣传。",
            }
        )
            text.ShouldContain(words);
    }

    [Theory]
    [InlineData("weekly")]
    [InlineData("monthly")]
    [InlineData("yearly")]
    public async Task Draws_charts_that_keep_its_figures_and_their_workbook(string kind)
    {
        var report = Sample(kind);
        using var document = WordprocessingDocument.Open(new MemoryStream(await BulletinDocument.WriteAsync(report)), false);
        var main = document.MainDocumentPart!;
        var charts = main.Document!.Descendants<Wp.Inline>()
            .Select(inline => Read(main, inline))
            .ToDictionary(chart => chart.Title);
        charts.Keys.ShouldBe(
            [kind == "yearly" ? "每月服务人次" : "每日服务人次", "各服务事项服务人次", "各县区、园区服务人次"],
            ignoreOrder: true
        );
        foreach (var chart in charts.Values)
        {
            chart.Cached.ShouldBe(FiguresOf(report, chart.Title));
            chart.Cells.ShouldBe(chart.Cached, "the workbook's cells that the chart names");
            chart.Axes.ShouldBe([chart.Headings.First, "服务人次"], ignoreOrder: true);
            chart.Headings.Second.ShouldBe(chart.Series);
            chart.Alt.ShouldBe($"服务人次：{string.Join("；", chart.Cached.Select(bar => $"{bar.Name} {bar.Value}"))}");
        }
        charts["各县区、园区服务人次"].Headings.First.ShouldBe("县区、园区");
        main.ImageParts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("weekly")]
    [InlineData("monthly")]
    [InlineData("yearly")]
    public async Task Names_no_part_that_is_not_there(string kind)
    {
        using var file = new MemoryStream(await BulletinDocument.WriteAsync(Sample(kind)));
        OfficeFile.CheckRelations(file).ShouldBe(3, "workbooks");
    }

    [Theory]
    [InlineData("weekly")]
    [InlineData("monthly")]
    [InlineData("yearly")]
    public void Ranks_nobody_where_nobody_had_a_service(string kind)
    {
        var report = Sample(kind);
        report = report with
        {
            Figures = report.Figures with
            {
                Divisions =
                [
                    .. report.Figures.Divisions.Select(one => one with { Rank = null, Times = 0, People = 0, Before = 0 }),
                ],
            },
        };
        var part = BulletinText.Parts(report).Single(part => part.Heading.EndsWith("县区、园区情况", StringComparison.Ordinal));
        part.Text.ShouldBe("各县区、园区均无服务记录，不排名次。");
        part.Table!.Rows.ShouldAllBe(row => row[0] == "—");
    }

    [Theory]
    [InlineData("weekly")]
    [InlineData("monthly")]
    [InlineData("yearly")]
    public async Task Ranks_by_scores_and_says_what_they_are_made_of(string kind)
    {
        var report = Sample(kind);
        ReportMeasure[] Measured(int served) => [new("served", 60, served, 40), new("rating", 40, 0, 0), new("visits", 0, 1, 2)];
        report = report with
        {
            Figures = report.Figures with
            {
                Divisions =
                [
                    new(1, "340421", "凤台县", 21, 17, 17, 20, 7, 42.5m, Measured(17)),
                    new(2, "340403", "田家庵区", 40, 15, 35, 20, 5, 37.5m, Measured(15)),
                ],
            },
        };
        var part = BulletinText.Parts(report).Single(part => part.Heading.EndsWith("县区、园区排序", StringComparison.Ordinal));
        part.Text.ShouldContain("满分100分：享受服务率60%、满意度40%。");
        part.Text.ShouldEndWith("得分居前的是凤台县、田家庵区。");
        part.Table!.Heads.ShouldBe(["名次", "县区、园区", "得分", "享受服务率（%）", "满意度（%）", "结对服务率（%）"]);
        part.Table.Rows.ShouldBe([
            ["1", "凤台县", "42.5", "42.5", "—", "50.0"],
            ["2", "田家庵区", "37.5", "37.5", "—", "50.0"],
        ]);
        using var document = WordprocessingDocument.Open(new MemoryStream(await BulletinDocument.WriteAsync(report)), false);
        OfficeFile.Faults(document).ShouldBeEmpty();
        var own = report with
        {
            Division = "田家庵区",
            Figures = report.Figures with { Divisions = [report.Figures.Divisions[1]] },
        };
        BulletinText
            .Parts(own)
            .Single(part => part.Heading.EndsWith("县区、园区情况", StringComparison.Ordinal))
            .Text.ShouldBe("田家庵区得分37.5，在全市县区、园区中列第2位：享受服务率37.5%，结对服务率50.0%。");
    }

    private sealed record Chart(
        string Title,
        string Alt,
        string Series,
        IReadOnlyList<(string Name, int Value)> Cached,
        IReadOnlyList<(string Name, int Value)> Cells,
        (string First, string Second) Headings,
        IReadOnlyList<string> Axes
    );

    private static Chart Read(MainDocumentPart main, Wp.Inline inline)
    {
        var part = (ChartPart)main.GetPartById(inline.Descendants<C.ChartReference>().Single().Id!);
        var chart = part.ChartSpace!;
        var series = chart.Descendants<C.BarChartSeries>().Single();
        var names = series.GetFirstChild<C.CategoryAxisData>()!.StringReference!;
        var values = series.GetFirstChild<C.Values>()!.NumberReference!;
        var cached = names
            .StringCache!.Descendants<C.NumericValue>()
            .Select(name => name.Text)
            .Zip(values.NumberingCache!.Descendants<C.NumericValue>().Select(value => Whole(value.Text)))
            .ToList();
        names.StringCache.PointCount!.Val!.Value.ShouldBe((uint)cached.Count);
        values.NumberingCache.PointCount!.Val!.Value.ShouldBe((uint)cached.Count);
        names.Formula!.Text.ShouldBe($"Sheet1!$A$2:$A${cached.Count + 1}");
        values.Formula!.Text.ShouldBe($"Sheet1!$B$2:$B${cached.Count + 1}");
        var of = chart.GetFirstChild<C.ExternalData>()!.Id!.Value!;
        using var workbook = SpreadsheetDocument.Open(part.GetPartById(of).GetStream(), false);
        OfficeFile.Faults(workbook).ShouldBeEmpty();
        var sheet = workbook.WorkbookPart!.Workbook!.Descendants<S.Sheet>().Single(one => one.Name == BulletinChart.Sheet);
        var rows = ((WorksheetPart)workbook.WorkbookPart.GetPartById(sheet.Id!.Value!))
            .Worksheet!.Descendants<S.Row>()
            .Select(row => row.Elements<S.Cell>().ToArray())
            .ToArray();
        rows.ShouldAllBe(row => row.Length == 2);
        rows[1..].ShouldAllBe(row => row[1].DataType!.Value == S.CellValues.Number);
        var title = chart.GetFirstChild<C.Chart>()!.Title!.InnerText;
        var properties = inline.DocProperties!;
        properties.Title!.Value.ShouldBe(title);
        return new Chart(
            title,
            properties.Description!,
            series.SeriesText!.Descendants<C.NumericValue>().Single().Text,
            cached,
            [.. rows[1..].Select(row => (row[0].InnerText, Whole(row[1].InnerText)))],
            (rows[0][0].InnerText, rows[0][1].InnerText),
            [.. chart.Descendants<C.PlotArea>().Single().Descendants<C.Title>().Select(axis => axis.InnerText)]
        );
    }

    private static List<(string, int)> FiguresOf(Report report, string title) =>
        title switch
        {
            "每月服务人次" => [.. report.Figures.Trend.Select((row, i) => ($"{i + 1}月", row.Times))],
            "每日服务人次" =>
            [
                .. report.Figures.Trend.Select(row =>
                    ($"{(report.Summary.Kind == "weekly" ? "12月" : "")}{Whole(row.Key[8..])}日", row.Times)
                ),
            ],
            "各服务事项服务人次" => [.. report.Figures.Benefits.Select(row => (row.Name, row.Times))],
            _ => [.. report.Figures.Divisions.Select(row => (row.Name, row.Times))],
        };

    private static int Whole(string number) => int.Parse(number, CultureInfo.InvariantCulture);

    private static Report Sample(string kind)
    {
        var at = new DateTimeOffset(2022, 12, 26, 1, 0, 0, TimeSpan.Zero);
        List<ReportCount> trend = kind switch
        {
            "yearly" =>
            [
                .. Enumerable.Range(1, 12).Select(month => new ReportCount($"2022-{month:00}", "", month * 3 % 17, month % 5)),
            ],
            "monthly" => [.. Enumerable.Range(1, 31).Select(day => new ReportCount($"2022-12-{day:00}", "", day * day % 120, 2))],
            _ => [.. Enumerable.Range(19, 7).Select(day => new ReportCount($"2022-12-{day}", "", day % 7 + 3, 2))],
        };
        // A year may have more, and longer names.
        var others = Enumerable
            .Range(1, kind == "yearly" ? 17 : 0)
            .Select(i => new ReportCount($"b{i}", $"第{i}项子女入学、住房安居等综合服务", 9 - i / 2, 0));
        return new Report(
            new ReportSummary(
                Guid.NewGuid(),
                kind,
                new DateOnly(2022, 12, 19),
                new DateOnly(2022, 12, 25),
                2022,
                51,
                "approved",
                at,
                "李四",
                at,
                null,
                2
            ),
            "人才工作周通报",
            "淮南市人才工作领导小组办公室",
            "市委、市政府有关领导。",
            "请各县区<加强>宣传。",
            "张三",
            false,
            new ReportFigures(
                new ReportTotals(61, 47, 20, 3, 254, 40, 38, 37, 12, 101),
                new ReportTotals(52, 40, 9, 0, 250, 30, 30, 30, 10, 100),
                trend,
                [
                    new("medical", "就医绿色通道", 31, 25),
                    new("rail", "高铁绿色通道", 20, 15),
                    new("legal", "法律服务", 10, 9),
                    .. others,
                ],
                [
                    new(1, "340403", "田家庵区", 40, 30, 35, 20, 5),
                    new(2, "340421", "凤台县", 21, 17, 17, 20, 7),
                    new(3, "x", "淮南高新区", 0, 0, 0, 0, 0),
                ],
                [new("policy_question", "policy_question", 30, 29, 29), new("appeal", "appeal", 10, 9, 8)],
                [new("d", "市人社局", 40, 38, 37)]
            )
        );
    }
}
