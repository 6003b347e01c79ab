using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Access;
using TalentCard.Web.History;

namespace TalentCard.Web.Card;

/// <summary>The audit trail's codes in the words of the person whose data it was.</summary>
internal static class LookWords
{
    /// <summary>What was done; the code itself where the Api has learned a new one.</summary>
    public static string Action(this IStringLocalizer t, string action) =>
        action switch
        {
            "talent.view" => t["查看了您的资料"],
            "talent.view_photo" => t["查看了您的照片"],
            "talent.reveal" => t["查看了证件号、手机或邮箱的明文"],
            "talent.create" => t["录入了您的资料"],
            "talent.edit" => t["修改了您的资料"],
            "talent.correct" => t["更正了您的姓名或证件号"],
            "talent.set_photo" => t["更换了您的照片"],
            "talent.export" => t["导出了您的全部数据"],
            "erasure.request" => t["申请删除您的数据"],
            "erasure.approve" => t["同意删除您的数据"],
            "erasure.reject" => t["未同意删除您的数据"],
            "erasure.retention" => t["留存期满，删除了您的数据"],
            "card.issue" => t["发放了优才卡"],
            "card.view" => t["查看了您的优才卡"],
            "card.print" => t["打印了实体卡"],
            "card.suspend" => t["挂失了优才卡"],
            "card.resume" => t["恢复了优才卡"],
            "card.revoke" => t["注销了优才卡"],
            "card.replace" => t["补发了优才卡"],
            "card.renew" => t["续期了优才卡"],
            "card.shorten" => t["缩短了卡的有效期"],
            "reservation.cancel" => t["取消了预约"],
            "redemption.reverse" => t["撤销了一次服务"],
            "redemption.rate" => t["评价了一次服务"],
            "audit.view" => t["查看了关于您的操作记录"],
            "consultation.view" => t["查看了您的来电记录"],
            "ticket.view" => t["查看了您的专线工单"],
            "ticket.reveal_phone" => t["查看了您的来电号码"],
            "notification.set_preferences" => t["修改了消息设置"],
            "account.sign_in" => t["登录"],
            "account.change_password" => t["修改密码"],
            "account.end_sign_in" => t["退出一处登录"],
            "account.enrol_second_factor" => t["启用两步验证"],
            "account.renew_recovery_codes" => t["重新生成恢复码"],
            _ => HistoryWords.Of(action),
        };

    /// <summary>As whom it was done.</summary>
    public static string Role(this IStringLocalizer t, string role) =>
        role == Roles.Talent ? t["本人"]
        : RoleCatalog.Find(role) is { } known ? ReferenceNames.Either(known.Zh, known.En)
        : role;
}
