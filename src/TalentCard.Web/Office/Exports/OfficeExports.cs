using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Audit;
using TalentCard.Contracts.Benefits;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Overview;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Redemptions;
using TalentCard.Contracts.Talents;
using TalentCard.Web.Office.Cards;
using TalentCard.Web.Office.Audit;
using TalentCard.Web.Shell;

namespace TalentCard.Web.Office.Exports;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>Every list of the office as a workbook.</summary>
internal static class OfficeExports
{
    public static void MapOfficeExports(this IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office").RequireAuthorization(Policies.Office);
        office.MapExport("/talents.xlsx", TalentsAsync);
        office.MapExport("/cards.xlsx", CardsAsync);
        office.MapExport("/batches.xlsx", BatchesAsync);
        office.MapExport("/partners.xlsx", PartnersAsync);
        office.MapExport("/service-points.xlsx", ServicePointsAsync);
        office.MapExport("/redemptions.xlsx", RedemptionsAsync);
        office.MapExport("/bookings.xlsx", BookingsAsync);
        var city = routes.MapGroup("/office").RequireAuthorization(Policies.CityOffice);
        city.MapExport("/imports.xlsx", ImportsAsync);
        city.MapExport("/benefits.xlsx", BenefitsAsync);
        routes.MapGroup("/office").RequireAuthorization(Policies.Audit).MapExport("/audit.xlsx", AuditAsync);
    }

    private static async Answer TalentsAsync(Export export)
    {
        var (t, reference) = (export.Words, await export.Api.ReferenceAsync(export.Aborted));
        return await export.SendAsync<TalentQuery, TalentSummary>(
            t["人才名单"], "talents", "/office/talents", export.Api.Talents.ListTalentsAsync,
        [
            new(t["姓名"], row => row.Name), new(t["身份证号"], row => row.IdNumber), new(t["手机号"], row => row.Phone),
            new(t["人才类别"], row => reference.TierName(row.Tier)), new(t["工作单位"], row => row.Employer),
            new(t["所属县区"], row => reference.DivisionName(row.Division)), new(t["合同截止日期"], row => row.ContractEnd),
            new(t["优才卡"], row => t[row.HasLiveCard ? "有卡" : "无卡"].Value),
        ]);
    }

    private static async Answer CardsAsync(Export export)
    {
        var (t, reference) = (export.Words, await export.Api.ReferenceAsync(export.Aborted));
        return await export.SendAsync<CardQuery, CardSummary>(
            t["优才卡"], "cards", "/office/cards", export.Api.Cards.ListCardsAsync,
        [
            new(t["卡号"], row => row.Number), new(t["持卡人"], row => row.Name), new(t["身份证号"], row => row.IdNumber),
            new(t["工作单位"], row => row.Employer), new(t["所属县区"], row => reference.DivisionName(row.Division)),
            new(t["人才类别"], row => reference.TierName(row.Tier)), new(t["有效期起"], row => row.ValidFrom), new(t["有效期至"], row => row.ValidTo),
            new(t["状态"], row => t[OfficeWords.CardStates.Of(row.State)].Value), new(t["原因"], row => row.StateReason),
            new(t["发卡时间"], row => row.CreatedAt),
        ], export.Asked<CardListFilter>().Query(export.Time));
    }

    private static Answer BatchesAsync(Export export)
    {
        var t = export.Words;
        return export.SendAsync<CardBatchQuery, CardBatch>(
            t["批次"], "card_batches", "/office/batches", export.Api.Cards.ListCardBatchesAsync,
        [
                new(t["名称"], row => row.Name), new(t["人数"], row => row.TalentCount), new(t["提交人"], row => row.CreatedBy),
                new(t["提交时间"], row => row.CreatedAt), new(t["审批人"], row => row.DecidedBy), new(t["审批时间"], row => row.DecidedAt),
                new(t["状态"], row => t[OfficeWords.BatchStates.Of(row.State)].Value), new(t["退回原因"], row => row.Reason),
            ]);
    }

    private static Answer ImportsAsync(Export export)
    {
        var t = export.Words;
        return export.SendAsync<TalentImportQuery, TalentImportSummary>(
            t["导入名单"], "talent_imports", "/office/imports", export.Api.Talents.ListTalentImportsAsync,
        [
                new(t["文件"], row => row.FileName), new(t["人数"], row => row.RowCount), new(t["有问题的行"], row => row.BadRowCount),
                new(t["状态"], row => t[OfficeWords.ImportStates.Of(row.State)].Value), new(t["上传人"], row => row.CreatedBy),
                new(t["上传时间"], row => row.CreatedAt),
            ]);
    }

    // A row a rule: what was in force when is the question that such a list answers.
    private static async Answer BenefitsAsync(Export export)
    {
        var (t, reference) = (export.Words, await export.Api.ReferenceAsync(export.Aborted));
        List<(Benefit Benefit, BenefitRule? Rule)> rows = [];
        foreach (var benefit in await export.Api.BenefitsAsync(export.Aborted))
        {
            var detail = await export.Api.Benefits.GetBenefitAsync(benefit.Code, export.Aborted);
            rows.AddRange(detail.Rules.Select(rule => (benefit, (BenefitRule?)rule)).DefaultIfEmpty((benefit, null)));
        }
        return await export.SendAsync<(Benefit Benefit, BenefitRule? Rule)>(t["服务事项"], "benefits", "/office/benefits",
        [
            new(t["服务事项"], row => ReferenceNames.Either(row.Benefit.Name, row.Benefit.NameEn)), new(t["代码"], row => row.Benefit.Code),
            new(t["生效日期"], row => row.Rule?.ValidFrom), new(t["是否开办"], row => row.Rule is { } rule ? t[rule.Active ? "开办" : "停办"].Value : null),
            new(t["适用类别"], row => row.Rule?.Tiers.Select(reference.TierName)),
            new(t["周期"], row => row.Rule is { } rule ? t[OfficeWords.Periods.Of(rule.Period)].Value : null),
            new(t["每周期次数"], row => row.Rule is { } rule ? rule.Quota ?? (object)t["不限"].Value : null),
            new(t["服务点类型"], row => row.Rule?.ServicePointKinds.Select(reference.KindName)), new(t["陪同人数"], row => row.Rule?.MaxCompanions),
            new(t["最小年龄（周岁）"], row => row.Rule?.MinAge), new(t["最大年龄（周岁）"], row => row.Rule?.MaxAge),
            new(t["须提前预约（小时）"], row => row.Rule?.BookingHours),
            new(t["核对"], row => row.Rule?.Checks.Select(check => t[OfficeWords.Checks.Of(check)].Value)),
            new(t["制定人"], row => row.Rule?.CreatedByName), new(t["制定时间"], row => row.Rule?.CreatedAt),
        ], rows);
    }

