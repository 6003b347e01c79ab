using TalentCard.Contracts.Partners;
using TalentCard.Core.Partners;

namespace TalentCard.Demo;

/// <summary>A service point and whoever stands at its counter.</summary>
internal sealed record DemoPoint(
    Guid Id,
    Guid PartnerId,
    string Name,
    string Kind,
    string Division,
    string Address,
    string AddressEn,
    double Latitude,
    double Longitude,
    string OperatorId,
    string OperatorName
);

/// <summary>20 invented partners with 30 service points in all counties and parks.</summary>
internal static class Partners
{
    private static readonly (string Name, string Kind, string Division, string[] Points)[] Seeds =
    [
        ("淮南星榆医院", "hospital", "田家庵区", ["门诊服务台", "住院服务台", "急诊服务台"]),
        ("云衢高铁站", "rail_station", "淮南高新技术产业开发区", ["东进站口", "西进站口", "商务候车室"]),
        ("桐荫中医院", "hospital", "谢家集区", ["门诊服务台"]),
        ("寿春杏园医院", "hospital", "寿县", ["门诊服务台", "住院服务台"]),
        ("凤鸣岗医院", "hospital", "凤台县", ["门诊服务台"]),
        ("芍溪高铁站", "rail_station", "寿县", ["绿色通道"]),
        ("衡平法律服务中心", "legal_aid", "田家庵区", ["咨询窗口"]),
        ("楚山律师事务所", "legal_aid", "潘集区", ["接待室"]),
        ("泮水实验学校", "school", "八公山区", ["招生办公室"]),
        ("云麓外国语学校", "school", "淮南高新技术产业开发区", ["招生办公室"]),
        ("槐序幼儿园", "school", "毛集实验区", ["园务室"]),
        ("栖居人才公寓", "housing", "淮南高新技术产业开发区", ["服务大厅"]),
        ("安序住房服务中心", "housing", "大通区", ["人才窗口"]),
        ("澄明健康体检中心", "checkup_center", "田家庵区", ["体检前台"]),
        ("长乐湖体检中心", "checkup_center", "淮南经济技术开发区", ["体检前台"]),
        ("八公云海景区", "venue", "八公山区", ["东门检票口", "西门检票口"]),
        ("楚韵博物馆", "venue", "寿县", ["入馆口", "研学中心"]),
        ("焦岗芦荡景区", "venue", "毛集实验区", ["游船码头", "北门检票口"]),
        ("舜歌银行", "bank", "田家庵区", ["营业部", "凤台支行", "潘集支行"]),
        ("淮畔农村银行", "bank", "安徽（淮南）现代煤化工产业园", ["园区支行"]),
    ];

    // Invented, as the partners are.
    private static readonly (string Name, string NameEn)[] Streets =
    [
        ("澄湖路", "Chenghu Road"),
        ("砚池街", "Yanchi Street"),
        ("松烟路", "Songyan Road"),
        ("望舒大道", "Wangshu Avenue"),
        ("槐序街", "Huaixu Street"),
        ("岚浦路", "Lanpu Road"),
        ("青杼街", "Qingzhu Street"),
        ("稷下路", "Jixia Road"),
    ];

    private static readonly Dictionary<string, string> Elsewhere = new() { ["凤台支行"] = "凤台县", ["潘集支行"] = "潘集区" };

    private static readonly (string Name, string NameEn)[] Names =
    [
        ("淮南星榆医院", "Xingyu Hospital, Huainan"),
        ("云衢高铁站", "Yunqu High-Speed Railway Station"),
        ("桐荫中医院", "Tongyin Hospital of Chinese Medicine"),
        ("寿春杏园医院", "Xingyuan Hospital, Shouchun"),
        ("凤鸣岗医院", "Fengminggang Hospital"),
        ("芍溪高铁站", "Shaoxi High-Speed Railway Station"),
        ("衡平法律服务中心", "Hengping Legal Service Centre"),
        ("楚山律师事务所", "Chushan Law Firm"),
        ("泮水实验学校", "Panshui Experimental School"),
        ("云麓外国语学校", "Yunlu Foreign Language School"),
        ("槐序幼儿园", "Huaixu Kindergarten"),
        ("栖居人才公寓", "Qiju Talent Apartments"),
        ("安序住房服务中心", "Anxu Housing Service Centre"),
        ("澄明健康体检中心", "Chengming Health Check-up Centre"),
        ("长乐湖体检中心", "Changle Lake Check-up Centre"),
        ("八公云海景区", "Bagong Sea of Clouds Scenic Area"),
        ("楚韵博物馆", "Chuyun Museum"),
        ("焦岗芦荡景区", "Jiaogang Reed Marsh Scenic Area"),
        ("舜歌银行", "Shunge Bank"),
        ("淮畔农村银行", "Huaipan Rural Bank"),
        ("门诊服务台", "Outpatient Service Desk"),
        ("住院服务台", "Inpatient Service Desk"),
        ("急诊服务台", "Emergency Service Desk"),
        ("东进站口", "East Entrance"),
        ("西进站口", "West Entrance"),
        ("商务候车室", "Business Lounge"),
        ("绿色通道", "Priority Lane"),
        ("咨询窗口", "Advice Counter"),
        ("接待室", "Reception Room"),
        ("招生办公室", "Admissions Office"),
        ("园务室", "Kindergarten Office"),
        ("服务大厅", "Service Hall"),
        ("人才窗口", "Talent Counter"),
        ("体检前台", "Check-up Reception"),
        ("东门检票口", "East Gate"),
        ("西门检票口", "West Gate"),
        ("入馆口", "Museum Entrance"),
        ("研学中心", "Study Centre"),
        ("游船码头", "Boat Pier"),
        ("北门检票口", "North Gate"),
        ("营业部", "Main Branch"),
        ("凤台支行", "Fengtai Branch"),
        ("潘集支行", "Panji Branch"),
        ("园区支行", "Park Branch"),
    ];

