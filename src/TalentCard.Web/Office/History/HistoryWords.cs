namespace TalentCard.Web.Office.History;

/// <summary>The audit trail's actions in Chinese words, which are the keys of their translations.</summary>
internal static class HistoryWords
{
    public static readonly IReadOnlyDictionary<string, string> Actions = new Dictionary<string, string>
    {
        ["talent.create"] = "录入人才",
        ["talent.edit"] = "修改资料",
        ["talent.set_photo"] = "更换照片",
        ["talent_import.upload"] = "上传名单",
        ["talent_import.commit"] = "确认导入",
        ["talent_import.discard"] = "作废名单",
        ["card.issue"] = "发卡",
        ["card.suspend"] = "挂失",
        ["card.resume"] = "解除挂失",
        ["card.revoke"] = "注销",
        ["card.replace"] = "补发",
        ["card.renew"] = "续期",
        ["card.shorten"] = "有效期缩短",
        ["card.print"] = "打印卡码",
        ["card_batch.propose"] = "提交批次",
        ["card_batch.approve"] = "审批通过",
        ["card_batch.reject"] = "退回批次",
        ["benefit.create"] = "新增服务事项",
        ["benefit.edit"] = "修改文字",
        ["benefit.set_rule"] = "制定新规则",
        ["partner.create"] = "新增合作单位",
        ["partner.edit"] = "修改合作单位",
        ["service_point.create"] = "新增服务点",
        ["service_point.edit"] = "修改服务点",
        ["expert.create"] = "录入专家",
        ["expert.edit"] = "修改资料",
        ["advisee.create"] = "录入村或企业",
        ["advisee.edit"] = "修改资料",
        ["station.create"] = "录入站点",
        ["station.edit"] = "修改资料",
        ["station.add_mentor"] = "增补导师",
        ["station.edit_mentor"] = "修改导师",
        ["report.draft"] = "起草通报",
        ["report.remark"] = "写批注",
        ["report.approve"] = "审批通过",
        ["report.send"] = "发出通报",
        ["report_layout.edit"] = "修改通报设置",
        ["redemption.reverse"] = "撤销核销",
        ["reservation.create"] = "预约服务",
        ["reservation.cancel"] = "预约已取消",
    };
}
