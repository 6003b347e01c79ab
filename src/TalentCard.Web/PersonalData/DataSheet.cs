using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.PersonalData;
using TalentCard.Web.Benefits;
using TalentCard.Web.Card;
using TalentCard.Web.Dependants;

namespace TalentCard.Web.PersonalData;

/// <summary>One list of what is kept on a talent, in words: a part of the page, a sheet of the workbook.</summary>
/// <param name="Title">What it lists.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Texts, as many as headings.</param>
internal sealed record DataSheet(string Title, string[] Columns, IReadOnlyList<string[]> Rows)
{
    /// <summary>The export in the reader's language; the first list is the person.</summary>
    public static IReadOnlyList<DataSheet> Of(PersonalDataExport data, IStringLocalizer t) =>
        [
            Person(data.Person, t),
            New(
                t["账号"],
                [t["登录名"], t["称呼"], t["两步验证"], t["通行密钥"], t["创建时间"], t["停用时间"]],
                data.Accounts,
                a =>
                    [
                        a.UserName,
                        a.DisplayName,
                        a.SecondFactor ? t["已开启"] : t["未开启"],
                        string.Join(", ", a.Passkeys),
                        At(a.CreatedAt),
                        At(a.DisabledAt),
                    ]
            ),
            New(
                t["登录记录"],
                [t["时间"], t["应用"], t["最迟到期"], t["退出时间"]],
                data.SignIns,
                s => [At(s.At), s.Application, At(s.EndsAt), At(s.EndedAt)]
            ),
            New(
                t["优才卡"],
                [t["卡号"], t["人才类别"], t["状态"], t["原因"], t["起始日期"], t["有效期至"], t["批次"], t["发卡时间"]],
                data.Cards,
                c =>
                    [
                        c.Number,
                        c.Tier,
                        t[CodeWords.CardStates.Of(c.State)],
                        c.StateReason ?? "",
                        CardWords.Long(c.ValidFrom),
                        CardWords.Long(c.ValidTo),
                        c.Batch ?? "",
                        At(c.CreatedAt),
                    ]
            ),
            New(
                t["卡的变更"],
                [t["时间"], t["卡号"], t["变更"], t["状态"], t["经办人"], t["原因"]],
                data.CardEvents,
                e =>
                    [
                        At(e.At),
                        e.Number,
                        t[CodeWords.CardActions.Of(e.Action)],
                        t[CodeWords.CardStates.Of(e.State)],
                        e.By,
                        e.Reason,
                    ]
            ),
            New(
                t["用量"],
                [t["卡号"], t["服务事项"], t["周期开始"], t["每期次数"], t["已用"], t["预约占用"]],
                data.Entitlements,
                e =>
                    [
                        e.Number,
                        CardWords.Either(e.Benefit, e.BenefitEn),
                        CardWords.Long(e.PeriodStart),
                        e.Quota is { } quota ? Number(quota) : t["不限次数"],
                        Number(e.Used),
                        Number(e.Held),
                    ]
            ),
            New(
                t["预约记录"],
                [t["预约时间"], t["服务事项"], t["服务点"], t["日期"], t["到达时间"], t["状态"], t["陪同人数"], t["留言"]],
                data.Reservations,
                r =>
                    [
                        At(r.CreatedAt),
                        CardWords.Either(r.Benefit, r.BenefitEn),
                        CardWords.Either(r.Place, r.PlaceEn),
                        CardWords.Long(r.Day),
                        r.ArrivesAt is { } time ? CardWords.Time(time) : "",
                        t.State(r.State).Text,
                        Number(r.Companions),
                        r.Note,
                    ]
            ),
            New(
                t["服务与评价"],
                [
                    t["时间"],
                    t["服务事项"],
                    t["服务点"],
                    t["经办人"],
                    t["陪同人数"],
                    t["已核对"],
                    t["撤销时间"],
                    t["撤销原因"],
                    t["星级"],
                    t["评价"],
                ],
                data.Services,
                s =>
                    [
                        At(s.At),
                        CardWords.Either(s.Benefit, s.BenefitEn),
                        CardWords.Either(s.Place, s.PlaceEn),
                        s.By,
                        Number(s.Companions),
                        string.Join(BenefitWords.Chinese ? "、" : "; ", s.Checks.Select(t.Check)),
                        At(s.ReversedAt),
                        s.ReversalReason ?? "",
                        s.Score is { } score ? Number(score) : "",
                        s.Comment ?? "",
                    ]
            ),
            New(
                t["扫码"],
                [t["时间"], t["服务点"], t["经办人"], t["结果"]],
                data.Scans,
                s =>
                    [
                        At(s.At),
                        CardWords.Either(s.Place, s.PlaceEn),
                        s.By,
                        s.Verdict == "accepted" ? t["通过"] : t["未通过（{0}）", s.Verdict],
                    ]
            ),
            New(
                t["专线来往"],
                [
                    t["时间"],
                    t["编号"],
                    t["途径"],
                    t["称呼"],
                    t["标题"],
                    t["所说内容"],
                    t["地点"],
                    t["承办单位"],
                    t["答复"],
                    t["答复时间"],
                    t["办结时间"],
                ],
                data.Matters,
                m =>
                    [
                        At(m.At),
                        m.Number,
                        Channel(m.Channel, t),
                        m.CallerName,
                        m.Title,
                        m.Content,
                        m.Place ?? "",
                        m.Department ?? "",
                        m.Reply ?? "",
                        At(m.RepliedAt),
                        At(m.ClosedAt),
                    ]
            ),
            New(
                t["收到的消息"],
                [t["时间"], t["消息"], t["说明"], t["阅读时间"], t["发送"]],
                data.Messages,
                m =>
                    [
                        At(m.At),
                        CardWords.Either(m.Title, m.TitleEn),
                        CardWords.Either(m.Text, m.TextEn),
                        At(m.ReadAt),
                        string.Join(", ", m.Deliveries),
                    ]
            ),
            New(t["消息设置"], [t["语言"], t["已关闭"]], data.Preferences, p => [p.Language, string.Join(", ", p.SwitchedOff)]),
            New(
                t["家属"],
                [t["关系"], t["姓名"], t["证件类型"], t["证件号码"], t["出生日期"], t["有效期至"], t["状态"], t["登记时间"]],
                data.Dependants,
                d =>
                    [
                        t[DependantWords.Relations.Of(d.Relation)],
                        d.Name,
                        t[DependantWords.Documents.Of(d.DocumentKind)],
                        d.DocumentNumber,
                        d.BirthDate is { } birth ? CardWords.Long(birth) : "",
                        d.ValidTo is { } last ? CardWords.Long(last) : "",
                        t[DependantWords.States.Of(d.State)],
                        At(d.FiledAt),
                    ]
            ),
            New(
                t["谁看过或改过"],
                [t["时间"], t["谁"], t["身份"], t["做了什么"], t["原因"], t["说明"], t["网络地址"]],
                data.Looks,
                l =>
                    [
                        At(l.At),
                        l.By,
                        string.Join(BenefitWords.Chinese ? "、" : ", ", l.Roles.Select(t.Role)),
                        t.Action(l.Action),
                        l.Reason ?? "",
                        l.Details?.ToString() ?? "",
                        l.Address ?? "",
                    ]
            ),
        ];

