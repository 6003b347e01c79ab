using System.Globalization;
using System.Text;
using TalentCard.Workbooks;

namespace TalentCard.Demo;

/// <summary>
/// The sample lists of samples/, in the shape that offices use: Chinese headings, one person a row. The people are invented
/// and none of them is in the demo data.
/// </summary>
public static class Samples
{
    private static readonly string[] Headings =
    [
        "姓名",
        "身份证号",
        "手机号",
        "电子邮箱",
        "人才类别",
        "工作单位",
        "所属县区",
        "合同截止日期",
    ];

    /// <summary>Writes the four lists into <paramref name="folder"/>, the same bytes each time.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var good = GoodRows();
        foreach (var (file, rows) in new[] { ("talents.xlsx", good), ("talents-with-errors.xlsx", BadRows(good)) })
            File.WriteAllBytes(Path.Combine(folder, file), WorkbookWriter.Write("人才名单", Headings, rows));
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        File.WriteAllText(
            Path.Combine(folder, "talents.csv"),
            Csv(good),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)
        );
        File.WriteAllText(Path.Combine(folder, "talents-gb18030.csv"), Csv(good), Encoding.GetEncoding("gb18030"));
    }

    private static List<object[]> GoodRows()
    {
        var people = new InventedPeople("samples");
        return [.. "BCCCDDDDDEEEEEEFFFFF".Select(tier => RowOf(people.Invent(tier.ToString(), new DateOnly(2028, 6, 1), 2)))];
    }

    // One good row, then one row for each mistake that the import names.
    private static List<object[]> BadRows(List<object[]> good)
    {
        var people = new InventedPeople("samples with errors");
        return
        [
            good[0],
            Bad(1, id => id[..17] + (id[17] == '0' ? '1' : '0')),
            Bad(1, id => id[..10] + "1332" + id[14..]),
            Bad(1, id => id[..15]),
            // What a spreadsheet program makes of an ID number typed as a number: it keeps 15 digits.
            Bad(1, id => decimal.Parse(id[..15], CultureInfo.InvariantCulture) * 1000),
            Bad(1, _ => (string)good[0][1]),
            Bad(1, _ => CurrentCards.People[0].IdNumber),
            Bad(0, _ => ""),
            Bad(2, phone => phone[..10]),
            Bad(3, _ => "not-an-address"),
            Bad(4, _ => "Z"),
            Bad(5, _ => ""),
            Bad(5, employer => string.Concat(Enumerable.Repeat(employer, 40))),
            Bad(5, employer => $"\u202e{employer}"),
            Bad(6, _ => "无名县"),
            Bad(7, _ => new DateOnly(2019, 12, 31)),
            Bad(7, _ => "长期"),
            Bad(5, _ => new Formula("A2&\"研究院\"", "研究院")),
        ];

        object[] Bad(int column, Func<string, object> spoil)
        {
            var row = RowOf(people.Invent("E", new DateOnly(2028, 6, 1), 2));
            row[column] = spoil(row[column] as string ?? "");
            return row;
        }
    }

    private static object[] RowOf(InventedPerson p) =>
        [p.Name, p.IdNumber, p.Phone, p.Email, p.Tier, p.Employer, p.Division, p.ContractEnd];

    private static string Csv(IEnumerable<object[]> rows)
    {
        var lines = rows.Select(row =>
            string.Join(
                ',',
                row.Select(cell =>
                    cell is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : (string)cell
                )
            )
        );
        // Excel's line ends.
        return string.Join("\r\n", [string.Join(',', Headings), .. lines, ""]);
    }
}
