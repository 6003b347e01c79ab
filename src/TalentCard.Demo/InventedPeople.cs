using System.Globalization;

namespace TalentCard.Demo;

/// <summary>A person of the office's list, all invented.</summary>
/// <param name="Name">Chinese name.</param>
/// <param name="IdNumber">ID number of 18 characters with a valid check digit, in <see cref="InventedPeople.AreaCode"/>.</param>
/// <param name="Phone">Mobile number of the unassigned range 154.</param>
/// <param name="Email">At example.com (RFC 2606).</param>
/// <param name="Tier">A–F.</param>
/// <param name="Employer">Invented employer.</param>
/// <param name="Division">Name of the county or park.</param>
/// <param name="ContractEnd">Last day of the contract.</param>
internal sealed record InventedPerson(
    string Name,
    string IdNumber,
    string Phone,
    string Email,
    string Tier,
    string Employer,
    string Division,
    DateOnly ContractEnd
);

/// <summary>
/// Invents people whom nobody can be. Their ID numbers begin with 199999: GB/T 2260 gives no province the number 19. Their
/// phones begin with 154, which no operator has been assigned.
/// </summary>
internal sealed class InventedPeople(string stream)
{
    public const string AreaCode = "199999";
    public const string PhonePrefix = "1540";

    public static readonly (string Name, string Division)[] Employers =
    [
        ("淮南星榆医院", "田家庵区"),
        ("澄湖新能源股份有限公司", "淮南高新技术产业开发区"),
        ("砚池智能装备有限公司", "淮南经济技术开发区"),
        ("霁川新材料有限公司", "淮南高新技术产业开发区"),
        ("禾渚生物科技有限公司", "寿县"),
        ("云岫煤化工有限公司", "安徽（淮南）现代煤化工产业园"),
        ("岚浦大数据有限公司", "淮南高新技术产业开发区"),
        ("青杼纺织有限公司", "凤台县"),
        ("槐序农业发展有限公司", "毛集实验区"),
        ("松烟环保科技有限公司", "大通区"),
        ("鹭汀电子有限公司", "淮南经济技术开发区"),
        ("沄溪制药有限公司", "谢家集区"),
        ("栖霞岭机器人有限公司", "淮南高新技术产业开发区"),
        ("知微光电有限公司", "大通区"),
        ("衡石矿山安全研究院", "田家庵区"),
        ("稷下谷种业有限公司", "寿县"),
        ("长楹建筑科技有限公司", "八公山区"),
        ("望舒储能有限公司", "潘集区"),
        ("参宿航天材料有限公司", "凤台县"),
        ("南塘理工学院", "田家庵区"),
        ("舜歌师范学院", "田家庵区"),
        ("云麓职业技术学院", "淮南高新技术产业开发区"),
        ("泮水实验中学", "八公山区"),
        ("桐荫中医院", "谢家集区"),
        ("蒹葭生态农场", "潘集区"),
        ("淮畔豆制品研究所", "八公山区"),
    ];

    private const string Surnames =
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎";
    private const string First = "知予景若书清闻思怀望云言以承亦嘉允致明修远令安观";
    private const string Second = "衡舟澜棠宁屿岚川秋然和遥鸣朗瑾霖卿章珩砚舒临彦微";

    private readonly DemoRandom random = new(stream);
    private readonly HashSet<string> taken = [];

    public InventedPerson Invent(string tier, DateOnly contractFrom, int contractYears)
    {
        var name = Fresh(() => $"{random.Of([.. Surnames])}{random.Of([.. First])}{random.Of([.. Second])}");
        var birth = new DateOnly(random.Between(1962, 1995), random.Between(1, 12), random.Between(1, 28));
        var idNumber = Fresh(() => IdNumber(birth, random.Between(1, 999)));
        var phone = Fresh(() => PhonePrefix + random.Below(10_000_000).ToString("D7", CultureInfo.InvariantCulture));
        var (employer, division) = random.Of(Employers);
        var contractEnd = contractFrom.AddYears(contractYears).AddMonths(random.Below(24)).AddDays(random.Below(28));
        return new InventedPerson(name, idNumber, phone, $"t{phone[3..]}@example.com", tier, employer, division, contractEnd);
    }

    /// <summary>An ID number of the test range (GB 11643; check digit by ISO 7064, MOD 11-2).</summary>
    public static string IdNumber(DateOnly birth, int sequence)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{AreaCode}{birth:yyyyMMdd}{sequence:D3}");
        var remainder = 0;
        foreach (var digit in digits)
            remainder = (remainder + digit - '0') * 2 % 11;
        return digits + "10X98765432"[remainder];
    }

    private string Fresh(Func<string> invent)
    {
        string text;
        do text = invent();
        while (!taken.Add(text));
        return text;
    }
}