    private static DataSheet Person(ExportedPerson person, IStringLocalizer t) =>
        new(
            t["个人信息"],
            [
                t["姓名"],
                t["证件类型"],
                t["证件号码"],
                t["出生日期"],
                t["手机号"],
                t["电子邮箱"],
                t["人才类别"],
                t["工作单位"],
                t["所属县区"],
                t["合同到期"],
                t["来自名单"],
                t["录入时间"],
                t["更新时间"],
            ],
            [
                [
                    person.Name,
                    t[CodeWords.Documents.Of(person.DocumentKind)],
                    person.IdNumber,
                    person.BirthDate is { } birth ? CardWords.Long(birth) : "",
                    person.Phone,
                    person.Email ?? "",
                    $"{person.Tier} {person.TierName}",
                    person.Employer,
                    person.Division,
                    CardWords.Long(person.ContractEnd),
                    person.ListedIn ?? "",
                    At(person.CreatedAt),
                    At(person.UpdatedAt),
                ],
            ]
        );

    private static DataSheet New<T>(string title, string[] columns, IReadOnlyList<T> items, Func<T, string[]> row) =>
        new(title, columns, [.. items.Select(row)]);

    private static string Channel(string channel, IStringLocalizer t) =>
        channel switch
        {
            "phone" => t["打电话"],
            "app" => t["手机提问"],
            _ => t["来访"],
        };

    private static string At(DateTimeOffset? at) => at is { } time ? Display.Second(time) : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