    private static readonly Dictionary<string, string> English = Names.ToDictionary();

    /// <summary>All service points; the first is the counter of desk1 and of the client demo-hospital's partner.</summary>
    public static readonly DemoPoint[] Points = [.. Seeds.SelectMany(PointsOf)];

    /// <summary>The counter of the account desk1, at the first hospital.</summary>
    public static DemoPoint FirstHospital => Points[0];

    /// <summary>The counter of the account desk2, at the first rail station.</summary>
    public static DemoPoint FirstRailStation { get; } = Points.First(p => p.Kind == "rail_station");

    public static async Task InsertAsync(Session session)
    {
        await session.CopyAsync(
            "partners (id, name, name_en, kind, division_code, contact, created_at)",
            Seeds.Select(
                (p, i) =>
                    new object?[]
                    {
                        IdOf(p.Name),
                        p.Name,
                        English[p.Name],
                        p.Kind,
                        City.DivisionCode(p.Division),
                        $"服务热线 0554-000{i + 1:D4}",
                        City.FoundedAt,
                    }
            )
        );
        await session.CopyAsync(
            "service_points (id, partner_id, name, name_en, kind, division_code, address, address_en, latitude, longitude, created_at)",
            Points.Select(p =>
                new object?[]
                {
                    p.Id,
                    p.PartnerId,
                    p.Name,
                    English[p.Name],
                    p.Kind,
                    p.Division,
                    p.Address,
                    p.AddressEn,
                    p.Latitude,
                    p.Longitude,
                    City.FoundedAt,
                }
            )
        );
        foreach (var kind in Points.Select(p => p.Kind).Distinct())
            await session.ExecuteAsync(
                "update service_points set hours = @Week::int4multirange, follows_holidays = @FollowsHolidays where kind = @kind",
                new
                {
                    kind,
                    Week = WeekHours.Write(Hours(kind)),
                    FollowsHolidays = kind is not ("hospital" or "rail_station" or "venue"),
                }
            );
    }

    public static Guid IdOf(string partner) => new DemoRandom($"partner {partner}").Id(City.FoundedAt);

    private static IEnumerable<OpeningSpan> Hours(string kind) =>
        kind switch
        {
            "hospital" => Week(7, (new(7, 30), new(18, 0))),
            "rail_station" => Week(7, (new(5, 30), new(23, 30))),
            "venue" => Week(7, (new(9, 0), new(17, 0))),
            "checkup_center" => Week(6, (new(7, 30), new(11, 30))),
            "bank" => Week(6, (new(8, 30), new(17, 30))),
            _ => Week(5, (new(8, 30), new(12, 0)), (new(14, 0), new(17, 30))),
        };

    // The first days of the week.
    private static IEnumerable<OpeningSpan> Week(int days, params (TimeOnly Opens, TimeOnly Closes)[] spans) =>
        Enumerable.Range(1, days).SelectMany(weekday => spans.Select(span => new OpeningSpan(weekday, span.Opens, span.Closes)));

    private static IEnumerable<DemoPoint> PointsOf((string Name, string Kind, string Division, string[] Points) partner) =>
        partner.Points.Select(name =>
        {
            var random = new DemoRandom($"point {partner.Name} {name}");
            var division = Elsewhere.GetValueOrDefault(name, partner.Division);
            var id = random.Id(City.FoundedAt);
            var seat = City.Divisions.Single(d => d.Name == division);
            // Within some two kilometres of the seat; the counters of one house stand in one place.
            var place = new DemoRandom($"place {partner.Name} {division}");
            var (street, number) = (place.Of(Streets), place.Between(1, 199));
            var address = $"{division}{street.Name}{number} 号";
            var account = DemoAccounts.AtCounter(partner.Name, name);
            return new DemoPoint(
                id,
                IdOf(partner.Name),
                name,
                partner.Kind,
                City.DivisionCode(division),
                address,
                $"{number} {street.NameEn}, {seat.NameEn}",
                Math.Round(seat.Latitude + (place.Between(-180, 180) / 10_000.0), 5),
                Math.Round(seat.Longitude + (place.Between(-200, 200) / 10_000.0), 5),
                (account?.Id ?? random.Id(City.FoundedAt)).ToString(),
                account?.DisplayName ?? $"{name}核验员"
            );
        });
}
