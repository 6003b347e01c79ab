using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using TalentCard.Contracts.Reports;
using TalentCard.Web.Exports;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace TalentCard.Web.Reports;

/// <summary>
/// Writes a report as a Word document in the layout of an official bulletin: red masthead and line, number, title, body and
/// copies, with the page, type area, fonts and sizes of GB/T 9704—2012.
/// </summary>
internal static class BulletinDocument
{
    /// <summary>Media type of a Word document.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string Red = "E60012";
    private const string Song = "宋体",
        Imitation = "仿宋_GB2312",
        Black = "黑体",
        Masthead = "方正小标宋简体";
    private const int EmuPerMillimetre = 36_000;

    /// <summary>Writes it.</summary>
    public static async Task<byte[]> WriteAsync(Report report)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var body = new Body();
            main.Document = new DocumentFormat.OpenXml.Wordprocessing.Document(body);
            Head(body, report);
            foreach (var part in BulletinText.Parts(report))
                await WriteAsync(main, body, part);
            Foot(body, report);
            body.Append(Page(main));
            document.PackageProperties.Title = BulletinText.Title(report.Summary);
            document.PackageProperties.Creator = report.Issuer;
        }
        return file.ToArray();
    }

    private static void Head(Body body, Report report)
    {
        body.Append(Line(report.Masthead, Masthead, 44, JustificationValues.Center, color: Red, before: 600, after: 360));
        body.Append(Line(BulletinText.Number(report.Summary), Imitation, 16, JustificationValues.Center));
        // Who sends it at the left, the day at the right, above the red line.
        var day = Line(report.Issuer, Imitation, 16, JustificationValues.Left);
        day.ParagraphProperties!.Tabs = new Tabs(new TabStop { Val = TabStopValues.Right, Position = 8845 });
        day.ParagraphProperties.ParagraphBorders = new ParagraphBorders(
            new BottomBorder
            {
                Val = BorderValues.Single,
                Size = 18,
                Space = 4,
                Color = Red,
            }
        );
        day.Append(
            new Run(
                Font(Imitation, 16),
                new TabChar(),
                new Text(BulletinText.Long(Display.DayOf(report.Summary.ApprovedAt ?? report.Summary.MadeAt)))
            )
        );
        body.Append(day);
        // The period stands on a line of its own.
        var title = BulletinText.Title(report.Summary).Replace("（", "\n（", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < title.Length; i++)
            body.Append(
                Line(
                    title[i],
                    Masthead,
                    22,
                    JustificationValues.Center,
                    before: i == 0 ? 480 : 0,
                    after: i == title.Length - 1 ? 360 : 0
                )
            );
    }

    private static async Task WriteAsync(MainDocumentPart main, Body body, BulletinPart part)
    {
        body.Append(Indented(Line(part.Heading, Black, 16, JustificationValues.Left, keep: true)));
        foreach (var paragraph in part.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            body.Append(Indented(Line(paragraph, Imitation, 16, JustificationValues.Both)));
        if (part.Table is not { } table)
            return;
        if (table.Rows.Count > 0)
            body.Append(Table(table), Line("", Imitation, 8, JustificationValues.Left));
        if (table.Chart is { Rows.Count: > 0 } chart)
            body.Append(await ChartAsync(main, chart));
    }

    // Copies between two thin lines, then who sends it and when it was printed.
    private static void Foot(Body body, Report report)
    {
        var copies = Line(
            report.Copies.Length == 0 ? "" : $"抄送：{report.Copies}",
            Imitation,
            14,
            JustificationValues.Left,
            before: 480
        );
        copies.ParagraphProperties!.ParagraphBorders = new ParagraphBorders(
            new TopBorder
            {
                Val = BorderValues.Single,
                Size = 8,
                Space = 4,
            },
            new BottomBorder
            {
                Val = BorderValues.Single,
                Size = 4,
                Space = 4,
            }
        );
        body.Append(copies);
        var printed = Line(report.Issuer, Imitation, 14, JustificationValues.Left);
        printed.ParagraphProperties!.Tabs = new Tabs(new TabStop { Val = TabStopValues.Right, Position = 8845 });
        printed.ParagraphProperties.ParagraphBorders = new ParagraphBorders(
            new BottomBorder
            {
                Val = BorderValues.Single,
                Size = 8,
                Space = 4,
            }
        );
        printed.Append(
            new Run(
                Font(Imitation, 14),
                new TabChar(),
                new Text($"{BulletinText.Long(Display.DayOf(report.Summary.ApprovedAt ?? report.Summary.MadeAt))}印发")
            )
        );
        body.Append(printed);
    }

    private static Paragraph Line(
        string text,
        string font,
        int points,
        JustificationValues side,
        string? color = null,
        int before = 0,
        int after = 0,
        bool keep = false
    )
    {
        var properties = new ParagraphProperties();
        if (keep)
            properties.KeepNext = new KeepNext();
        properties.SpacingBetweenLines = new SpacingBetweenLines
        {
            Before = Number(before),
            After = Number(after),
            Line = Number(points > 22 ? points * 24 : Math.Max(points + 12, 16) * 20),
            LineRule = points > 22 ? LineSpacingRuleValues.AtLeast : LineSpacingRuleValues.Exact,
        };
        properties.Justification = new Justification { Val = side };
        return new Paragraph(
            properties,
            new Run(Font(font, points, color), new Text(text) { Space = SpaceProcessingModeValues.Preserve })
        );
    }

    private static Paragraph Indented(Paragraph paragraph)
    {
        paragraph.ParagraphProperties!.Indentation = new Indentation { FirstLineChars = 200, FirstLine = "640" };
        return paragraph;
    }

    private static RunProperties Font(string font, int points, string? color = null)
    {
        var properties = new RunProperties(
            new RunFonts
            {
                Ascii = "Times New Roman",
                HighAnsi = "Times New Roman",
                EastAsia = font,
            }
        );
        if (color is not null)
            properties.Color = new Color { Val = color };
        properties.FontSize = new FontSize { Val = Number(points * 2) };
        return properties;
    }

    private static Table Table(BulletinTable table)
    {
        var written = new Table(
            new TableProperties(
                new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                new TableJustification { Val = TableRowAlignmentValues.Center },
                new TableBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 8 },
                    new LeftBorder { Val = BorderValues.Single, Size = 4 },
                    new BottomBorder { Val = BorderValues.Single, Size = 8 },
                    new RightBorder { Val = BorderValues.Single, Size = 4 },
                    new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 },
                    new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }
                )
            ),
            new TableGrid(table.Heads.Select(_ => new GridColumn()))
        );
        written.Append(Row(table.Heads, Black, head: true));
        foreach (var row in table.Rows)
            written.Append(Row(row, Imitation, head: false));
        return written;
    }

    private static TableRow Row(IEnumerable<string> cells, string font, bool head)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit()));
        if (head)
            row.TableRowProperties!.Append(new TableHeader());
        foreach (var text in cells)
            row.Append(
                new TableCell(
                    new TableCellProperties(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
                    Line(text, font, 12, JustificationValues.Center)
                )
            );
        return row;
    }

    private static async Task<Paragraph> ChartAsync(MainDocumentPart main, BulletinChart chart)
    {
        var part = main.AddNewPart<ChartPart>();
        var workbook = part.AddEmbeddedPackagePart(EmbeddedPackagePartType.Xlsx);
        using (var figures = new MemoryStream())
        {
            await Workbook.WriteAsync<(string Name, int Value)>(
                figures,
                BulletinChart.Sheet,
                [new(chart.Name, "name", row => row.Name), new(chart.Value, "value", row => row.Value)],
                _ => Task.FromResult(new Page<(string, int)>(chart.Rows, null))
            );
            figures.Position = 0;
            workbook.FeedData(figures);
        }
        part.ChartSpace = chart.Markup(part.GetIdOfPart(workbook));
        var id = (uint)main.ChartParts.Count();
        return new Paragraph(
            new ParagraphProperties(
                new SpacingBetweenLines { Before = "120", After = "120" },
                new Justification { Val = JustificationValues.Center }
            ),
            new Run(
                new Drawing(
                    new Wp.Inline(
                        new Wp.Extent { Cx = 156 * EmuPerMillimetre, Cy = chart.Height * EmuPerMillimetre },
                        new Wp.DocProperties
                        {
                            Id = id,
                            Name = $"chart{id}",
                            Description = chart.Description,
                            Title = chart.Title,
                        },
                        new A.Graphic(
                            new A.GraphicData(new C.ChartReference { Id = main.GetIdOfPart(part) })
                            {
                                Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart",
                            }
                        )
                    )
                )
            )
        );
    }

    // A4; type area 156 by 225 mm; the page's number between dashes below.
    private static SectionProperties Page(MainDocumentPart main)
    {
        var footer = main.AddNewPart<FooterPart>();
        var number = new Paragraph(
            new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
            new Run(Font(Song, 14), new Text("— ") { Space = SpaceProcessingModeValues.Preserve }),
            new SimpleField(new Run(Font(Song, 14), new Text("1"))) { Instruction = " PAGE " },
            new Run(Font(Song, 14), new Text(" —") { Space = SpaceProcessingModeValues.Preserve })
        );
        footer.Footer = new Footer(number);
        return new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin
            {
                Top = 2098,
                Right = 1474,
                Bottom = 1984,
                Left = 1588,
                Header = 851,
                Footer = 1417,
                Gutter = 0,
            }
        );
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