    private static async Answer PartnersAsync(Export export)
    {
        var (t, reference) = (export.Words, await export.Api.ReferenceAsync(export.Aborted));
        return await export.SendAsync<ListQuery, Partner>(
            t["合作单位"], "partners", "/office/partners", export.Api.Partners.ListPartnersAsync,
        [
            new(t["名称"], row => row.Name), new(t["英文名称"], row => row.NameEn), new(t["类型"], row => reference.KindName(row.Kind)),
            new(t["所属县区"], row => reference.DivisionName(row.Division)), new(t["服务点"], row => row.ServicePoints),
            new(t["联系人"], row => row.Contact), new(t["状态"], row => t[row.Active ? "启用" : "停用"].Value),
        ]);
    }

    private static async Answer ServicePointsAsync(Export export)
    {
        var (t, reference) = (export.Words, await export.Api.ReferenceAsync(export.Aborted));
        return await export.SendAsync<ListQuery, ServicePoint>(
            t["服务点"], "service_points", "/office/partners", export.Api.Partners.ListAllServicePointsAsync,
        [
            new(t["合作单位"], row => row.PartnerName), new(t["名称"], row => row.Name), new(t["英文名称"], row => row.NameEn),
            new(t["类型"], row => reference.KindName(row.Kind)), new(t["所属县区"], row => reference.DivisionName(row.Division)),
            new(t["地址"], row => row.Address), new(t["英文地址"], row => row.AddressEn),
            new(t["状态"], row => t[row.Active ? "启用" : "停用"].Value),
        ]);
    }

    private static Answer RedemptionsAsync(Export export)
    {
        var t = export.Words;
        return export.SendAsync<RedemptionQuery, RedemptionItem>(
            t["核销记录"], "redemptions", "/office/redemptions", export.Api.Redemptions.ListRedemptionsAsync,
        [
            new(t["时间"], row => row.RedeemedAt), new(t["服务事项"], row => ReferenceNames.Either(row.BenefitName, row.BenefitNameEn)),
            new(t["持卡人"], row => row.MaskedName), new(t["人才类别"], row => row.Tier), new(t["所属县区"], row => row.DivisionName),
            new(t["合作单位"], row => row.PartnerName), new(t["服务点"], row => row.ServicePointName), new(t["经办人"], row => row.OperatorName),
            new(t["陪同人数"], row => row.Companions),
            new(t["出示方式"], row => t[OfficeWords.Levels.Of(row.Level.ToString(System.Globalization.CultureInfo.InvariantCulture))].Value),
            new(t["评分"], row => row.Score), new(t["评价内容"], row => row.Comment),
            new(t["撤销时间"], row => row.ReversedAt), new(t["撤销原因"], row => row.ReversalReason),
        ]);
    }

    private static async Answer BookingsAsync(Export export)
    {
        var (t, benefits) = (export.Words, await export.Api.BenefitsAsync(export.Aborted));
        var names = benefits.ToDictionary(benefit => benefit.Code, benefit => ReferenceNames.Either(benefit.Name, benefit.NameEn));
        return await export.SendAsync<BookingQuery, OfficeBooking>(
            t["预约一览"], "reservations", "/office/bookings", export.Api.Overview.ListBookingsAsync,
        [
                new(t["日期"], row => row.Day), new(t["持卡人"], row => row.Name), new(t["人才类别"], row => row.Tier),
                new(t["服务事项"], row => names.GetValueOrDefault(row.Benefit, row.Benefit)), new(t["合作单位"], row => row.PartnerName),
                new(t["服务点"], row => row.ServicePointName), new(t["陪同人数"], row => row.Companions), new(t["预约时间"], row => row.CreatedAt),
                new(t["状态"], row => t[OfficeWords.BookingStates.Of(row.State)].Value),
            ]);
    }

    private static Answer AuditAsync(Export export)
    {
        var t = export.Words;
        var query = export.Asked<AuditFilter>().Query;
        // Reading the trail writes it; rows of after this moment are left to the next time.
        query = query with { To = query.To ?? export.Time.GetUtcNow() };
        return export.SendAsync<AuditQuery, AuditEntry>(
            t["审计"], "audit", "/office/audit", export.Api.Audit.ListAuditEventsAsync,
        [
            new(t["时间"], row => Display.Second(row.At)), new(t["操作人"], row => row.ActorName), new(t["角色"], row => row.ActorRoles),
            new(t["操作"], row => row.Action), new(t["对象"], row => $"{row.SubjectKind} {row.SubjectId}"), new(t["人才编号"], row => row.TalentId),
            new(t["原因"], row => row.Reason), new(t["来源地址"], row => row.Address), new(t["详情"], row => row.Details?.ToString()),
        ], query);
    }
}
