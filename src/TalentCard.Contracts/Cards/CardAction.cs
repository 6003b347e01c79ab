using System.Text.Json.Serialization;

namespace TalentCard.Contracts.Cards;

/// <summary>What happens to a card.</summary>
[JsonConverter(typeof(WordConverter<CardAction>))]
public enum CardAction
{
    /// <summary>发卡: it begins.</summary>
    Issue,

    /// <summary>挂失.</summary>
    Suspend,

    /// <summary>解除挂失.</summary>
    Resume,

    /// <summary>注销.</summary>
    Revoke,

    /// <summary>补发.</summary>
    Replace,

    /// <summary>续期.</summary>
    Renew,

    /// <summary>Its last day comes forward with the contract's end.</summary>
    Shorten,
}
