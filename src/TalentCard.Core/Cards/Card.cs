using System.Globalization;
using TalentCard.Contracts.Cards;

namespace TalentCard.Core.Cards;

/// <summary>
/// The state of a card as people see it; the database keeps all but <see cref="Expired"/>, which follows from the last day.
/// </summary>
public enum CardState
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>挂失: every function has stopped, and may come back.</summary>
    Suspended,

    /// <summary>An active card past its last day.</summary>
    Expired,

    /// <summary>注销, for good.</summary>
    Revoked,

    /// <summary>补发: another card stands in its place.</summary>
    Replaced,
}

/// <summary>The rules of a card's life, without a database.</summary>
public static class Card
{
    /// <summary>A card can be renewed from so many days before its last day.</summary>
    public const int RenewalDays = 30;

    /// <summary>Every change of a card that is issued.</summary>
    public static readonly Transitions<CardState, CardAction> Changes = new(
        (state, _) => CardRefusal.Of(state),
        (CardState.Active, CardAction.Suspend, CardState.Suspended),
        (CardState.Active, CardAction.Revoke, CardState.Revoked),
        (CardState.Active, CardAction.Replace, CardState.Replaced),
        (CardState.Active, CardAction.Renew, CardState.Active),
        (CardState.Suspended, CardAction.Resume, CardState.Active),
        (CardState.Suspended, CardAction.Revoke, CardState.Revoked),
        (CardState.Suspended, CardAction.Replace, CardState.Replaced),
        (CardState.Expired, CardAction.Renew, CardState.Active),
        (CardState.Expired, CardAction.Revoke, CardState.Revoked)
    );

    /// <summary>What can be done to a card today.</summary>
    /// <param name="state">Its state as shown.</param>
    /// <param name="validTo">Its last day.</param>
    /// <param name="today">Today in Asia/Shanghai.</param>
    public static IEnumerable<CardAction> Actions(CardState state, DateOnly validTo, DateOnly today) =>
        Changes
            .Actions(state)
            .Where(action =>
                action switch
                {
                    CardAction.Renew => validTo.AddDays(-RenewalDays) <= today,
                    CardAction.Replace => validTo >= today,
                    _ => true,
                }
            );

    /// <summary>
    /// The last day of a card: as many years as its tier gives, at most five, never past the contract's end, and sooner
    /// where that was asked for. A card of one year from 1 March runs to the last day of February.
    /// </summary>
    public static DateOnly LastDay(DateOnly from, int years, DateOnly contractEnd, DateOnly? wanted = null)
    {
        var last = from.AddYears(Math.Min(years, 5)).AddDays(-1);
        if (contractEnd < last)
            last = contractEnd;
        return wanted < last ? wanted.Value : last;
    }

    /// <summary>The number on the card: the tier's prefix and six digits.</summary>
    public static string Number(string prefix, int running) => prefix + running.ToString("000000", CultureInfo.InvariantCulture);
}
