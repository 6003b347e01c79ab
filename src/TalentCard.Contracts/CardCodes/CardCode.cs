namespace TalentCard.Contracts.CardCodes;

/// <summary>A code to show or print.</summary>
/// <param name="Text">What the QR code holds: <c>YC1:</c> and base45, upper case.</param>
/// <param name="IssuedAt">When it was made, to the second.</param>
/// <param name="ExpiresAt">Until when it is accepted: 60 s later for a phone, the end of the card's last day for plastic.</param>
public sealed record CardCode(string Text, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);
