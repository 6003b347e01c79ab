using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using TalentCard.Contracts.Reports;
using TalentCard.Web.Reports;

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
        var file = BulletinDocument.Write(Sample(kind));
        // For people to look at.
        await File.WriteAllBytesAsync(Path.Combine(AppContext.BaseDirectory, $"{kind}.docx"), file, TestContext.Current.CancellationToken);
        using var document = WordprocessingDocument.Open(new MemoryStream(file), false);
        new OpenXmlValidator(FileFormatVersions.Office2013).Validate(document, TestContext.Current.CancellationToken)
            .Select(fault => $"{fault.Path?.XPath} {fault.Description}").ShouldBeEmpty();
        var text = document.MainDocumentPart!.Document.InnerText;
        foreach (var words in new[] { "〔2022〕第51期", "提供服务61人次", "惠及持卡人才47人", $"较{before}增加9人次（增长17.3%）", "田家庵区", "抄送：市委", "请各县区<加强>宣传。" })
            text.ShouldContain(words);
        foreach (var picture in document.MainDocumentPart.ImageParts)
        {
            using var reader = new BinaryReader(picture.GetStream());
            var bytes = reader.ReadBytes(100_000);
            BitConverter.ToUInt32(bytes, 40).ShouldBe(0x464D4520u);
            BitConverter.ToInt32(bytes, 48).ShouldBe(bytes.Length);
            // Record by record to the end.
            var (at, count) = (0, 0);
            for (; at < bytes.Length; count++) at += BitConverter.ToInt32(bytes, at + 4);
            (at, count).ShouldBe((bytes.Length, BitConverter.ToInt32(bytes, 52)));
        }
        document.MainDocumentPart.ImageParts.Count().ShouldBe(3);
    }

    private static Report Sample(string kind)
    {
        var at = new DateTimeOffset(2022, 12, 26, 1, 0, 0, TimeSpan.Zero);
        var trend = kind == "yearly"
            ? Enumerable.Range(1, 12).Select(month => new ReportCount($"2022-{month:00}", "", month * 3 % 17, month % 5)).ToList()
            : [.. Enumerable.Range(19, 7).Select(day => new ReportCount($"2022-12-{day}", "", day % 7 + 3, 2))];
        return new Report(
            new ReportSummary(Guid.NewGuid(), kind, new DateOnly(2022, 12, 19), new DateOnly(2022, 12, 25), 2022, 51, "approved", at, "李四", at, null, 2),
            "人才工作周通报", "淮南市人才工作领导小组办公室", "市委、市政府有关领导。", "请各县区<加强>宣传。", "张三", false,
            new ReportFigures(
                new ReportTotals(61, 47, 20, 3, 254, 40, 38, 37, 12, 101), new ReportTotals(52, 40, 9, 0, 250, 30, 30, 30, 10, 100), trend,
                [new("medical", "就医绿色通道", 31, 25), new("rail", "高铁绿色通道", 20, 15), new("legal", "法律服务", 10, 9)],
                [new(1, "340403", "田家庵区", 40, 30, 35, 20, 5), new(2, "340421", "凤台县", 21, 17, 17, 20, 7), new(3, "x", "淮南高新区", 0, 0, 0, 0, 0)],
                [new("policy_question", "policy_question", 30, 29, 29), new("appeal", "appeal", 10, 9, 8)], [new("d", "市人社局", 40, 38, 37)]));
    }
}
