using DocumentFormat.OpenXml;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace TalentCard.Web.Reports;

/// <summary>
/// A chart of the bulletin as DrawingML: programs draw it sharp at any size with fonts of their own, and people change it and its
/// figures in Word and WPS (docs/adr/0043). Its words are black or grey and its bars dark, so that it prints well without colour.
/// </summary>
/// <param name="Title">Above it.</param>
/// <param name="Name">What its bars are: the heading of the first column.</param>
/// <param name="Value">What they count: the heading of the second.</param>
/// <param name="OverTime">Standing bars in the order of time; otherwise lying ones below each other.</param>
/// <param name="Rows">The bars.</param>
internal sealed record BulletinChart(
    string Title,
    string Name,
    string Value,
    bool OverTime,
    IReadOnlyList<(string Name, int Value)> Rows
)
{
    /// <summary>Where its figures are in the workbook: headings in the first row, a bar in each below.</summary>
    public const string Sheet = "Sheet1";

    private const string Bars = "1D5FB4",
        Ink = "333333",
        Grid = "D0D0D0";
    private const uint NameAxis = 1,
        ValueAxis = 2;

    /// <summary>Height in millimetres: every bar has room for its name, and the whole for a page.</summary>
    public int Height => OverTime ? 75 : Math.Min(28 + Rows.Count * (Rows.Count <= 12 ? 7 : 5), 200);

    // The days of a month.
    private bool Close => OverTime && Rows.Count > 12;

    /// <summary>What it shows, for those who do not see it.</summary>
    public string Description => $"{Value}：{string.Join("；", Rows.Select(row => $"{row.Name} {row.Value}"))}";

    /// <summary>The chart's part; it holds the figures too, so that it is drawn without its workbook.</summary>
    /// <param name="workbook">Relation to the workbook.</param>
    public C.ChartSpace Markup(string workbook) =>
        new(
            new C.Date1904 { Val = false },
            new C.EditingLanguage { Val = "zh-CN" },
            new C.RoundedCorners { Val = false },
            new C.Chart(
                Heading(Title, 11, "黑体"),
                new C.AutoTitleDeleted { Val = false },
                new C.PlotArea(
                    new C.Layout(),
                    new C.BarChart(
                        new C.BarDirection { Val = OverTime ? C.BarDirectionValues.Column : C.BarDirectionValues.Bar },
                        new C.BarGrouping { Val = C.BarGroupingValues.Clustered },
                        new C.VaryColors { Val = false },
                        Series(),
                        new C.GapWidth { Val = 50 },
                        new C.AxisId { Val = NameAxis },
                        new C.AxisId { Val = ValueAxis }
                    ),
                    Names(),
                    Values()
                ),
                new C.PlotVisibleOnly { Val = true },
                new C.DisplayBlanksAs { Val = C.DisplayBlanksAsValues.Gap }
            ),
            new C.ShapeProperties(new A.NoFill(), new A.Outline(new A.NoFill())),
            Letters(9),
            new C.ExternalData(new C.AutoUpdate { Val = false }) { Id = workbook }
        );

    private C.BarChartSeries Series() =>
        new(
            new C.Index { Val = 0 },
            new C.Order { Val = 0 },
            new C.SeriesText(Texts("$B$1", [Value])),
            new C.ChartShapeProperties(Fill(Bars)),
            new C.InvertIfNegative { Val = false },
            new C.DataLabels(
                new C.ShapeProperties(new A.NoFill(), new A.Outline(new A.NoFill())),
                Letters(Close ? 7 : 9),
                new C.DataLabelPosition { Val = C.DataLabelPositionValues.OutsideEnd },
                new C.ShowLegendKey { Val = false },
                new C.ShowValue { Val = true },
                new C.ShowCategoryName { Val = false },
                new C.ShowSeriesName { Val = false },
                new C.ShowPercent { Val = false },
                new C.ShowBubbleSize { Val = false }
            ),
            new C.CategoryAxisData(Texts($"$A$2:$A${Rows.Count + 1}", [.. Rows.Select(row => row.Name)])),
            new C.Values(
                new C.NumberReference(
                    new C.Formula($"{Sheet}!$B$2:$B${Rows.Count + 1}"),
                    new C.NumberingCache([
                        new C.FormatCode("0"),
                        new C.PointCount { Val = (uint)Rows.Count },
                        .. Rows.Select((row, i) => new C.NumericPoint(new C.NumericValue($"{row.Value}")) { Index = (uint)i }),
                    ])
                )
            )
        );

    private static C.StringReference Texts(string cells, IReadOnlyList<string> texts) =>
        new(
            new C.Formula($"{Sheet}!{cells}"),
            new C.StringCache([
                new C.PointCount { Val = (uint)texts.Count },
                .. texts.Select((text, i) => new C.StringPoint(new C.NumericValue(text)) { Index = (uint)i }),
            ])
        );

    private C.CategoryAxis Names() =>
        new(
            new C.AxisId { Val = NameAxis },
            // The first row is the uppermost bar.
            new C.Scaling(new C.Orientation { Val = OverTime ? C.OrientationValues.MinMax : C.OrientationValues.MaxMin }),
            new C.Delete { Val = false },
            new C.AxisPosition { Val = OverTime ? C.AxisPositionValues.Bottom : C.AxisPositionValues.Left },
            Heading(Name, 9, "宋体", standing: !OverTime),
            new C.NumberingFormat { FormatCode = "General", SourceLinked = false },
            new C.MajorTickMark { Val = C.TickMarkValues.None },
            new C.MinorTickMark { Val = C.TickMarkValues.None },
            new C.TickLabelPosition { Val = C.TickLabelPositionValues.NextTo },
            new C.ChartShapeProperties(new A.Outline(Fill(Ink)) { Width = 9525 }),
            new C.CrossingAxis { Val = ValueAxis },
            new C.Crosses { Val = C.CrossesValues.AutoZero },
            new C.AutoLabeled { Val = false },
            new C.LabelAlignment { Val = C.LabelAlignmentValues.Center },
            new C.LabelOffset { Val = 100 },
            new C.TickLabelSkip { Val = Close ? 5 : 1 },
            new C.NoMultiLevelLabels { Val = true }
        );

    private C.ValueAxis Values()
    {
        var axis = new C.ValueAxis(
            new C.AxisId { Val = ValueAxis },
            new C.Scaling(new C.Orientation { Val = C.OrientationValues.MinMax }, new C.MinAxisValue { Val = 0 }),
            new C.Delete { Val = false },
            new C.AxisPosition { Val = OverTime ? C.AxisPositionValues.Left : C.AxisPositionValues.Bottom },
            new C.MajorGridlines(new C.ChartShapeProperties(new A.Outline(Fill(Grid)) { Width = 6350 })),
            Heading(Value, 9, "宋体", standing: OverTime),
            new C.NumberingFormat { FormatCode = "0", SourceLinked = false },
            new C.MajorTickMark { Val = C.TickMarkValues.None },
            new C.MinorTickMark { Val = C.TickMarkValues.None },
            new C.TickLabelPosition { Val = C.TickLabelPositionValues.NextTo },
            new C.ChartShapeProperties(new A.Outline(new A.NoFill())),
            new C.CrossingAxis { Val = NameAxis },
            new C.Crosses { Val = OverTime ? C.CrossesValues.AutoZero : C.CrossesValues.Maximum },
            new C.CrossBetween { Val = C.CrossBetweenValues.Between }
        );
        // There is no half of a service.
        if (Rows.All(row => row.Value < 10))
            axis.Append(new C.MajorUnit { Val = 1 });
        return axis;
    }

    private static C.Title Heading(string text, int points, string font, bool standing = false) =>
        new(
            new C.ChartText(
                new C.RichText(
                    standing ? new() { Rotation = 0, Vertical = A.TextVerticalValues.EastAsianVetical } : new A.BodyProperties(),
                    new A.ListStyle(),
                    new A.Paragraph(
                        new A.ParagraphProperties(Letter<A.DefaultRunProperties>(points, font)),
                        new A.Run(Letter<A.RunProperties>(points, font), new A.Text(text))
                    )
                )
            ),
            new C.Overlay { Val = false }
        );

    private static C.TextProperties Letters(int points) =>
        new(
            new A.BodyProperties(),
            new A.ListStyle(),
            new A.Paragraph(
                new A.ParagraphProperties(Letter<A.DefaultRunProperties>(points, "宋体")),
                new A.EndParagraphRunProperties { Language = "zh-CN" }
            )
        );

    private static T Letter<T>(int points, string font)
        where T : A.TextCharacterPropertiesType, new()
    {
        var letter = new T
        {
            Language = "zh-CN",
            FontSize = points * 100,
            Bold = false,
        };
        letter.Append(Fill(Ink), new A.LatinFont { Typeface = "Times New Roman" }, new A.EastAsianFont { Typeface = font });
        return letter;
    }

    private static A.SolidFill Fill(string colour) => new(new A.RgbColorModelHex { Val = colour });
}
