using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Cards;

/// <summary>Refusals of the cards' calls.</summary>
public static class CardProblems
{
    /// <summary>A change that an active card does not take.</summary>
    public static readonly ProblemCode IsActive = new(
        "card_is_active",
        409,
        "该卡当前为正常状态，不能执行此操作。",
        "The card is active and does not take this change."
    );

    /// <summary>A change that a suspended card does not take.</summary>
    public static readonly ProblemCode IsSuspended = new(
        "card_is_suspended",
        409,
        "该卡已挂失，不能执行此操作，如需使用请先解除挂失。",
        "The card is suspended and does not take this change; resume it first."
    );

    /// <summary>A change that a revoked card does not take.</summary>
    public static readonly ProblemCode IsRevoked = new(
        "card_is_revoked",
        409,
        "该卡已注销，不能再作变更。",
        "The card is revoked and cannot change any more."
    );

    /// <summary>A change that a replaced card does not take.</summary>
    public static readonly ProblemCode IsReplaced = new(
        "card_is_replaced",
        409,
        "该卡已补发新卡，请在新卡上操作。",
        "The card was replaced; work on the new card."
    );

    /// <summary>A change that an expired card does not take.</summary>
    public static readonly ProblemCode IsExpired = new(
        "card_is_expired",
        409,
        "该卡已过期，请先办理续期。",
        "The card has expired; renew it first."
    );

    /// <summary>Renewal more than 30 days before the card's last day.</summary>
    public static readonly ProblemCode TooEarlyToRenew = new(
        "renewal_too_early",
        409,
        "到期前 30 天内方可续期，请届时再办理。",
        "A card can be renewed from 30 days before its last day; come back then."
    );

    /// <summary>Renewal that the contract leaves no room for.</summary>
    public static readonly ProblemCode ContractEndsFirst = new(
        "renewal_contract_ends",
        409,
        "合同截止日期不晚于卡片有效期，请先更新合同截止日期再续期。",
        "The contract ends no later than the card; update the contract's end and renew then."
    );

    /// <summary>The caller proposed the batch, or it is the same person again.</summary>
    public static readonly ProblemCode SecondPersonRequired = new(
        "second_person_required",
        403,
        "提交人不能审批自己提交的批次，请由另一位工作人员审批。",
        "Whoever proposed a batch cannot decide it; another person must."
    );

    /// <summary>The batch was approved or rejected already.</summary>
    public static readonly ProblemCode BatchDecided = new(
        "batch_already_decided",
        409,
        "该批次已审批，请刷新页面查看结果。",
        "This batch was already decided; reload the page."
    );

    /// <summary>Another batch has this name.</summary>
    public static readonly ProblemCode BatchNameTaken = new(
        "batch_name_taken",
        409,
        "已有同名批次，请换一个名称。",
        "Another batch has this name; choose another."
    );

    /// <summary>
    /// Someone in the batch already has an active or suspended card; <c>errors.talentIds</c> names them where it is known.
    /// </summary>
    public static readonly ProblemCode HasLiveCard = new(
        "talent_has_live_card",
        409,
        "批次中有人已持有有效或挂失的卡，请移除后重新提交。",
        "Someone in the batch already has an active or suspended card; leave them out."
    );

    /// <summary>Someone's contract has ended; <c>errors.talentIds</c> names them.</summary>
    public static readonly ProblemCode ContractEnded = new(
        "talent_contract_ended",
        409,
        "有人合同已到期，请更新合同截止日期后再办理。",
        "Someone's contract has ended; update its end first."
    );

    /// <summary>The batch would name nobody: the import is not committed.</summary>
    public static readonly ProblemCode BatchEmpty = new(
        "batch_empty",
        409,
        "批次中没有人员，请先确认导入名单。",
        "The batch names nobody; commit the import first."
    );

    /// <summary>A bulk change names no card, or none that takes it.</summary>
    public static readonly ProblemCode BulkEmpty = new(
        "bulk_empty",
        409,
        "没有可以办理的卡，请重新选择。",
        "No card takes this change; choose others."
    );

    /// <summary>A bulk change names more than 5,000 cards.</summary>
    public static readonly ProblemCode BulkTooMany = new(
        "bulk_too_many",
        409,
        "一次最多办理 5000 张卡，请缩小筛选范围。",
        "One change takes at most 5,000 cards; narrow the filter."
    );

    /// <summary>Cards changed between preview and commit; <c>errors.cards</c> gives their numbers. None was changed.</summary>
    public static readonly ProblemCode BulkCardsChanged = new(
        "bulk_cards_changed",
        409,
        "预览之后有卡发生了变更，本次未办理任何卡，请重新预览。",
        "Cards changed since the preview and none was touched; preview again."
    );
}
