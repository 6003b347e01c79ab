using TalentCard.Core.Notifications;

namespace TalentCard.Worker.Notifications;

/// <summary>A way out of the system.</summary>
internal interface IDeliveryChannel
{
    /// <summary>Its name, one of <see cref="DeliveryChannel"/>.</summary>
    string Name { get; }

    /// <summary>Sends a message under its key. What it throws counts as a failed attempt.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancel);
}
